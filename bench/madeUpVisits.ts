import { lastYearFrom } from "../core/period.ts";
import { deriveKey, threefry, uniform } from "../core/rng.ts";
import type { Market } from "../data/market/market.ts";

/** Calls of a rep in a period. */
const CALLS = 60;
/** Stream of the made-up visits. */
const STREAM = 0x7669;

/**
 * The market with visits of the last year that nobody made: one rep a territory, who calls on its accounts in
 * proportion to the root of their own sales. For benchmarks and tests on markets without visits.
 */
export function withMadeUpVisits(market: Market): Market {
  const from = lastYearFrom(market);
  const year = market.periodStart.length - from;
  const byTerritory = accountsWithSales(market, from);
  const rows: { account: number; period: number; rep: number }[] = [];
  const key = deriveKey(market.seed, 0, STREAM);
  const word = new Int32Array(2);
  byTerritory.forEach(({ accounts, weight }, rep) => {
    if (accounts.length === 0) return;
    for (let call = 0; call < CALLS * year; call++) {
      threefry(key[0]!, key[1]!, rep, call, word);
      const at = weight.findIndex(sum => sum > uniform(word[0]!) * weight.at(-1)!);
      rows.push({ account: accounts[at]!, period: from + Math.floor(call / CALLS), rep });
    }
  });
  rows.sort((a, b) => a.account - b.account || a.period - b.period);
  return {
    ...market,
    territories: market.territories.map(t => ({ ...t, repId: `made-up-${t.id}` })),
    reps: market.territories.map(({ id }) => {
      const name = `made-up-${id}`;
      return { id: name, name, lat: null, lon: null, weeklyCalls: CALLS, weeklyCost: null };
    }),
    visits: {
      count: rows.length,
      account: Int32Array.from(rows, r => r.account),
      period: Int32Array.from(rows, r => r.period),
      rep: Int32Array.from(rows, r => r.rep),
      hourOfWeek: new Int16Array(rows.length).fill(-1),
      channel: new Int32Array(rows.length).fill(-1),
      minutes: new Float64Array(rows.length).fill(Number.NaN),
      outcome: rows.map(() => null),
    },
  };
}

/** Accounts of each territory with own sales since a period, and running sums of the roots of these. */
function accountsWithSales(market: Market, from: number): { accounts: number[]; weight: number[] }[] {
  const own = new Float64Array(market.accounts.count);
  const { count, account, period, brand, amount } = market.sales;
  for (let row = 0; row < count; row++)
    if (brand[row] === 0 && period[row]! >= from) own[account[row]!]! += amount[row]!;
  return market.territories.map((_, t) => {
    const accounts = Array.from(own.keys()).filter(i => market.accounts.territory[i] === t && own[i]! > 0);
    let sum = 0;
    const weight = accounts.map(i => {
      sum += Math.sqrt(own[i]!);
      return sum;
    });
    return { accounts, weight };
  });
}
