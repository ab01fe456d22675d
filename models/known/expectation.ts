import { leastAbsoluteWeights } from "../../core/nonNegative.ts";
import { yearPeriods } from "../../core/period.ts";
import type { Market } from "../../data/market/market.ts";
import { openAccounts } from "../../data/market/openAccounts.ts";
import type { Source } from "../../twin/source.ts";
import {
  type Credibility,
  credible,
  learnCredibility,
  type RateTrial,
  sizeCuts,
  stratumOf,
} from "./credibility.ts";
import type { Kinds } from "./kinds.ts";
import { learnReturns, type NonBuyer, type ReturnRatios, type Standing } from "./nonBuyers.ts";
import { knownNote } from "./notes.ts";
import { RUN_RATES, type RunRates, runRates } from "./runRates.ts";
import { listedSince } from "./siteSales.ts";
import { bandOf, learnAccountSpread, type PastError } from "./spread.ts";

/** What each site is expected to buy in a year, before the forecast of its territory moves it. */
export interface Expectation {
  /** [account × brand] minor units; 0 for an account that is closed or that another has followed. */
  readonly amount: Float64Array;
  /**
   * [account × brand] what it would buy of a brand that it has not bought for two years once it buys as its kind does;
   * elsewhere as `amount`.
   */
  readonly usual: Float64Array;
  /** 5% and 95% points of the own amount over its expectation, [account]. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Sites and brands at past origins from which weights were learned; 0: default weights. */
  readonly trials: number;
}

/** What the expectations rest on. */
export function expectationSource({ trials }: Expectation): Source {
  return trials > 0
    ? { from: "data", note: knownNote("known.rates") }
    : { from: "assumption", note: knownNote("known.rates_default") };
}

/** A site and a brand at an origin. */
interface Case {
  readonly account: number;
  readonly brand: number;
  readonly lastYear: number;
  /** Null for a site that bought the brand in the last two years. */
  readonly standing: Standing | null;
  /** Run-rates of a site that bought, and what of it is like its peers. */
  readonly rates: Float64Array;
  readonly stratum: number;
  readonly band: number;
  readonly usual: number;
  readonly came: number;
}

/** Origins, a year apart, that have a year before them and one after. */
const ORIGINS = 3;
/** Sites of an origin that teach; of more than that every so-manieth does. */
const MOST_SITES = 20_000;
/** Sites that bought a brand without which its origin teaches nothing. */
const MIN_BUYERS = 50;

/** Learns from past origins, of all brands together, and looks ahead from the end of history. */
export function fitExpectation(market: Market, kinds: Kinds): Expectation {
  const { accounts, brands } = market;
  const year = yearPeriods(market.period);
  const listed = listedSince(market);
  const end = market.periodStart.length;
  const past = Array.from({ length: ORIGINS }, (_, k) => end - year * (k + 1))
    .filter(origin => origin >= year)
    .flatMap(origin => {
      const casesOf = casesAt(market, kinds, origin, listedAt(market, listed, origin));
      return brands.map((_, brand) => casesOf(brand));
    });
  const credibility = learnCredibility(
    past.flatMap(cases => trialsOf(cases.filter(({ standing }) => standing === null))),
  );
  const returns = learnReturns(past.flat().filter(isNonBuyer), brands.length);
  const tell = (site: Case) => expected(site, credibility, returns);
  const ofOwn = past.filter(([first]) => first?.brand === 0);
  const spread = learnAccountSpread(ofOwn.flatMap(cases => errorsOf(cases, tell)));
  const open = openAccounts(market);
  const today = Array.from(open.keys()).filter(i => open[i] === 1);
  const amount = new Float64Array(accounts.count * brands.length);
  const usual = amount.slice();
  const low = new Float64Array(accounts.count);
  const high = new Float64Array(accounts.count);
  const casesOf = casesAt(market, kinds, end, today);
  for (let brand = 0; brand < brands.length; brand++)
    for (const site of casesOf(brand)) {
      const at = site.account * brands.length + brand;
      amount[at] = tell(site);
      usual[at] = site.standing === null ? amount[at] : site.usual;
      if (brand !== 0) continue;
      low[site.account] = spread.low[site.band];
      high[site.account] = spread.high[site.band];
    }
  return { amount, usual, low, high, trials: credibility.trials };
}

function isNonBuyer(site: Case): site is Case & NonBuyer {
  return site.standing !== null;
}

function expected(site: Case, credibility: Credibility, returns: ReturnRatios): number {
  const { standing, stratum, rates, usual, brand } = site;
  return standing === null ? credible(credibility, stratum, rates) : returns[brand][standing] * usual;
}

/** The sites that would have been listed, and open, at an origin of the past. */
function listedAt({ accounts, periodStart }: Market, listed: Int32Array, origin: number): number[] {
  const there = Array.from(listed.keys()).filter(
    i => listed[i] < origin && !(accounts.closed[i] <= periodStart[origin]),
  );
  const step = Math.ceil(there.length / MOST_SITES);
  return there.filter((_, k) => k % step === 0);
}

/** The sites of each brand, one brand at a time: of all together there are too many to hold. */
function casesAt(
  market: Market,
  kinds: Kinds,
  origin: number,
  sites: readonly number[],
): (brand: number) => Case[] {
  const rates = runRates(market, kinds, origin);
  return brand => casesOfBrand(rates, sites, brand, yearPeriods(market.period));
}

function casesOfBrand(rates: RunRates, sites: readonly number[], brand: number, year: number): Case[] {
  const { sales } = rates;
  const brands = sales.brands;
  const of = (table: ArrayLike<number>, account: number) => table[account * brands + brand];
  const cuts = sizeCuts(sites.map(i => of(sales.lastYear, i)).filter(amount => amount > 0));
  return sites.map(account => {
    const lastYear = of(sales.lastYear, account);
    const silence = of(sales.silence, account);
    const bought = lastYear > 0 || lastYear + of(sales.yearBefore, account) > 0;
    const never = silence < 0 ? "never" : "lapsed";
    const share = of(sales.active, account) / Math.min(year, Math.max(1, sales.periods));
    const when = lastYear > 0 ? "last" : bought ? "before" : "neither";
    const to = new Float64Array(bought ? RUN_RATES.length : 0);
    if (bought) rates.write(account, brand, to);
    return {
      account,
      brand,
      lastYear,
      standing: bought ? null : rates.lastHalf(account) > 0 ? never : "silent",
      rates: to,
      stratum: stratumOf(lastYear, cuts, silence, year),
      band: bandOf(when, share, lastYear > cuts[1]),
      usual: rates.usual(account, brand),
      came: of(sales.nextYear, account),
    };
  });
}

/**
 * Rows to learn weights from, in units of what the brand's buyers at the origin had bought in a year, and of what most of
 * that came to: the factor of least absolute error, on which no single large site decides.
 */
function trialsOf(buyers: readonly Case[]): RateTrial[] {
  const last = buyers.reduce((sum, { lastYear }) => sum + lastYear, 0);
  if (buyers.length < MIN_BUYERS || !(last > 0)) return [];
  const [growth] = leastAbsoluteWeights({
    x: Float64Array.from(buyers, ({ lastYear }) => lastYear / last),
    y: Float64Array.from(buyers, ({ came }) => came / last),
    width: 1,
  });
  if (!(growth > 0)) return [];
  return buyers.map(site => ({
    stratum: site.stratum,
    rates: site.rates.map(rate => rate / last),
    came: site.came / (growth * last),
  }));
}

/** What came over what was told, each relative to its sum over the sites. */
function errorsOf(sites: readonly Case[], tell: (site: Case) => number): PastError[] {
  const told = sites.map(tell);
  const sums = {
    told: told.reduce((a, b) => a + b, 0),
    came: sites.reduce((sum, { came }) => sum + came, 0),
  };
  if (!(sums.told > 0 && sums.came > 0)) return [];
  return sites.flatMap(({ band, came }, k) =>
    told[k] > 0 ? [{ band, cameOverExpected: (Math.max(0, came) / told[k]) * (sums.told / sums.came) }] : [],
  );
}
