import { lastYearFrom } from "../../core/period.ts";
import type { Market } from "./market.ts";

/** [account] own sales of the last 52 weeks (12 months) of history, minor currency units. */
export function ownAmounts({ accounts, sales, period, periodStart }: Market): Float64Array {
  const from = lastYearFrom({ period, periodStart });
  const sums = new Float64Array(accounts.count);
  for (let i = 0; i < sales.count; i++)
    if (sales.brand[i] === 0 && sales.period[i]! >= from) sums[sales.account[i]!]! += sales.amount[i]!;
  return sums;
}
