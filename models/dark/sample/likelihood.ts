import {
  fillType,
  panelTerm,
  type SelectionData,
  type SelectionState,
  type TypeTable,
  termEvaluator,
  typeTable,
} from "../law/selection.ts";
import { coveragePrior } from "./priors.ts";

/** Log likelihood by (stratum, type) and by zone's panel, so that a block's move evaluates only what it touches. */
export interface LikelihoodCache {
  /** Of the state that was kept last. */
  total(): number;
  /** At the state as it is, which differs from the one kept last in parameters of these types, or of this zone. */
  tryTypes(types: readonly number[]): number;
  tryZone(zone: number): number;
  /** Keeps what was tried last. */
  keep(): void;
}

/** Terms of every (stratum, type), [s·T + τ], and of every zone's panel. */
interface Terms {
  readonly log: Float64Array;
  readonly amount: Float64Array;
  readonly variance: Float64Array;
  readonly dark: Float64Array;
  readonly panel: Float64Array;
  /** Sum of `dark`, and the log prior of coverage at it. */
  darkTotal: number;
  coverage: number;
}

function noTerms({ strata, types, zones }: SelectionData): Terms {
  const [log, amount, variance, dark] = [0, 1, 2, 3].map(() => new Float64Array(strata * types));
  return { log, amount, variance, dark, panel: new Float64Array(zones), darkTotal: 0, coverage: 0 };
}

/** What a trial touched. */
interface Touched {
  readonly types: readonly number[];
  readonly strata: readonly number[];
  readonly zones: readonly number[];
  /** Whether the types' tables were filled anew. */
  readonly tables: boolean;
}

/** The likelihood of a state, which is read whenever something is tried. */
export function openLikelihood(data: SelectionData, state: SelectionState): LikelihoodCache {
  const { strata, types, zones, zone } = data;
  const [allTypes, allStrata, allZones] = [types, strata, zones].map(n =>
    Array.from({ length: n }, (_, i) => i),
  );
  const strataOf = allZones.map(z => allStrata.filter(s => zone[s] === z));
  const tables = allTypes.map(() => typeTable(data));
  const spare = allTypes.map(() => typeTable(data));
  const [kept, tried] = [noTerms(data), noTerms(data)];
  const evaluateCells = cellEvaluator(data, state, kept, tried);
  let touched: Touched;
  let current = 0;
  let trial = 0;

  const tryTerms = (table: readonly TypeTable[], what: Touched, before: number): number => {
    touched = what;
    const difference =
      before + (evaluateCells(table, what) + evaluatePanels(data, kept, tried, strataOf, what));
    trial = current + difference;
    return trial;
  };
  const cache: LikelihoodCache = {
    total: () => current,
    tryTypes(ts) {
      let difference = 0;
      for (const t of ts) {
        fillType(data, state, t, spare[t]);
        difference += spare[t].logLikelihood - tables[t].logLikelihood;
      }
      return tryTerms(spare, { types: ts, strata: allStrata, zones: allZones, tables: true }, difference);
    },
    tryZone: z => tryTerms(tables, { types: allTypes, strata: strataOf[z], zones: [z], tables: false }, 0),
    keep() {
      current = trial;
      if (touched.tables) for (const t of touched.types) [tables[t], spare[t]] = [spare[t], tables[t]];
      keepTerms(data, kept, tried, touched);
    },
  };
  cache.tryTypes(allTypes);
  cache.keep();
  return cache;
}

/** Fills what is tried of (stratum, type), and gives the difference of log likelihood and coverage prior to what is kept. */
function cellEvaluator(data: SelectionData, state: SelectionState, kept: Terms, tried: Terms) {
  const known = data.known.reduce((sum, n) => sum + n, 0) + data.unsized.reduce((sum, n) => sum + n, 0);
  const { term, evaluate } = termEvaluator(data);
  return (table: readonly TypeTable[], { types, strata }: Touched): number => {
    let difference = 0;
    tried.darkTotal = kept.darkTotal;
    for (const s of strata) {
      for (const t of types) {
        evaluate(state, table[t], s, t);
        const at = s * data.types + t;
        tried.log[at] = term.logLikelihood;
        tried.amount[at] = term.amount;
        tried.variance[at] = term.variance;
        tried.dark[at] = term.dark;
        tried.darkTotal += term.dark - kept.dark[at];
        difference += term.logLikelihood - kept.log[at];
      }
    }
    tried.coverage = coveragePrior(known, Math.max(0, tried.darkTotal));
    return difference + tried.coverage - kept.coverage;
  };
}

/** The same of the panels: a zone's amount is the sum over its strata and all types. */
function evaluatePanels(
  data: SelectionData,
  kept: Terms,
  tried: Terms,
  strataOf: readonly (readonly number[])[],
  touched: Touched,
): number {
  let difference = 0;
  for (const z of touched.zones) {
    let mean = 0;
    let spread = 0;
    for (const s of strataOf[z]) {
      for (let t = 0; t < data.types; t++) {
        const at = s * data.types + t;
        const { amount, variance } =
          touched.types.length === data.types || touched.types.includes(t) ? tried : kept;
        mean += amount[at];
        spread += variance[at];
      }
    }
    tried.panel[z] = panelTerm(data, z, mean, spread);
    difference += tried.panel[z] - kept.panel[z];
  }
  return difference;
}

function keepTerms(data: SelectionData, kept: Terms, tried: Terms, { types, strata, zones }: Touched): void {
  for (const s of strata) {
    for (const t of types) {
      const at = s * data.types + t;
      for (const name of ["log", "amount", "variance", "dark"] as const) kept[name][at] = tried[name][at];
    }
  }
  kept.darkTotal = tried.darkTotal;
  kept.coverage = tried.coverage;
  for (const z of zones) kept.panel[z] = tried.panel[z];
}
