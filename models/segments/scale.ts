import { quantileSorted } from "../../core/stats.ts";
import type { RawAxes } from "./axes.ts";
import { AXES, type AxisKey } from "./types.ts";

/** How one axis is brought to 0 … 1; frozen at the end of history, so that earlier dates are told on the same scale. */
export interface AxisScale {
  readonly key: AxisKey;
  /** Weight of the axis in distances. */
  readonly weight: number;
  readonly bend: (raw: number) => number;
  /** Bent figures that become 0 and 1. */
  readonly low: number;
  readonly high: number;
  /** Scaled figure of an account that the input does not tell about: the middle one. */
  readonly neutral: number;
}

const same = (v: number): number => v;
/** Between a root and a logarithm: a tenfold buyer is told from a large one, and one from a small one too. */
const root = (v: number): number => v ** AMOUNT_POWER;
const sigmoid = (v: number): number => 1 / (1 + Math.exp(-v));
const AMOUNT_POWER = 0.4;

interface Recipe {
  readonly weight: number;
  readonly bend: (raw: number) => number;
  /** Figures that become 0 and 1, else the 2% and 98% points. */
  readonly ends?: readonly [number, number];
}

/**
 * Weights are judgement, not data: how much an account buys says most about it; how it likes to be reached sorts accounts
 * that buy alike.
 */
const RECIPES: Readonly<Record<AxisKey, Recipe>> = {
  value: { weight: 3, bend: root },
  power: { weight: 1, bend: root },
  frequency: { weight: 0.5, bend: same, ends: [0, 1] },
  recency: { weight: 0.25, bend: same, ends: [0, 1] },
  trend: { weight: 1.5, bend: sigmoid, ends: [0, 1] },
  loyalty: { weight: 1, bend: same, ends: [0, 1] },
  interest: { weight: 0.15, bend: same },
  influence: { weight: 0.15, bend: same },
  digital: { weight: 0.15, bend: same },
  channel: { weight: 0.15, bend: same },
  hour: { weight: 0.15, bend: same },
};

/** Least share of accounts that an axis must tell about, and least number of different figures, to be one. */
const LEAST_TOLD = 0.1;

/** Scales of the axes that the accounts `of` can be told apart by. */
export function fitScales(raw: RawAxes, of: readonly number[]): AxisScale[] {
  return AXES.flatMap(key => {
    const { weight, bend, ends } = RECIPES[key];
    const told = Float64Array.from(
      of.filter(i => Number.isFinite(raw[key][i])),
      i => bend(raw[key][i]),
    ).sort();
    if (told.length < Math.max(2, LEAST_TOLD * of.length) || told[0] === told[told.length - 1]) return [];
    const [low, high] = ends ?? [quantileSorted(told, 0.02), quantileSorted(told, TOP[key] ?? 0.98)];
    if (high <= low) return [];
    const scale = { key, weight, bend, low, high, neutral: 0 };
    return [{ ...scale, neutral: bounded(scale, quantileSorted(told, 0.5)) }];
  });
}

/** The tail of amounts is what tells the largest accounts apart: it is kept. */
const TOP: Partial<Record<AxisKey, number>> = { value: 0.998, power: 0.998 };

function bounded({ low, high }: Pick<AxisScale, "low" | "high">, bent: number): number {
  return Math.min(1, Math.max(0, (bent - low) / (high - low)));
}

/** [account × axis] scaled figures, NaN where the input says nothing. */
export function scaleAxes(raw: RawAxes, scales: readonly AxisScale[], accounts: number): Float64Array {
  const values = new Float64Array(accounts * scales.length);
  scales.forEach((scale, a) => {
    const column = raw[scale.key];
    for (let i = 0; i < accounts; i++) {
      const v = column[i];
      values[i * scales.length + a] = Number.isFinite(v) ? bounded(scale, scale.bend(v)) : Number.NaN;
    }
  });
  return values;
}

/** Coordinates of an account for distances: √weight · figure, the neutral one where it is missing. */
export function coordinates(values: Float64Array, scales: readonly AxisScale[], account: number): number[] {
  return scales.map(({ weight, neutral }, a) => {
    const v = values[account * scales.length + a];
    return Math.sqrt(weight) * (Number.isNaN(v) ? neutral : v);
  });
}
