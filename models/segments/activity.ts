import type { Market } from "../../data/market/market.ts";
import { currentAccounts } from "../../data/market/sites.ts";
import { NO_BEHAVIOUR } from "../../twin/layout.ts";
import type { PathOfAccounts } from "./types.ts";

/** Orders of nobody still are this many a quarter: a segment never is at exactly nothing. */
const FLOOR = 0.05;

/** [segment] purchase lines a period, all brands, of its accounts in the quarter after each date but the last. */
export function activityLevels(market: Market, paths: PathOfAccounts): Float64Array {
  const { dates, path, segments } = paths;
  const accounts = market.accounts.count;
  const quarter = dates[1] - dates[0];
  const lines = quarterLines(market, dates, quarter);
  const bought = new Float64Array(segments).fill(FLOOR);
  const quarters = new Float64Array(segments).fill(1);
  for (let d = 0; d + 1 < dates.length; d++) {
    for (let i = 0; i < accounts; i++) {
      const code = path[d * accounts + i];
      if (code === NO_BEHAVIOUR) continue;
      // The quarter after date d is the one before date d + 1.
      bought[code] += lines[(d + 1) * accounts + i];
      quarters[code]++;
    }
  }
  return bought.map((n, s) => n / quarters[s] / quarter);
}

/** [date × account] purchase lines of any brand in the quarter before each date. */
function quarterLines(market: Market, dates: Int32Array, quarter: number): Float64Array {
  const { sales, accounts } = market;
  const lines = new Float64Array(dates.length * accounts.count);
  const current = currentAccounts(accounts.successor);
  const begin = dates[0] - quarter;
  for (let row = 0; row < sales.count; row++) {
    const d = Math.floor((sales.period[row] - begin) / quarter);
    if (d < 0 || d >= dates.length || sales.amount[row] <= 0) continue;
    lines[d * accounts.count + current[sales.account[row]]]++;
  }
  return lines;
}

/**
 * Part of the ratio of activities that a move carries over to the account that makes it: the slope of
 *   log(orders in the quarter after the move / in the quarters before it) on log(activity of the new / old segment),
 * over pairs of segments, weighted by orders; between 0 and 1. The quarters before are those that ended a quarter before
 * the move was seen, so that what made the account move is on neither side.
 */
export function carriedActivity(market: Market, paths: PathOfAccounts, activity: Float64Array): number {
  const { dates, path, segments } = paths;
  const accounts = market.accounts.count;
  const lines = quarterLines(market, dates, dates[1] - dates[0]);
  const before = new Float64Array(segments * segments).fill(FLOOR);
  const after = new Float64Array(segments * segments).fill(FLOOR);
  for (let d = 1; d + 1 < dates.length; d++) {
    for (let i = 0; i < accounts; i++) {
      const from = path[(d - 1) * accounts + i];
      const to = path[d * accounts + i];
      if (from === NO_BEHAVIOUR || to === NO_BEHAVIOUR) continue;
      before[from * segments + to] += lines[(d - 1) * accounts + i];
      after[from * segments + to] += lines[(d + 1) * accounts + i];
    }
  }
  return Math.min(1, Math.max(0, weightedSlope(before, after, activity)));
}

function weightedSlope(before: Float64Array, after: Float64Array, activity: Float64Array): number {
  const segments = activity.length;
  const rows = Array.from(before, (b, at) => ({
    weight: b,
    x: Math.log(activity[at % segments] / activity[Math.floor(at / segments)]),
    y: Math.log(after[at] / b),
  }));
  const weight = rows.reduce((sum, row) => sum + row.weight, 0);
  const mx = rows.reduce((sum, row) => sum + row.weight * row.x, 0) / weight;
  const my = rows.reduce((sum, row) => sum + row.weight * row.y, 0) / weight;
  const xx = rows.reduce((sum, row) => sum + row.weight * (row.x - mx) ** 2, 0);
  const xy = rows.reduce((sum, row) => sum + row.weight * (row.x - mx) * (row.y - my), 0);
  return xx > 0 ? xy / xx : 0;
}
