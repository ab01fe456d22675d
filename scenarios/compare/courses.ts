import { type BlockResult, runRecord } from "../../sim/block.ts";
import { METRIC } from "../../sim/js/record.ts";
import type { ComparedModel } from "../recording.ts";

/** What is compared, in the order in which it is told. Amounts are in minor units. */
export const COMPARED_METRICS = [
  "own_amount",
  "market_amount",
  "own_share",
  "visits",
  "wasted_contacts",
  "new_accounts",
  "lapsed_accounts",
  "won_back_accounts",
  "discovered_accounts",
  "aware_accounts",
  "orders",
  "own_orders",
] as const;
export type ComparedMetric = (typeof COMPARED_METRICS)[number];

/** Metrics in major currency units when they are told. */
export const AMOUNT_METRICS: ReadonlySet<ComparedMetric> = new Set(["own_amount", "market_amount"]);

/** Sums that a share is made of and flows that add up; `own_share` follows from the first two. */
const ADDED = COMPARED_METRICS.filter(metric => metric !== "own_share");
const WIDTH = ADDED.length;
const AWARE = ADDED.indexOf("aware_accounts");

const RECORDED = {
  visits: METRIC.visits,
  wasted_contacts: METRIC.wastedContacts,
  new_accounts: METRIC.newAccounts,
  lapsed_accounts: METRIC.lapsedAccounts,
  won_back_accounts: METRIC.wonBackAccounts,
  discovered_accounts: METRIC.discoveredAccounts,
  aware_accounts: METRIC.awareAccounts,
  orders: METRIC.orders,
  own_orders: METRIC.ownOrders,
} as const;

/** One run of one scenario, summed for telling. */
export interface CourseRun {
  /** [unit][added metric], over the horizon; `aware_accounts` is the stock at its end. */
  readonly units: Float64Array;
  /** [period][added metric], over the market. */
  readonly periods: Float64Array;
}

/**
 * Sums of a block's runs. Memory of a run: 8 bytes × (units + periods) × 11.
 * @param brands number of brands; own is the first
 */
export function courseRuns(block: BlockResult, brands: number): CourseRun[] {
  return Array.from({ length: block.to - block.from }, (_, index) => {
    const record = runRecord(block, index);
    const units = new Float64Array(block.units * WIDTH);
    const periods = new Float64Array(block.horizon * WIDTH);
    const values = new Float64Array(WIDTH);
    for (let u = 0; u < block.units; u++)
      for (let t = 0; t < block.horizon; t++) {
        readRecord(record, (u * block.horizon + t) * block.metrics, brands, values);
        for (let m = 0; m < WIDTH; m++) {
          periods[t * WIDTH + m]! += values[m]!;
          if (m === AWARE) units[u * WIDTH + m] = values[m]!;
          else units[u * WIDTH + m]! += values[m]!;
        }
      }
    return { units, periods };
  });
}

function readRecord(record: Float64Array, at: number, brands: number, out: Float64Array): void {
  let market = 0;
  for (let b = 0; b < brands; b++) market += record[at + METRIC.amount + b]!;
  ADDED.forEach((metric, m) => {
    if (metric === "own_amount") out[m] = record[at + METRIC.amount]!;
    else if (metric === "market_amount") out[m] = market;
    else out[m] = record[at + RECORDED[metric]]!;
  });
}

/** A metric of each run, for one part of the market. */
export type Sampler = (runs: readonly CourseRun[], metric: ComparedMetric) => Float64Array;

/** Samples over the units of a part of the market. */
function unitSampler(units: readonly number[]): Sampler {
  return sampler((run, m) => units.reduce((sum, u) => sum + run.units[u * WIDTH + m]!, 0));
}

/** Samples of one period of the market. */
export function periodSampler(period: number): Sampler {
  return sampler((run, m) => run.periods[period * WIDTH + m]!);
}

function sampler(sum: (run: CourseRun, metric: number) => number): Sampler {
  return (runs, metric) => {
    if (metric !== "own_share") {
      const m = ADDED.indexOf(metric);
      return Float64Array.from(runs, run => sum(run, m));
    }
    // A run without any sales has no share.
    return Float64Array.from(runs, run => sum(run, 0) / sum(run, 1));
  };
}

/** Own orders of each run and unit, [run][unit]. */
export function ownOrdersOf(run: CourseRun, unit: number): number {
  return run.units[unit * WIDTH + ADDED.indexOf("own_orders")]!;
}

/** Names and units of the parts that a comparison is told by. */
export interface Parts {
  readonly market: Sampler;
  readonly territories: readonly (readonly [name: string, sampler: Sampler])[];
  readonly types: readonly (readonly [name: string, sampler: Sampler])[];
}

/** The market, its territories and its types. */
export function partsOf({ units, types }: ComparedModel, territories: readonly string[]): Parts {
  const all = units.map((_, u) => u);
  const by = (names: readonly string[], key: "territory" | "type") =>
    names.map((name, n) => [name, unitSampler(all.filter(u => units[u]![key] === n))] as const);
  return { market: unitSampler(all), territories: by(territories, "territory"), types: by(types, "type") };
}
