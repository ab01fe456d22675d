import { type Period, yearPeriods } from "../../core/period.ts";
import { absentPeriods } from "../../data/market/absentSales.ts";
import { learnedAmounts } from "../../data/market/learnedAmounts.ts";
import type { Market } from "../../data/market/market.ts";
import { currentAccounts } from "../../data/market/sites.ts";
import type { Transitions } from "./choice.ts";

/**
 * Each account's purchase record, recent periods weighing more: the raw material of rates, amounts and choice.
 * An order line is one brand bought by one account in one period. A site that goes on under another account number
 * has one record, that of its current account; the accounts before it have none.
 */
export interface PurchaseRecord {
  /** Weighted periods in which the account could buy, those that the files lack not counted. */
  readonly exposure: Float64Array;
  /** Weighted order lines by account and brand; [account × brand]. */
  readonly lines: Float64Array;
  /** Weighted amount by account and brand, minor units; [account × brand]. */
  readonly amount: Float64Array;
  /** Weighted sum of squared own amounts of a period, minor units². */
  readonly ownSquares: Float64Array;
  /** Periods since the last purchase of any brand / of the own brand; `periods` where there is none. */
  readonly silence: Int32Array;
  readonly ownSilence: Int32Array;
  /** Brand with the largest amount in the last period with a purchase; -1 for none. */
  readonly lastBrand: Int32Array;
}

/** Weight halves with each year of age; what is older than three years does not count. */
function memoryWeights(periods: number, period: Period): Float64Array {
  const year = yearPeriods(period);
  return Float64Array.from({ length: periods }, (_, t) => {
    const age = periods - 1 - t;
    return age < 3 * year ? 0.5 ** (age / year) : 0;
  });
}

/**
 * First period in which each account's site can be seen: its opening or its first sale, whichever came first.
 * `periods` for accounts that were followed by another.
 */
export function firstPeriods(market: Market, current: Int32Array): Int32Array {
  const { accounts, sales, periodStart } = market;
  const periods = periodStart.length;
  const first = Int32Array.from(accounts.opened, day => {
    if (!Number.isFinite(day)) return 0;
    let t = 0;
    while (t < periods && periodStart[t] < day) t++;
    return t;
  });
  for (let i = 0; i < sales.count; i++) {
    const account = sales.account[i];
    first[account] = Math.min(first[account], sales.period[i]);
  }
  for (let i = 0; i < accounts.count; i++) first[current[i]] = Math.min(first[current[i]], first[i]);
  for (let i = 0; i < accounts.count; i++) if (current[i] !== i) first[i] = periods;
  return first;
}

/**
 * One pass over the sales.
 * @param periods how much of history counts, from its beginning; default: all of it
 */
export function purchaseRecord(market: Market, periods = market.periodStart.length): PurchaseRecord {
  const { accounts, sales } = market;
  const n = accounts.count;
  const brands = market.brands.length;
  const weight = memoryWeights(periods, market.period);
  const current = currentAccounts(accounts.successor);
  const amounts = learnedAmounts(market);
  const absent = absentPeriods(market);
  const after = new Float64Array(periods + 1);
  for (let t = periods - 1; t >= 0; t--) after[t] = after[t + 1] + (absent[t] === 1 ? 0 : weight[t]);
  const record = {
    exposure: Float64Array.from(firstPeriods(market, current), t => after[Math.min(t, periods)]),
    lines: new Float64Array(n * brands),
    amount: new Float64Array(n * brands),
    ownSquares: new Float64Array(n),
    silence: new Int32Array(n).fill(periods),
    ownSilence: new Int32Array(n).fill(periods),
    lastBrand: new Int32Array(n).fill(-1),
  };
  let seller = -1;
  let active = -1;
  let largest = 0;
  for (let i = 0; i < sales.count; i++) {
    const amount = amounts[i];
    if (amount <= 0 || sales.period[i] >= periods) continue;
    const account = current[sales.account[i]];
    const brand = sales.brand[i];
    const period = sales.period[i];
    const w = weight[period];
    const age = periods - 1 - period;
    const at = account * brands + brand;
    record.lines[at] += w;
    record.amount[at] += w * amount;
    if (brand === 0) {
      record.ownSquares[account] += w * amount * amount;
      record.ownSilence[account] = Math.min(record.ownSilence[account], age);
    }
    // Sales are sorted by account number and period: a change of either begins a new period of purchases.
    if (sales.account[i] !== seller || period !== active) {
      seller = sales.account[i];
      active = period;
      largest = age <= record.silence[account] ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
      record.silence[account] = Math.min(record.silence[account], age);
    }
    if (amount > largest) {
      largest = amount;
      record.lastBrand[account] = brand;
    }
  }
  return record;
}

/**
 * Own / other transitions of each account between successive periods in which it bought exactly one brand (only
 * there the order of purchases is known).
 */
export function ownTransitions(market: Market): Transitions[] {
  const { sales } = market;
  const tables = new Map<
    number,
    { ownOwn: number; ownOther: number; otherOwn: number; otherOther: number }
  >();
  let account = -1;
  let previous = -1;
  for (let i = 0; i < sales.count; ) {
    if (sales.account[i] !== account) {
      account = sales.account[i];
      previous = -1;
    }
    const period = sales.period[i];
    let lines = 0;
    let brand = -1;
    for (; i < sales.count && sales.account[i] === account && sales.period[i] === period; i++) {
      if (sales.amount[i] <= 0) continue;
      lines++;
      brand = sales.brand[i];
    }
    if (lines === 0) continue;
    if (lines === 1 && previous >= 0) {
      const table = tables.get(account) ?? { ownOwn: 0, ownOther: 0, otherOwn: 0, otherOther: 0 };
      const after = brand === 0 ? "Own" : "Other";
      table[`${previous === 0 ? "own" : "other"}${after}`]++;
      tables.set(account, table);
    }
    previous = lines === 1 ? brand : -1;
  }
  return [...tables.values()];
}
