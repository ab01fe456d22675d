import { addValue, type Moments, NO_MOMENTS, sampleVariance } from "../../core/stats.ts";
import type { Market } from "../../data/market/market.ts";
import type { AxesAt } from "./axes.ts";
import type { Profile } from "./names.ts";
import type { AxisScale } from "./scale.ts";
import type { AxisKey } from "./types.ts";

/** Share of a cluster that one type must have to be named, and how many times the market's share that must be. */
const TYPE_SHARE = 0.7;
const TYPE_LIFT = 1.5;

/** What marks each cluster out among the accounts that are clustered. */
export function profilesOf(
  market: Market,
  today: AxesAt,
  codes: Uint8Array,
  scales: readonly AxisScale[],
  values: Float64Array,
  clusters: number,
): Profile[] {
  const members = Array.from({ length: clusters }, (): number[] => []);
  codes.forEach((code, i) => {
    if (code < clusters) members[code].push(i);
  });
  const everybody = members.flat();
  const moments = scales.map((_, a) => momentsOf(everybody, values, a, scales.length));
  return members.map(of => {
    const marks = new Map<AxisKey, number>();
    scales.forEach(({ key }, a) => {
      const spread = Math.sqrt(sampleVariance(moments[a]));
      const mean = momentsOf(of, values, a, scales.length);
      if (mean.n > 0 && spread > 0) marks.set(key, (mean.mean - moments[a].mean) / spread);
    });
    const size = of.reduce((sum, i) => sum + today.raw.value[i], 0) / Math.max(1, of.length);
    return { size, marks, type: dominantType(market, of, everybody) };
  });
}

function momentsOf(members: readonly number[], values: Float64Array, axis: number, axes: number): Moments {
  let moments = NO_MOMENTS;
  for (const i of members) {
    const v = values[i * axes + axis];
    if (!Number.isNaN(v)) moments = addValue(moments, v);
  }
  return moments;
}

function dominantType(
  { accounts, types }: Market,
  members: readonly number[],
  everybody: readonly number[],
): string | null {
  const share = (of: readonly number[], type: number): number =>
    of.reduce((n, i) => n + (accounts.type[i] === type ? 1 : 0), 0) / Math.max(1, of.length);
  const found = types.findIndex((_, type) => {
    const here = share(members, type);
    return here >= TYPE_SHARE && here >= TYPE_LIFT * share(everybody, type);
  });
  return found < 0 ? null : types[found];
}
