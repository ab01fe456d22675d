import { yearPeriods } from "../../core/period.ts";
import type { Market } from "../../data/market/market.ts";
import { stationaryShares, weightsForShares } from "../known/choice.ts";
import { usualGoodwill } from "../response/goodwill.ts";
import type { KnownSide } from "../response/knownSide.ts";
import { kindOffset, ownShareCurve } from "../response/offset.ts";
import type { UnvisitedShares } from "./draw/ownBrand.ts";
import { type KnownSites, knownSites } from "./evidence/sites.ts";
import { typeGroups } from "./evidence/typeGroups.ts";

/** What known accounts of a type group are like under the fit. */
export interface KnownKind {
  /** Mean occasions a period, and gamma shape of the rate, of those that bought in the last year. */
  readonly rate: number;
  readonly rateShape: number;
  /** [brand] weights whose stationary shares are those of the occasions of accounts that know the own brand, by size. */
  readonly preference: Float64Array;
  /** Amount of their own lines over that of their lines, but for the brand's factor. */
  readonly ownLine: number;
  /** [channel] mean chance that a contact falls inside the window. */
  readonly acceptance: Float64Array;
  /** Amount a year under the fit over that of the last year, all of them together. */
  readonly fitOverLast: number;
  /** Utility that takes the effect of visits out, for an effect of contacts: see `kindOffset`. */
  readonly offset: (effect: number) => number;
}

/** One kind a type group (see `typeGroups`); a group in which nobody bought is like the whole market. */
export function knownKinds(market: Market, known: KnownSide): KnownKind[] {
  const sites = knownSites(market);
  const { count, groupOf } = typeGroups(market, sites);
  const rows = Array.from(sites.account.keys());
  const year = yearPeriods(market.period);
  const whole = describe(rows, sites, known, year);
  return Array.from({ length: count }, (_, g) => {
    const members = rows.filter(row => groupOf[market.accounts.type[sites.account[row]] + 1] === g);
    return members.some(row => sites.amount[row] > 0) ? describe(members, sites, known, year) : whole;
  });
}

/**
 * [brand] amount that an occasion of an account of the kind brings, over its mean amount, at a utility added to the own
 * brand; without the own brand where the account does not know it.
 */
export function amountsByBrand(
  { preference, ownLine }: Pick<KnownKind, "preference" | "ownLine">,
  { inertia, brandAmount }: KnownSide["accounts"],
  own: number,
): Float64Array {
  const weights = preference.map((w, b) => (b === 0 ? w * Math.exp(own) : w));
  if (!weights.some(w => w > 0)) return weights;
  const shares = stationaryShares(weights, inertia, new Float64Array(weights.length));
  return shares.map((share, b) => share * brandAmount[b] * (b === 0 ? ownLine : 1));
}

/** What dark accounts take of the own brand for what known ones take that are visited: see {@link UnvisitedShares}. */
export function unvisitedShares(market: Market, known: KnownSide): UnvisitedShares {
  const kinds = knownKinds(market, known);
  return chance => {
    const effect = known.response.drawEffect(chance);
    return Float64Array.from(kinds, kind => {
      const offset = kind.offset(effect);
      const today = ownShare(kind, known, 0);
      return offset === 0 || today === 0 ? 1 : ownShare(kind, known, offset) / today;
    });
  };
}

/** [type group] own share by amount of accounts that know the own brand and that nobody visits, in the simulator. */
export function ownShares(market: Market, known: KnownSide): Float64Array {
  const { goodwillEffect } = known.response;
  return Float64Array.from(knownKinds(market, known), kind =>
    ownShare(kind, known, kind.offset(goodwillEffect)),
  );
}

function ownShare(kind: KnownKind, { accounts }: KnownSide, own: number): number {
  const amounts = amountsByBrand(kind, accounts, own);
  const all = amounts.reduce((sum, amount) => sum + amount, 0);
  return all > 0 ? amounts[0] / all : 0;
}

function describe(
  rows: readonly number[],
  sites: KnownSites,
  { accounts, response, aware }: KnownSide,
  year: number,
): KnownKind {
  const brands = accounts.brandAmount.length;
  const channels = response.channels.length;
  const visited = new Set(response.reps.flatMap(rep => [...rep.accounts]));
  const shares = new Float64Array(brands);
  const acceptance = new Float64Array(channels);
  let [rate, rateShape, buyers, size, sizeVisited, fit, last, own] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (const row of rows) {
    const i = sites.account[row];
    const volume = accounts.rate[i] * accounts.amountMean[i];
    last += sites.amount[row];
    for (let b = 0; b < brands; b++) {
      const part = volume * accounts.shares[i * brands + b];
      const line = b === 0 ? accounts.ownLine[i] : 1;
      if (aware[i] === 1) shares[b] += part;
      if (aware[i] === 1 && b === 0) own += part * line;
      fit += part * accounts.brandAmount[b] * line * year;
    }
    if (aware[i] === 1) size += volume;
    if (visited.has(i)) sizeVisited += volume;
    for (let c = 0; c < channels; c++) acceptance[c] += response.acceptance[i * channels + c] / rows.length;
    if (!(sites.amount[row] > 0)) continue;
    buyers++;
    rate += accounts.rate[i];
    rateShape += accounts.rateShape[i];
  }
  const mean = shares.map(v => (size > 0 ? v / size : 1 / brands));
  const preference = weightsForShares(mean, accounts.inertia, new Float64Array(brands)).slice();
  const goodwill = usualGoodwill(response.reps, response, acceptance, response.carryOver);
  const curve = ownShareCurve(preference, accounts.inertia);
  return {
    rate: buyers > 0 ? rate / buyers : 0,
    rateShape: buyers > 0 ? rateShape / buyers : 0,
    preference,
    ownLine: shares[0] > 0 ? own / shares[0] : 1,
    acceptance,
    fitOverLast: last > 0 && fit > 0 ? fit / last : 1,
    offset: slope =>
      size > 0
        ? kindOffset(goodwill, { slope, saturation: response.saturation }, curve, sizeVisited / size)
        : 0,
  };
}
