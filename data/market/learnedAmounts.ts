import { quantileSorted } from "../../core/stats.ts";
import type { Market, SalesColumns } from "./market.ts";

/** A row is huge above this many medians of its account's rows … */
const MEDIANS = 20;
/** … where it is also above this many times the third largest one. */
const THIRDS = 3;
/** Rows from which on an account tells itself what is usual; a shorter record is held against everybody's. */
const ENOUGH = 8;

const learned = new WeakMap<SalesColumns, Float64Array>();

/**
 * Amounts of the rows of `sales` as models learn from them: a single huge row (a slip of a digit, a bulk order that will
 * not come again) counts as much as the third largest one of its account. Totals of the past stay as they are.
 * Winsorising by account (Dixon 1960); on real ledgers it touches one row in some ten thousand. Worked out once for each
 * market's sales.
 * @returns [row of sales], the market's own column where there is no such row
 */
export function learnedAmounts({ sales }: Pick<Market, "sales">): Float64Array {
  const amounts = learned.get(sales) ?? withoutHuge(sales);
  learned.set(sales, amounts);
  return amounts;
}

function withoutHuge({ count, account, amount }: SalesColumns): Float64Array {
  let cut: Float64Array | null = null;
  let everybody: Float64Array | null = null;
  for (let from = 0, to = 0; from < count; from = to) {
    while (to < count && account[to] === account[from]) to++;
    const rows = amount.subarray(from, to);
    const short = rows.length < ENOUGH;
    if (short) everybody ??= sizes(amount);
    const limit = short ? limitOfAll(everybody!) : limitOf(rows);
    for (let i = from; limit !== null && i < to; i++) {
      if (Math.abs(amount[i]) <= limit.above) continue;
      cut ??= amount.slice();
      cut[i] = Math.sign(amount[i]) * limit.counts;
    }
  }
  return cut ?? amount;
}

/** Amount above which a row is huge, and what it then counts. */
interface Limit {
  readonly above: number;
  readonly counts: number;
}

/** Null where no row can be huge, which three comparisons a row tell without sorting. */
function limitOf(rows: Float64Array): Limit | null {
  const top = [0, 0, 0];
  for (const v of rows) {
    if (Math.abs(v) <= top[2]) continue;
    top[2] = Math.abs(v);
    top.sort((a, b) => b - a);
  }
  if (top[2] <= 0 || top[0] <= THIRDS * top[2]) return null;
  const sorted = sizes(rows);
  if (sorted.length < ENOUGH) return null;
  return { above: Math.max(MEDIANS * quantileSorted(sorted, 0.5), THIRDS * top[2]), counts: top[2] };
}

function limitOfAll(sorted: Float64Array): Limit | null {
  if (sorted.length < ENOUGH) return null;
  return { above: MEDIANS * quantileSorted(sorted, 0.99), counts: quantileSorted(sorted, 0.5) };
}

/** Sizes of the rows that are not zero, ascending. */
function sizes(amounts: Float64Array): Float64Array {
  return amounts
    .filter(v => v !== 0)
    .map(Math.abs)
    .sort();
}
