import { createHash } from "node:crypto";
import { allocateColumns, type Columns, columnBytes, f64, i32, u8 } from "../../core/columns.ts";
import { specsOf } from "../../core/layout.ts";
import { createKernel } from "../../sim/js/kernel.ts";
import { withLevers } from "../../sim/js/openLevers.ts";
import { recordLength } from "../../sim/js/record.ts";
import { createState } from "../../sim/js/state.ts";
import { simulateRun } from "../../sim/run.ts";
import type { LeverEffect, Levers } from "../../sim/spec/levers.ts";
import type { KernelModel, KernelScalars } from "../../sim/spec/model.ts";
import { AVERAGE_INFLUENCE, BEHAVIOUR, DARK, KERNEL, LIFE, LIFECYCLE, NO_BRAND } from "../../twin/layout.ts";
import { AMOUNT_PLACE, recordWidth } from "../../twin/metrics.ts";

export interface SmallModel extends Partial<KernelScalars> {
  /** Accounts in each cell. Cells lie in a row: the neighbours of a cell are the one before and the one after. */
  readonly cellSizes?: readonly number[];
  /** Adds the columns of dark accounts. */
  readonly withDark?: boolean;
  /** Adds the columns of so many customer segments, for so many quarters. */
  readonly withBehaviour?: { readonly segments: number; readonly quarters: number };
  /** Adds the columns of opening, leaving and coming back; everybody is there and stays unless `set` says otherwise. */
  readonly withLife?: boolean;
  /** Changes columns after they have got their plain values. */
  readonly set?: (columns: Columns) => void;
}

/**
 * A model small enough to know the answers: every account aware, rate 1, equal preferences, amounts of exactly 100,
 * no inertia, one rep that visits nobody, contacts in the first channel and always inside, indices 1, one unit a cell.
 */
export function smallModel({
  cellSizes = [1],
  withDark = false,
  withBehaviour,
  withLife = false,
  set,
  ...overrides
}: SmallModel = {}): KernelModel {
  const accounts = cellSizes.reduce((a, b) => a + b, 0);
  const scalars: KernelScalars = {
    accounts,
    cells: cellSizes.length,
    brands: 2,
    groups: 1,
    units: cellSizes.length,
    reps: 1,
    draws: 1,
    drawSeed: 5,
    periods: 52,
    segments: 1,
    inertia: 0,
    goodwillEffect: 0,
    saturation: 0,
    carryOver: 0,
    channels: 0,
    outsideEffect: 0,
    findChance: 0,
    innovation: 0,
    imitation: 0,
    amountShape: 0,
    lapseAfter: 8,
    ...overrides,
  };
  const { segments: behaviours = 0, quarters = 0 } = withBehaviour ?? {};
  const sizes = { ...scalars, visited: accounts, behaviours, quarters };
  const columns = allocateColumns([
    ...specsOf(KERNEL, sizes),
    ...(withDark ? specsOf(DARK, sizes) : []),
    ...(withBehaviour ? specsOf(BEHAVIOUR, sizes) : []),
    ...(withLife ? specsOf(LIFE, sizes) : []),
  ]);
  const ones = ["rate", "preference", "brandAmount", "ownLine", "volumeIndex", "channelMix", "acceptance"];
  for (const name of ones) f64(columns, name).fill(1);
  if (withLife) f64(columns, "aliveAtStart").fill(1);
  f64(columns, "amountMean").fill(100);
  i32(columns, "influence").fill(AVERAGE_INFLUENCE);
  u8(columns, "aware").fill(1);
  u8(columns, "lastBrand").fill(NO_BRAND);
  u8(columns, "lifecycle").fill(LIFECYCLE.aware);
  setCells(columns, cellSizes);
  i32(columns, "repStart").fill(accounts, 1);
  i32(columns, "repAccount").set(Array.from({ length: accounts }, (_, i) => i));
  f64(columns, "repWeight").set(Array.from({ length: accounts }, (_, i) => (i + 1) / accounts));
  set?.(columns);
  const hash = createHash("sha256")
    .update(columnBytes(columns))
    .update(JSON.stringify(scalars))
    .digest("hex");
  return { columns, scalars, hash };
}

function setCells(columns: Columns, cellSizes: readonly number[]): void {
  const neighbours = i32(columns, "neighbours").fill(-1);
  const unit = i32(columns, "unit");
  let start = 0;
  cellSizes.forEach((size, c) => {
    neighbours.set([c, c > 0 ? c - 1 : -1, c + 1 < cellSizes.length ? c + 1 : -1], 7 * c);
    unit.fill(c, start, start + size);
    start += size;
    i32(columns, "cellStart")[c + 1] = start;
  });
}

/** One run's record with readers for its figures. */
export interface SmallRun {
  readonly values: Float64Array;
  /** One figure: metric of a unit in a period. */
  at(unit: number, period: number, metric: number): number;
  /** A metric summed over units, by period. */
  series(metric: number): number[];
  /** A metric summed over units and periods. */
  sum(metric: number): number;
  readonly ownAmount: Float64Array;
  readonly marketAmount: Float64Array;
}

/** Simulates runs 0 … runs−1 of a seed, one after another. */
export function simulate(
  model: KernelModel,
  runs: number,
  horizon = model.scalars.periods,
  seed = 1,
  levers: Levers | null = null,
): SmallRun[] {
  const kernel = withLevers(createKernel(model), levers);
  const state = createState(kernel);
  const metrics = recordWidth(kernel.brands);
  return Array.from({ length: runs }, (_, run) => {
    const values = new Float64Array(recordLength(kernel, horizon));
    simulateRun(kernel, state, { seed, run, horizon }, values);
    const at = (unit: number, period: number, metric: number) =>
      values[(unit * horizon + period) * metrics + metric]!;
    const series = (metric: number) =>
      Array.from({ length: horizon }, (_, t) => {
        let sum = 0;
        for (let u = 0; u < kernel.units; u++) sum += at(u, t, metric);
        return sum;
      });
    return {
      values,
      at,
      series,
      sum: metric => series(metric).reduce((a, b) => a + b, 0),
      ownAmount: state.ownAmount.slice(),
      marketAmount: state.marketAmount.slice(),
    };
  });
}

/** An effect with its value and kind; in class 1, over the whole horizon, unless told otherwise. */
export function effect(
  kind: LeverEffect["kind"],
  value: number,
  change: Partial<Omit<LeverEffect, "kind">> = {},
): LeverEffect {
  return {
    kind,
    mask: Uint8Array.of(0, 1),
    from: 0,
    to: 52,
    brand: 0,
    value: { law: "range", low: value, high: value },
    profile: null,
    stream: 1,
    ...change,
  };
}

/** Levers whose class 1 holds the accounts for which `touched` says so (default: all). */
export function leversOn(
  model: KernelModel,
  effects: readonly LeverEffect[],
  touched: (account: number) => boolean = () => true,
): Levers {
  const accountClass = Uint16Array.from({ length: model.scalars.accounts }, (_, i) => +touched(i));
  return { classes: 2, accountClass, effects, visitPlan: null };
}

/** Metric offset of a brand's amount. */
export function amountOf(brand: number): number {
  return AMOUNT_PLACE + brand;
}

export function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

export function variance(values: readonly number[]): number {
  const m = mean(values);
  return values.reduce((sum, v) => sum + (v - m) ** 2, 0) / (values.length - 1);
}
