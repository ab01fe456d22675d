import { type BrandAmount, kindOf, placesOf, type SummedName } from "../twin/metrics.ts";

/** What a grouping can keep of a record. */
export type Kept = SummedName | BrandAmount;

/** What can be told of it: a share is made of the two amounts. */
export type Told = Kept | "own_share";

/** Recording units summed into groups. */
export interface Grouping {
  readonly name: string;
  /** Number of groups. */
  readonly count: number;
  /** Group of each recording unit; -1 for none. */
  readonly unitGroup: Int32Array;
  readonly metrics: readonly Kept[];
  /** What is kept of a run: every period, or the horizon alone. */
  readonly by: "period" | "horizon";
}

/** What the runs recorded, summed by group. Whole numbers, but for shares: NaN where a run has no sales. */
export interface GroupedRuns {
  readonly grouping: Grouping;
  /** Each run's figure of a group over the horizon: flows added up, stocks at its end. */
  total(group: number, metric: Told): Float64Array;
  /** Each run's figure of a group in one period. */
  period(group: number, period: number, metric: Told): Float64Array;
}

/** Sums under way. */
export interface Recording extends GroupedRuns {
  /** Adds the next run's record [unit][period][place]. */
  add(record: Float64Array): void;
  /** Forgets the runs from `count` on. */
  keep(count: number): void;
}

export interface RecordShape {
  readonly units: number;
  readonly horizon: number;
  readonly brands: number;
  /** Places of a record. */
  readonly width: number;
}

/**
 * The only recorder: every figure of `simulate`, the baseline, `backtest` and `compare` is read from such sums. Memory: 8
 * bytes × runs × groups × metrics, and × periods where each is kept.
 */
export function startRecording(grouping: Grouping, shape: RecordShape): Recording {
  const { count, metrics, by } = grouping;
  const slots = by === "period" ? shape.horizon : 1;
  const addUp = adder(grouping, shape, slots);
  const runs: Float64Array[] = [];
  const column = (metric: Kept): number => {
    const m = metrics.indexOf(metric);
    if (m < 0) throw new RangeError(`grouping ${grouping.name} does not keep metric ${metric}`);
    return m;
  };
  const slotOf = (group: number, slot: number, metric: Kept): Float64Array => {
    const at = (group * slots + slot) * metrics.length + column(metric);
    return Float64Array.from(runs, run => run[at]);
  };
  const total = (group: number, metric: Told): Float64Array => {
    if (metric === "own_share") return shareOf(name => total(group, name));
    const sums = slotOf(group, slots - 1, metric);
    if (kindOf(metric) === "flow")
      for (let slot = 0; slot < slots - 1; slot++) addTo(sums, slotOf(group, slot, metric));
    return sums;
  };
  const period = (group: number, t: number, metric: Told): Float64Array => {
    if (metric === "own_share") return shareOf(name => period(group, t, name));
    if (by !== "period") throw new RangeError(`grouping ${grouping.name} does not keep periods`);
    return slotOf(group, t, metric);
  };
  return {
    grouping,
    add(record) {
      const sums = new Float64Array(count * slots * metrics.length);
      addUp(record, sums);
      runs.push(sums);
    },
    keep(number) {
      runs.length = Math.min(runs.length, number);
    },
    total,
    period,
  };
}

/** Adds a record into sums [group][slot][metric]. */
function adder(
  { unitGroup, metrics, by }: Grouping,
  { units, horizon, brands, width }: RecordShape,
  slots: number,
) {
  const moves = metrics.flatMap((metric, m) => placesOf(metric, brands).map(place => ({ metric, place, m })));
  const listed = (kept: typeof moves) => ({
    places: Int32Array.from(kept, ({ place }) => place),
    columns: Int32Array.from(kept, ({ m }) => m),
  });
  const every = listed(moves);
  // Where only the horizon is kept, a stock counts at its end alone.
  const flows = listed(moves.filter(({ metric }) => kindOf(metric) === "flow"));
  return (record: Float64Array, sums: Float64Array): void => {
    for (let u = 0; u < units; u++) {
      const group = unitGroup[u];
      if (group < 0) continue;
      for (let t = 0; t < horizon; t++) {
        const { places, columns } = by === "period" || t === horizon - 1 ? every : flows;
        const from = (u * horizon + t) * width;
        const to = (group * slots + (by === "period" ? t : 0)) * metrics.length;
        for (let p = 0; p < places.length; p++) sums[to + columns[p]] += record[from + places[p]];
      }
    }
  };
}

function addTo(sums: Float64Array, values: Float64Array): void {
  for (let r = 0; r < sums.length; r++) sums[r] += values[r];
}

function shareOf(amounts: (metric: "own_amount" | "market_amount") => Float64Array): Float64Array {
  const market = amounts("market_amount");
  return amounts("own_amount").map((own, run) => own / market[run]);
}
