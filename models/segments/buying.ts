import { yearPeriods } from "../../core/period.ts";
import type { Market } from "../../data/market/market.ts";
import { currentAccounts } from "../../data/market/sites.ts";

/** What accounts bought in the year before a date. A site's purchases are those of its current number. */
export interface BuyingYear {
  /** Periods in a year. */
  readonly year: number;
  /** Own and all brands' amount, minor units. */
  readonly own: Float64Array;
  readonly all: Float64Array;
  /** Purchase lines of any brand in the year. */
  readonly lines: Float64Array;
  /** Periods of the year with an own purchase. */
  readonly active: Float64Array;
  /** Periods since the last own purchase; more than `year` where there was none in the year. */
  readonly silence: Float64Array;
  /** First period with a purchase of any brand, and with an own one; the number of periods seen for none. */
  readonly first: Int32Array;
  readonly firstOwn: Int32Array;
  /** Periods since the first purchase, at least 1. */
  readonly seen: Float64Array;
  /** log of the own amount of the last half year to that of the same half year before, relative to everybody's; NaN for
   * accounts that did not buy then yet. */
  readonly trend: Float64Array;
}

/** Amount that both half years get on top, as a part of a buyer's mean half year: one order is no trend. */
const SMOOTH = 0.1;

/** One pass over the sales before period `end`. */
export function buyingYear(market: Market, end: number): BuyingYear {
  const { sales, accounts } = market;
  const n = accounts.count;
  const year = yearPeriods(market.period);
  const half = year / 2;
  const current = currentAccounts(accounts.successor);
  const [own, all, lines, active] = [0, 0, 0, 0].map(() => new Float64Array(n));
  const [recent, before] = [new Float64Array(n), new Float64Array(n)];
  const silence = new Float64Array(n).fill(year + 1);
  const first = new Int32Array(n).fill(end);
  const firstOwn = new Int32Array(n).fill(end);
  for (let row = 0; row < sales.count; row++) {
    const period = sales.period[row];
    const amount = sales.amount[row];
    if (period >= end) continue;
    const i = current[sales.account[row]];
    const age = end - 1 - period;
    const mine = sales.brand[row] === 0;
    if (mine && age < half) recent[i] += amount;
    if (mine && age >= year && age < year + half) before[i] += amount;
    if (amount > 0) {
      first[i] = Math.min(first[i], period);
      if (mine) firstOwn[i] = Math.min(firstOwn[i], period);
    }
    if (age >= year) continue;
    all[i] += amount;
    if (mine) own[i] += amount;
    if (amount <= 0) continue;
    lines[i]++;
    if (!mine) continue;
    active[i]++;
    silence[i] = Math.min(silence[i], age);
  }
  const late = end - year - half;
  const trend = trendOf(recent, before, i => first[i] <= late);
  const seen = Float64Array.from(first, t => Math.max(1, end - t));
  return { year, own, all, lines, active, silence, first, firstOwn, seen, trend };
}

function trendOf(
  recent: Float64Array,
  before: Float64Array,
  known: (account: number) => boolean,
): Float64Array {
  let sumRecent = 0;
  let sumBefore = 0;
  let buyers = 0;
  recent.forEach((v, i) => {
    if (!known(i)) return;
    sumRecent += Math.max(0, v);
    sumBefore += Math.max(0, before[i]);
    if (before[i] > 0) buyers++;
  });
  if (sumRecent <= 0 || sumBefore <= 0) return new Float64Array(recent.length).fill(Number.NaN);
  const drift = sumRecent / sumBefore;
  const floor = (SMOOTH * sumBefore) / buyers;
  return recent.map((v, i) =>
    known(i) ? Math.log((Math.max(0, v) / drift + floor) / (Math.max(0, before[i]) + floor)) : Number.NaN,
  );
}
