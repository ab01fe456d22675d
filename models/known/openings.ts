import { chance } from "../../core/chance.ts";
import { yearPeriods } from "../../core/period.ts";
import type { Market } from "../../data/market/market.ts";
import { openAccounts } from "../../data/market/openAccounts.ts";
import { listedSince } from "./siteSales.ts";

/** Accounts that open after the end of history. */
export interface Openings {
  /** The account that each one is like; repeats are as many accounts. */
  readonly like: Int32Array;
  /** They open at any moment of so many periods. */
  readonly within: number;
}

/** Stream of the draw; unique among those of `core/chance`. */
const PURPOSE = 0x0be9;

/**
 * As many accounts a year as opened in the last one, each the like of one that opened in the last two years and is open: its
 * place, type, rate and preferences. None where history is shorter than that, or where nobody opened.
 * @param within periods of the longest horizon
 */
export function drawOpenings(market: Market, seed: number, within: number): Openings {
  const year = yearPeriods(market.period);
  const end = market.periodStart.length;
  const listed = listedSince(market);
  const open = openAccounts(market);
  const since = (from: number) => (i: number) => listed[i] >= from && listed[i] < end;
  const accounts = [...listed.keys()];
  const lastYear = accounts.filter(since(end - year)).length;
  const recent = accounts.filter(i => open[i] === 1 && since(end - 2 * year)(i));
  const count = end > 2 * year && recent.length > 0 ? Math.round((lastYear * within) / year) : 0;
  const { uniform } = chance(seed, PURPOSE);
  return {
    like: Int32Array.from({ length: count }, () => recent[Math.floor(uniform() * recent.length)]!),
    within,
  };
}
