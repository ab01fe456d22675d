import type { SyntheticAccount } from "./accounts.ts";
import type { Week } from "./calendar.ts";
import { planeAround } from "./geography.ts";
import { gamma, normal, pickIndex, poisson, type Random, stream } from "./random.ts";
import type { Purchase } from "./simulate.ts";
import type { LonLat, SyntheticSpec, TypeSpec } from "./spec.ts";
import { minuteInside } from "./windows.ts";

const DAY_MINUTES = 1440;
/** Passers-by are counted beside shops, not in them. */
const SIDE_KM = 0.12;

/** Passers-by counted at a place and minute; minutes run from 1970-01-01 00:00 local time. */
export interface Footfall {
  readonly minute: number;
  readonly at: LonLat;
  readonly weight: number;
}

/** Counts of passers-by around all accounts, known or dark, over the last weeks of history; sorted by time. */
export function countFootfall(
  spec: SyntheticSpec,
  seed: number,
  accounts: readonly SyntheticAccount[],
  weeks: readonly Week[],
): Footfall[] {
  const random = stream(seed, "footfall");
  const plane = planeAround(spec.geography.centre);
  const open = accounts.filter(a => a.to === weeks.length);
  const upTo = cumulative(open.map(a => Math.sqrt(a.rate * a.amountMean) * gamma(random, 4)));
  const first = weeks.length - spec.activity.weeks;
  const rows = Array.from({ length: spec.activity.footfall }, (): Footfall => {
    const account = open[search(upTo, random.uniform() * upTo.at(-1)!)]!;
    const type = spec.types[account.type]!;
    const week = weeks[first + Math.floor(random.uniform() * spec.activity.weeks)]!;
    const day = week.start + pickIndex(random, type.weekdays);
    const [x, y] = plane.toKm(account.at);
    return {
      minute: day * DAY_MINUTES + minuteOfDay(random, type),
      at: plane.toDegrees(x + SIDE_KM * normal(random), y + SIDE_KM * normal(random)),
      weight: 1 + poisson(random, 3),
    };
  });
  return rows.sort((a, b) => a.minute - b.minute);
}

/** The minute of a purchase: orders come in while the account is welcoming, on the purchase's own day. */
export function orderMinute(random: Random, { welcome }: SyntheticAccount, purchase: Purchase): number {
  return purchase.day * DAY_MINUTES + minuteInside(random, welcome.windows);
}

function minuteOfDay(random: Random, type: TypeSpec): number {
  const weights = type.hours.map(h => h.weight * h.width);
  const { at, width } = type.hours[pickIndex(random, weights)]!;
  const hour = at + width * normal(random);
  return Math.floor(60 * Math.min(23.99, Math.max(6, hour)));
}

function cumulative(weights: readonly number[]): Float64Array {
  let sum = 0;
  return Float64Array.from(weights, w => {
    sum += w;
    return sum;
  });
}

/** First index whose cumulative weight is above the value. */
function search(upTo: Float64Array, value: number): number {
  let low = 0;
  let high = upTo.length - 1;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (upTo[mid]! > value) high = mid;
    else low = mid + 1;
  }
  return low;
}
