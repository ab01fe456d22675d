import { historyEnd, shiftPeriod, yearPeriods } from "../../core/period.ts";
import { expectedCalendar } from "../../data/market/calendarAhead.ts";
import { learnedAmounts } from "../../data/market/learnedAmounts.ts";
import type { Market } from "../../data/market/market.ts";
import {
  type EffectEntry,
  hasEffect,
  ofOthers,
  type Part,
  PRIORS,
  type Prior,
  reachOf,
  sizeOf,
  USUAL_DEPTH,
} from "./calendarTerms.ts";

/** What the entries of the calendar add to log amounts of brands in places, period by period. */
export interface CalendarDesign {
  readonly terms: readonly Term[];
  /** By period from the start of history to the horizon: the cells (place × brand) that entries touch. */
  readonly touched: readonly (readonly Touch[])[];
  /** Places that entries name, and all others as the last one. */
  readonly places: number;
  readonly brands: number;
  /** Amounts of the last two years by cell; the market is the last group: [(group + 1) × place × brand]. */
  readonly weight: Float64Array;
  /** Sums of them: [(group + 1) × side], own and rivals, and of the market by brand. */
  readonly sides: Float64Array;
  readonly byBrand: Float64Array;
  /** Entries whose effect is learned or expected. */
  readonly entries: readonly EffectEntry[];
}

/** A coefficient with its prior. */
export interface Term {
  readonly name: string;
  readonly prior: Prior;
}

/** A cell and the regressors that move it, by term. */
interface Touch {
  readonly cell: number;
  readonly x: ReadonlyMap<number, number>;
}

/** Standard deviation of a brand around its side, relative to the prior's of what they share. */
const BRAND_SD = 0.5;

/**
 * Lays the calendar out over history and horizon; null where it has no entry with an effect there.
 * @param groupOf [account of the market]
 */
export function calendarDesign(
  market: Market,
  groupOf: Int32Array,
  groups: number,
  horizon: number,
): CalendarDesign | null {
  const { periodStart, period } = market;
  const end = historyEnd(market);
  const days = Array.from({ length: periodStart.length + horizon }, (_, t) =>
    t < periodStart.length ? periodStart[t] : shiftPeriod(end, t - periodStart.length, period),
  );
  const until = shiftPeriod(end, horizon, period);
  const entries = expectedCalendar(market, until).filter(
    (entry): entry is EffectEntry =>
      hasEffect(entry) && entry.start < until && (entry.kind === "launch" || entry.end >= days[0]),
  );
  if (entries.length === 0) return null;
  const named = [...new Set(entries.map(entry => entry.area))].filter(area => area >= 0);
  const layout = { places: named.length + 1, brands: market.brands.length };
  const weight = cellAmounts(market, groupOf, groups, named);
  const sums = weightSums(weight, layout);
  const total = sums.byBrand.reduce((a, b) => a + b, 0);
  const share = sums.byBrand.map(amount => (total > 0 ? amount / total : 0));
  const book = new Map<string, number>();
  const terms: Term[] = [];
  const touched = days.map(() => new Map<number, Map<number, number>>());
  for (const entry of entries) {
    const places = entry.area < 0 ? [...Array(layout.places).keys()] : [named.indexOf(entry.area)];
    const size = sizeOf(entry, usualDepth(entries, entry));
    for (const part of Object.keys(PRIORS[entry.kind]) as Part[]) {
      const profile = days.map(day => size * reachOf(entry, part, day, period));
      for (const [brand, term] of termsOf(entry, part, entries, layout.brands)) {
        const at = book.get(term.name) ?? terms.push(term) - 1;
        book.set(term.name, at);
        const factor = ofOthers(part) ? share[entry.brand] : 1;
        profile.forEach((x, t) => {
          if (x !== 0)
            for (const place of places) add(touched[t], place * layout.brands + brand, at, factor * x);
        });
      }
    }
  }
  return { ...layout, ...sums, terms, touched: touched.map(touches), weight, entries };
}

/** The brands that a part of an entry moves, each with every term that moves it. */
function termsOf(
  entry: EffectEntry,
  part: Part,
  entries: readonly EffectEntry[],
  brands: number,
): [brand: number, term: Term][] {
  const { kind, brand } = entry;
  const prior = PRIORS[kind][part]!;
  const all = [...Array(brands).keys()];
  if (ofOthers(part)) {
    const moved = brand < 0 ? [] : all.filter(b => b !== brand);
    return moved.map(b => [b, { name: `${kind} of ${sideOf(brand)}: ${part}, ${sideOf(b)}`, prior }]);
  }
  // What names no brand may mean any: what it does to us and to rivals is told apart.
  if (brand < 0) return all.map(b => [b, { name: `${kind} of all: ${part}, ${sideOf(b)}`, prior }]);
  const shared: [number, Term] = [brand, { name: `${kind} of ${sideOf(brand)}: ${part}`, prior }];
  const rivals = new Set(entries.filter(other => other.kind === kind && other.brand > 0).map(o => o.brand));
  if (part !== "named" || brand === 0 || rivals.size < 2) return [shared];
  return [shared, [brand, { name: `${kind} of brand ${brand}`, prior: [0, BRAND_SD * prior[1]] }]];
}

export function sideOf(brand: number): "all" | "own" | "rivals" {
  return brand < 0 ? "all" : brand === 0 ? "own" : "rivals";
}

/** Mean depth of the entries of a kind that tell theirs. */
function usualDepth(entries: readonly EffectEntry[], { kind }: EffectEntry): number {
  const told = entries.flatMap(entry => (entry.kind === kind && entry.depth !== null ? [entry.depth] : []));
  return told.length > 0 ? told.reduce((a, b) => a + b, 0) / told.length : USUAL_DEPTH;
}

function cellAmounts(
  market: Market,
  groupOf: Int32Array,
  groups: number,
  named: readonly number[],
): Float64Array {
  const { sales, accounts, brands, periodStart, period } = market;
  const amount = learnedAmounts(market);
  const cells = (named.length + 1) * brands.length;
  const weight = new Float64Array((groups + 1) * cells);
  const first = periodStart.length - 2 * yearPeriods(period);
  for (let i = 0; i < sales.count; i++) {
    if (sales.period[i] < first || amount[i] <= 0) continue;
    const area = named.indexOf(accounts.area[sales.account[i]]);
    const cell = (area < 0 ? named.length : area) * brands.length + sales.brand[i];
    weight[groupOf[sales.account[i]] * cells + cell] += amount[i];
    weight[groups * cells + cell] += amount[i];
  }
  return weight;
}

function weightSums(
  weight: Float64Array,
  { places, brands }: Pick<CalendarDesign, "places" | "brands">,
): Pick<CalendarDesign, "sides" | "byBrand"> {
  const cells = places * brands;
  const groups = weight.length / cells;
  const sides = new Float64Array(groups * 2);
  const byBrand = new Float64Array(brands);
  weight.forEach((amount, at) => {
    const g = Math.floor(at / cells);
    sides[2 * g + (at % brands === 0 ? 0 : 1)] += amount;
    if (g === groups - 1) byBrand[at % brands] += amount;
  });
  return { sides, byBrand };
}

function add(cells: Map<number, Map<number, number>>, cell: number, term: number, x: number): void {
  const terms = cells.get(cell) ?? new Map<number, number>();
  cells.set(cell, terms.set(term, (terms.get(term) ?? 0) + x));
}

function touches(cells: ReadonlyMap<number, Map<number, number>>): Touch[] {
  return [...cells].map(([cell, x]) => ({ cell, x }));
}
