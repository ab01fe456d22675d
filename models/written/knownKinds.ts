import type { Market } from "../../data/market/market.ts";
import { type KnownSites, knownSites } from "../dark/evidence/sites.ts";
import { typeGroups } from "../dark/evidence/typeGroups.ts";
import type { Fitted } from "./fitted.ts";

/** What known accounts of a type group are like under the fit. */
export interface KnownKind {
  /** Mean occasions a period, and gamma shape of the rate, of those that bought in the last year. */
  readonly rate: number;
  readonly rateShape: number;
  /** [brand] shares of their occasions, weighted by size. */
  readonly shares: Float64Array;
  /** [channel] mean chance that a contact falls inside the window. */
  readonly acceptance: Float64Array;
  /** Amount a year under the fit over that of the last year, all of them together. */
  readonly fitOverLast: number;
}

/** One kind a type group (see `typeGroups`); a group in which nobody bought is like the whole market. */
export function knownKinds(market: Market, fitted: Fitted): KnownKind[] {
  const sites = knownSites(market);
  const { count, groupOf } = typeGroups(market, sites);
  const rows = Array.from(sites.account.keys());
  const whole = describe(rows, sites, fitted);
  return Array.from({ length: count }, (_, g) => {
    const members = rows.filter(row => groupOf[market.accounts.type[sites.account[row]] + 1] === g);
    return members.some(row => sites.amount[row] > 0) ? describe(members, sites, fitted) : whole;
  });
}

function describe(
  rows: readonly number[],
  sites: KnownSites,
  { accounts, response, year }: Fitted,
): KnownKind {
  const brands = accounts.brandAmount.length;
  const channels = response.channels.length;
  const shares = new Float64Array(brands);
  const acceptance = new Float64Array(channels);
  let [rate, rateShape, buyers, size, fit, last] = [0, 0, 0, 0, 0, 0];
  for (const row of rows) {
    const i = sites.account[row];
    const volume = accounts.rate[i] * accounts.amountMean[i];
    last += sites.amount[row];
    size += volume;
    for (let b = 0; b < brands; b++) {
      const part = volume * accounts.shares[i * brands + b];
      shares[b] += part;
      fit += part * accounts.brandAmount[b] * year;
    }
    for (let c = 0; c < channels; c++) acceptance[c] += response.acceptance[i * channels + c] / rows.length;
    if (!(sites.amount[row] > 0)) continue;
    buyers++;
    rate += accounts.rate[i];
    rateShape += accounts.rateShape[i];
  }
  return {
    rate: buyers > 0 ? rate / buyers : 0,
    rateShape: buyers > 0 ? rateShape / buyers : 0,
    shares: shares.map(v => (size > 0 ? v / size : 1 / brands)),
    acceptance,
    fitOverLast: last > 0 && fit > 0 ? fit / last : 1,
  };
}
