import type { Chance } from "../../../core/chance.ts";
import {
  type CellScratch,
  type CellTerm,
  evaluate,
  fillType,
  panelTerm,
  type SelectionData,
  type SelectionState,
  type TypeTable,
  typeTable,
} from "../law/selection.ts";
import { type AdaptiveBlock, adaptiveBlock } from "./adaptiveBlock.ts";
import {
  coveragePrior,
  globalPrior,
  levelPrior,
  PRIOR,
  slopePrior,
  spreadPrior,
  typePrior,
  zonePrior,
} from "./priors.ts";

export interface SamplerOptions {
  readonly warmUp: number;
  readonly sweeps: number;
  /** States to keep, evenly spaced after the warm-up. */
  readonly keep: number;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/**
 * Draws from the joint posterior by Metropolis within Gibbs: a block a type, a block a zone, one for what all share, and
 * moves of the level of all types at once, along which the data often say little.
 */
export function samplePosterior(
  data: SelectionData,
  start: SelectionState,
  chance: Chance,
  { warmUp, sweeps, keep, onProgress }: SamplerOptions,
): SelectionState[] {
  const chain = openChain(data, start, chance, warmUp);
  const kept: SelectionState[] = [];
  const every = sweeps / keep;
  for (let i = 0; i < warmUp + sweeps; i++) {
    chain.sweep(i);
    if (i >= warmUp && i - warmUp + 1 >= every * (kept.length + 1)) kept.push(copyState(chain.state));
    if (i % 50 === 0) onProgress?.(i, warmUp + sweeps);
  }
  onProgress?.(warmUp + sweeps, warmUp + sweeps);
  return kept;
}

function copyState(s: SelectionState): SelectionState {
  return {
    ...s,
    a: s.a.slice(),
    xi: s.xi.slice(),
    alpha: s.alpha.slice(),
    beta: s.beta.slice(),
    delta: s.delta.slice(),
    eta: s.eta.slice(),
    reach: s.reach.slice(),
  };
}

/** Where the chain starts: coverage at its prior, sizes as known, numbers as observed. */
export function startState(data: SelectionData): SelectionState {
  const { types, lists, zones, strata, expected, unsized, known, nodes, listOnly } = data;
  const xi = new Float64Array(types);
  for (let t = 0; t < types; t++) {
    let seen = 0.5;
    let mass = 1e-9;
    for (let s = 0; s < strata; s++) {
      const at = s * types + t;
      mass += expected[at];
      seen += unsized[at] + listOnly[at].reduce((sum, g) => sum + g.weight, 0);
      for (let j = 0; j < nodes; j++) seen += known[at * nodes + j];
    }
    xi[t] = Math.log(seen / mass);
  }
  return {
    a: new Float64Array(types).fill(PRIOR.level.mean),
    xi,
    alpha: new Float64Array(lists * types),
    level: PRIOR.level.mean,
    slope: slopePrior(data).mean,
    distance: 0,
    transfer: 0,
    beta: new Float64Array(lists).fill(PRIOR.beta.mean),
    delta: new Float64Array(lists),
    eta: new Float64Array(zones),
    reach: new Float64Array(zones),
    typeSd: 0.4,
    etaSd: 0.3,
    reachSd: 0.4,
  };
}

interface Chain {
  readonly state: SelectionState;
  sweep(iteration: number): void;
}

function openChain(data: SelectionData, start: SelectionState, chance: Chance, warmUp: number): Chain {
  const state = copyState(start);
  const xiStart = start.xi.slice();
  const cache = openCache(data, state);
  const { types, lists, zones } = data;
  const perList = Array.from({ length: lists }, () => 0.2);
  const typeBlocks = Array.from({ length: types }, () => adaptiveBlock([0.3, 0.1, ...perList], warmUp));
  const globalBlock = adaptiveBlock([0.15, 0.1, 0.1, ...perList, ...perList], warmUp);
  const levelBlock = adaptiveBlock([0.3], warmUp);
  const zoneBlocks = Array.from({ length: zones }, () => adaptiveBlock([0.2, 0.4], warmUp));
  const spreadBlock = adaptiveBlock([0.3, 0.3, 0.3], warmUp);

  /** One Metropolis step: `apply` moves the state, `score` gives what changes of the log posterior. */
  const step = (
    block: AdaptiveBlock,
    iteration: number,
    apply: (steps: Float64Array, sign: 1 | -1) => void,
    score: () => number,
    trial: () => number,
    keep: () => void,
  ): void => {
    const before = score() + cache.total();
    const steps = block.propose(chance).slice();
    apply(steps, 1);
    const after = trial() + score();
    const ratio = Number.isNaN(after) ? 0 : Math.min(1, Math.exp(after - before));
    if (chance.uniform() < ratio) keep();
    else apply(steps, -1);
    block.learn(ratio, iteration);
  };

  const moveType = (t: number) => (d: Float64Array, sign: 1 | -1) => {
    state.a[t] += sign * d[0];
    state.xi[t] += sign * d[1];
    for (let l = 0; l < lists; l++) state.alpha[l * types + t] += sign * d[2 + l];
  };
  const moveGlobal = (d: Float64Array, sign: 1 | -1) => {
    state.slope += sign * d[0];
    state.distance += sign * d[1];
    state.transfer += sign * d[2];
    for (let l = 0; l < lists; l++) {
      state.beta[l] += sign * d[3 + l];
      state.delta[l] += sign * d[3 + lists + l];
    }
  };
  const moveLevel = (d: Float64Array, sign: 1 | -1) => {
    state.level += sign * d[0];
    for (let t = 0; t < types; t++) state.a[t] += sign * d[0];
  };
  const moveZone = (z: number) => (d: Float64Array, sign: 1 | -1) => {
    state.eta[z] += sign * d[0];
    state.reach[z] += sign * d[1];
  };
  const moveSpreads = (d: Float64Array, sign: 1 | -1) => {
    state.etaSd *= Math.exp(sign * d[0]);
    state.reachSd *= Math.exp(sign * d[1]);
    state.typeSd *= Math.exp(sign * d[2]);
  };

  return {
    state,
    sweep(i) {
      for (let t = 0; t < types; t++) {
        const prior = () => typePrior(data, state, t, xiStart);
        step(
          typeBlocks[t],
          i,
          moveType(t),
          prior,
          () => cache.tryTypes([t]),
          () => cache.keep(),
        );
      }
      const all = Array.from({ length: types }, (_, t) => t);
      step(
        globalBlock,
        i,
        moveGlobal,
        () => globalPrior(data, state),
        () => cache.tryTypes(all),
        () => cache.keep(),
      );
      step(
        levelBlock,
        i,
        moveLevel,
        () => levelPrior(state.level),
        () => cache.tryTypes(all),
        () => cache.keep(),
      );
      drawLevel(data, state, chance);
      for (let z = 0; z < zones; z++) {
        step(
          zoneBlocks[z],
          i,
          moveZone(z),
          () => zonePrior(state, z),
          () => cache.tryZone(z),
          () => cache.keep(),
        );
      }
      step(
        spreadBlock,
        i,
        moveSpreads,
        () => spreadPrior(data, state),
        () => cache.tryTypes(all),
        () => cache.keep(),
      );
    },
  };
}

/** The level given the types' log odds is normal. */
function drawLevel(data: SelectionData, state: SelectionState, chance: Chance): void {
  const { level } = PRIOR;
  const types = state.a.length;
  const precision = 1 / level.sd ** 2 + types / state.typeSd ** 2;
  let sum = level.mean / level.sd ** 2;
  for (let t = 0; t < types; t++) sum += (state.a[t] - state.slope * data.typeSize[t]) / state.typeSd ** 2;
  state.level = sum / precision + chance.normal() / Math.sqrt(precision);
}

/** Log likelihood by (stratum, type) and by zone's panel, so that a block's move evaluates only what it touches. */
function openCache(data: SelectionData, state: SelectionState) {
  const { strata, types, zones, zone } = data;
  const strataOf = Array.from({ length: zones }, (_, z) =>
    Array.from({ length: strata }, (_, s) => s).filter(s => zone[s] === z),
  );
  const tables = Array.from({ length: types }, () => typeTable(data));
  const spare = Array.from({ length: types }, () => typeTable(data));
  const cells = strata * types;
  const [log, amount, variance, dark] = [0, 1, 2, 3].map(() => new Float64Array(cells));
  const [newLog, newAmount, newVariance, newDark] = [0, 1, 2, 3].map(() => new Float64Array(cells));
  const known = data.known.reduce((sum, n) => sum + n, 0) + data.unsized.reduce((sum, n) => sum + n, 0);
  let darkTotal = 0;
  let newDarkTotal = 0;
  let coverage = 0;
  let newCoverage = 0;
  const panel = new Float64Array(zones);
  const newPanel = new Float64Array(zones);
  const weights = new Float64Array(data.nodes);
  const groupSums = new Float64Array(3 * Math.max(1, ...data.listOnly.map(groups => groups.length)));
  const term: CellTerm = { logLikelihood: 0, amount: 0, variance: 0, dark: 0 };
  const scratch: CellScratch = { observed: 0, unseen: 0, rate: 0, unseenAccounts: 0 };
  let changed: { types: readonly number[]; strata: readonly number[]; zones: readonly number[] };
  let current = 0;
  let trial = 0;

  const evaluateAll = (table: TypeTable[], ts: readonly number[], ss: readonly number[]): number => {
    let difference = 0;
    newDarkTotal = darkTotal;
    for (const s of ss) {
      for (const t of ts) {
        evaluate(data, state, table[t], s, t, term, scratch, weights, groupSums);
        const at = s * types + t;
        newLog[at] = term.logLikelihood;
        newAmount[at] = term.amount;
        newVariance[at] = term.variance;
        newDark[at] = term.dark;
        newDarkTotal += term.dark - dark[at];
        difference += term.logLikelihood - log[at];
      }
    }
    newCoverage = coveragePrior(known, Math.max(0, newDarkTotal));
    return difference + newCoverage - coverage;
  };
  const panels = (ts: readonly number[], zs: readonly number[]): number => {
    let difference = 0;
    for (const z of zs) {
      let mean = 0;
      let spread = 0;
      for (const s of strataOf[z]) {
        for (let t = 0; t < types; t++) {
          const at = s * types + t;
          const fresh = ts.length === types || ts.includes(t);
          mean += fresh ? newAmount[at] : amount[at];
          spread += fresh ? newVariance[at] : variance[at];
        }
      }
      newPanel[z] = panelTerm(data, z, mean, spread);
      difference += newPanel[z] - panel[z];
    }
    return difference;
  };
  const allTypes = Array.from({ length: types }, (_, t) => t);
  const allStrata = Array.from({ length: strata }, (_, s) => s);
  const allZones = Array.from({ length: zones }, (_, z) => z);

  const cache = {
    total: () => current,
    tryTypes(ts: readonly number[]): number {
      let difference = 0;
      for (const t of ts) {
        fillType(data, state, t, spare[t]);
        difference += spare[t].logLikelihood - tables[t].logLikelihood;
      }
      difference += evaluateAll(spare, ts, allStrata) + panels(ts, allZones);
      changed = { types: ts, strata: allStrata, zones: allZones };
      trial = current + difference;
      return trial;
    },
    tryZone(z: number): number {
      const difference = evaluateAll(tables, allTypes, strataOf[z]) + panels(allTypes, [z]);
      changed = { types: [], strata: strataOf[z], zones: [z] };
      trial = current + difference;
      return trial;
    },
    keep(): void {
      current = trial;
      for (const t of changed.types) [tables[t], spare[t]] = [spare[t], tables[t]];
      const ts = changed.types.length > 0 ? changed.types : allTypes;
      for (const s of changed.strata) {
        for (const t of ts) {
          const at = s * types + t;
          log[at] = newLog[at];
          amount[at] = newAmount[at];
          variance[at] = newVariance[at];
          dark[at] = newDark[at];
        }
      }
      darkTotal = newDarkTotal;
      coverage = newCoverage;
      for (const z of changed.zones) panel[z] = newPanel[z];
    },
  };
  cache.tryTypes(allTypes);
  cache.keep();
  return cache;
}
