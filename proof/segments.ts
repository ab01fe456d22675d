import { yearPeriods } from "../core/period.ts";
import type { Market } from "../data/market/market.ts";
import { currentAccounts } from "../data/market/sites.ts";
import { fitSegments } from "../models/segments/fit.ts";
import { abcClasses, groupR2 } from "../models/segments/predict.ts";
import type { Stability } from "../models/segments/types.ts";
import { NO_BEHAVIOUR } from "../twin/layout.ts";
import { truncateMarket } from "./cut/truncate.ts";

/** Segments made without the last year, judged by it. */
export interface SegmentScore {
  /** Accounts that were in a segment at the cut. */
  readonly accounts: number;
  readonly segments: number;
  readonly stability: Stability;
  /** R² of own amounts in the hidden year: mean by group, each account left out of its own mean. */
  readonly r2: Versus;
  /** The same for the square root of amounts, in which the largest accounts weigh less. */
  readonly r2Root: Versus;
}

export interface Versus {
  readonly segments: number;
  readonly abc: number;
}

/**
 * Hides the last year, sorts accounts into segments and into ABC classes by what is left, and compares how well each tells
 * what accounts bought in the hidden year. Nothing of that year reaches the segments: the market is cut before.
 */
export function backtestSegments(market: Market, options: { readonly seed: number }): SegmentScore {
  const year = yearPeriods(market.period);
  const cut = market.periodStart.length - year;
  if (cut < year)
    throw new RangeError(`history of ${market.periodStart.length} periods; expected two years at least`);
  const seen = truncateMarket(market, cut);
  const { path, dates, list, own, stability } = fitSegments(seen, options);
  const codes = path.subarray((dates.length - 1) * seen.accounts.count);
  const members = Array.from(codes.keys()).filter(i => codes[i] !== NO_BEHAVIOUR);
  const after = hiddenYear(market, cut, new Set(seen.accounts.ids));
  const amount = members.map(i => Math.max(0, after.get(seen.accounts.ids[i]) ?? 0));
  const group = members.map(i => codes[i]);
  const abc = abcClasses(members.map(i => own[i]));
  const root = amount.map(Math.sqrt);
  return {
    accounts: members.length,
    segments: list.length,
    stability,
    r2: { segments: groupR2(group, amount), abc: groupR2(abc, amount) },
    r2Root: { segments: groupR2(group, root), abc: groupR2(abc, root) },
  };
}

/** Own amount from period `cut` on by the account that was known then: a number that followed later counts for it. */
function hiddenYear(
  { sales, accounts }: Market,
  cut: number,
  known: ReadonlySet<string>,
): Map<string, number> {
  const before = new Map<number, number>();
  currentAccounts(accounts.successor).forEach((current, i) => {
    if (known.has(accounts.ids[i]) && !known.has(accounts.ids[current])) before.set(current, i);
  });
  const amount = new Map<string, number>();
  for (let row = 0; row < sales.count; row++) {
    if (sales.brand[row] !== 0 || sales.period[row] < cut) continue;
    const account = sales.account[row];
    const id = accounts.ids[before.get(account) ?? account];
    amount.set(id, (amount.get(id) ?? 0) + sales.amount[row]);
  }
  return amount;
}
