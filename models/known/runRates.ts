import { yearPeriods } from "../../core/period.ts";
import { learnedAmounts } from "../../data/market/learnedAmounts.ts";
import type { Market } from "../../data/market/market.ts";
import { type Kinds, kindPriors } from "./kinds.ts";
import { type SiteSales, siteSales } from "./siteSales.ts";

/**
 * Run-rates: plain extrapolations of what a site buys of a brand in a year, each of which is right for some sites. What
 * weight each deserves is learned (`credibility`).
 */
export const RUN_RATES = [
  /** What it bought in the last year. */
  "lastYear",
  "yearBefore",
  /** The last quarter, times the ratio that the whole market's year had to the quarter that ended a year ago. */
  "lastQuarter",
  "lastHalf",
  /** The brand's share of the site's kind in all that the site buys, by its last quarter. */
  "kindShare",
  /** The brand's share at the site itself in two years, by the last half-year of all brands. */
  "siteShare",
  /** What it bought in the last year, bulk orders cut to three times its median order. */
  "lastYearUsual",
  /** What a site of its kind that bought the brand in the last two years bought of it in one. */
  "kindBuyer",
] as const;

/** A season makes of a window at most this many times what its length does, either way. */
const MAX_SEASON = 3;

/** The sites at an origin, and their run-rates. */
export interface RunRates {
  readonly sales: SiteSales;
  /** Writes the run-rates of a site and brand, minor units a year, to `out`, [RUN_RATES]. */
  write(account: number, brand: number, out: Float64Array): void;
  /**
   * What a site that has not bought the brand for two years would buy with its kind's share: of all that it bought in the
   * last half-year or, where it bought nothing, of what sites of its kind buy.
   */
  usual(account: number, brand: number): number;
  /** Amount of a site in the last half-year, all brands. */
  lastHalf(account: number): number;
}

/**
 * @param periods the origin: how much of history is known
 */
export function runRates(market: Market, kinds: Kinds, periods: number): RunRates {
  const year = yearPeriods(market.period);
  const brands = market.brands.length;
  const sales = siteSales(market, periods);
  const factors = seasonalFactors(market, periods);
  const ofAll = (table: Float64Array) => allBrands(table, brands);
  const all = {
    lastYear: ofAll(sales.lastYear),
    yearBefore: ofAll(sales.yearBefore),
    lastHalf: ofAll(sales.lastHalf),
    lastQuarter: ofAll(sales.lastQuarter),
  };
  const everywhere = kindSales([...kinds.of.keys()], sales.lastYear, all.lastYear, brands);
  const plain = sharesOf(everywhere, new Float64Array(brands).fill(1 / brands));
  const shares = kindPriors(kinds, members => {
    const sold = kindSales(members, sales.lastYear, all.lastYear, brands);
    return { share: sharesOf(sold, plain), perBuyer: sold.perBuyer, ofBuyer: buyerMeans(members, sales) };
  });
  /** A year's amount from that of a window: where history is shorter than the window, from as much as there is. */
  const yearly = (amount: number, length: number, factor: number): number =>
    (Math.max(0, amount) * factor * length) / Math.min(length, Math.max(1, periods));
  return {
    sales,
    write(i, b, out) {
      const cell = i * brands + b;
      const own = (table: Float64Array) => Math.max(0, table[cell]);
      const half = yearly(all.lastHalf[i], year / 2, factors.all.half);
      const quarter = yearly(all.lastQuarter[i], year / 4, factors.all.quarter);
      const twoYears = all.lastYear[i] + all.yearBefore[i];
      const lastYear = yearly(sales.lastYear[cell], year, 1);
      const earlier = Math.min(year, periods - year);
      out[0] = lastYear;
      out[1] = earlier >= year / 4 ? (own(sales.yearBefore) * year) / earlier : lastYear;
      out[2] = yearly(sales.lastQuarter[cell], year / 4, factors.brand[b].quarter);
      out[3] = yearly(sales.lastHalf[cell], year / 2, factors.brand[b].half);
      out[4] = shares[kinds.of[i]].share[b] * quarter;
      out[5] =
        twoYears > 0 ? Math.min(1, (own(sales.lastYear) + own(sales.yearBefore)) / twoYears) * half : 0;
      out[6] = yearly(sales.lastYearUsual[cell], year, 1);
      out[7] = yearly(shares[kinds.of[i]].ofBuyer[b], year, 1);
    },
    usual(i, b) {
      const kind = shares[kinds.of[i]];
      const half = yearly(all.lastHalf[i], year / 2, factors.all.half);
      return kind.share[b] * (half > 0 ? half : kind.perBuyer);
    },
    lastHalf: i => all.lastHalf[i],
  };
}

interface KindSales {
  /** What sites of a kind bought of each brand in the last year. */
  readonly amount: Float64Array;
  /** Of all brands, and a buying site's part of it. */
  readonly all: number;
  readonly perBuyer: number;
}

function kindSales(
  members: readonly number[],
  lastYear: Float64Array,
  allBrandsLastYear: Float64Array,
  brands: number,
): KindSales {
  const amount = new Float64Array(brands);
  let all = 0;
  let buyers = 0;
  for (const i of members) {
    if (!(allBrandsLastYear[i] > 0)) continue;
    buyers++;
    all += allBrandsLastYear[i];
    for (let b = 0; b < brands; b++) amount[b] += lastYear[i * brands + b];
  }
  return { amount, all, perBuyer: buyers > 0 ? all / buyers : 0 };
}

/** [brand] mean of last year over the sites that bought it in the last two years. */
function buyerMeans(members: readonly number[], { lastYear, yearBefore, brands }: SiteSales): Float64Array {
  return Float64Array.from({ length: brands }, (_, b) => {
    let [sum, buyers] = [0, 0];
    for (const i of members) {
      const at = i * brands + b;
      if (!(lastYear[at] > 0) && !(lastYear[at] + yearBefore[at] > 0)) continue;
      buyers++;
      sum += lastYear[at];
    }
    return buyers > 0 ? Math.max(0, sum) / buyers : 0;
  });
}

/** The brands' shares, with one site more that buys as `towards` says: of no brand is it sure that no site ever will. */
function sharesOf({ amount, all, perBuyer }: KindSales, towards: Float64Array): Float64Array {
  return amount.map((v, b) =>
    all > 0 ? (Math.max(0, v) + perBuyer * towards[b]) / (all + perBuyer) : towards[b],
  );
}

/** What turns a window's amount into a year's. */
interface Annual {
  readonly half: number;
  readonly quarter: number;
}

/** By brand and for all brands together: a year ago, what the year to the origin had over the window before that year. */
function seasonalFactors(
  market: Market,
  periods: number,
): { readonly brand: readonly Annual[]; readonly all: Annual } {
  const { sales } = market;
  const brands = market.brands.length;
  const year = yearPeriods(market.period);
  const sums = {
    year: new Float64Array(brands),
    half: new Float64Array(brands),
    quarter: new Float64Array(brands),
  };
  const amount = learnedAmounts(market);
  for (let row = 0; row < sales.count; row++) {
    const age = periods - sales.period[row];
    if (age <= 0 || age > 1.5 * year) continue;
    if (age <= year) sums.year[sales.brand[row]] += amount[row];
    else sums.half[sales.brand[row]] += amount[row];
    if (age > year && age <= 1.25 * year) sums.quarter[sales.brand[row]] += amount[row];
  }
  const factor = (whole: number, part: number, plain: number): number => {
    const seen = periods >= year + year / plain && part > 0 && whole > 0;
    return seen ? Math.min(MAX_SEASON * plain, Math.max(plain / MAX_SEASON, whole / part)) : plain;
  };
  const annual = (whole: number, half: number, quarter: number): Annual => ({
    half: factor(whole, half, 2),
    quarter: factor(whole, quarter, 4),
  });
  const total = (values: Float64Array) => values.reduce((a, b) => a + b, 0);
  return {
    brand: Array.from(sums.year, (whole, b) => annual(whole, sums.half[b], sums.quarter[b])),
    all: annual(total(sums.year), total(sums.half), total(sums.quarter)),
  };
}

function allBrands(table: Float64Array, brands: number): Float64Array {
  const sums = new Float64Array(table.length / brands);
  for (let at = 0; at < table.length; at++) sums[Math.floor(at / brands)] += table[at];
  return sums;
}
