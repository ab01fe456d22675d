import { yearPeriods } from "../../core/period.ts";
import type { Market } from "../../data/market/market.ts";
import { openAccounts } from "../../data/market/openAccounts.ts";
import { currentAccounts } from "../../data/market/sites.ts";
import type { Source } from "../../twin/source.ts";
import { type BuyingPeriods, boughtWithin, buyingPeriods, buyingState } from "../lifecycle/buyingPeriods.ts";
import { learnRepurchase, type Repurchase, type SiteState, type Trial } from "../lifecycle/repurchase.ts";
import { knownNote } from "./notes.ts";
import { firstPeriods } from "./purchases.ts";
import { aliveProbability, dropoutHazard, gammaPrior } from "./rates.ts";

/** What a year ahead holds for each account, in the market's order. */
export interface Outlook {
  /** P(at least one own purchase within a year); NaN for accounts that never bought the own brand. */
  readonly chance: Float64Array;
  /** Order lines of any brand, and of the own one, over those that the account's rate expects. */
  readonly any: Float64Array;
  readonly own: Float64Array;
  readonly source: Source;
}

/** Order lines a period that accounts are expected to buy as long as they go on, [account]. */
export interface LineRates {
  readonly any: Float64Array;
  readonly own: Float64Array;
}

/** Sites that had bought the own brand by an origin, all origins together, from which the table is called data. */
const MIN_TRIALS = 100;
/** What accounts that never bought are taken to buy until it can be counted: Bass p of a year (see `twinColumns`). */
const PROSPECT = 0.03;

/**
 * Counts at origins one and two years before the end of history who bought again within the year, and looks every
 * account's present state up in that table. It leans on the Pareto/NBD, which takes its place where history is too short
 * for an origin. An account that is closed, or that another has followed, buys nothing.
 * @param ratesAt rates as they were learned from the first so many periods
 */
export function fitOutlook(market: Market, ratesAt: (periods: number) => LineRates): Outlook {
  const sites = siteBook(market);
  const ends = origins(market);
  const trials = ends.map(origin => trialsAt(market, sites, origin, ratesAt(origin)));
  const own = trials.flatMap(trial => trial.own);
  const any = trials.flatMap(trial => trial.any);
  const tables = {
    own: learnRepurchase(own, paretoNbd(sites, sites.own)),
    any: learnRepurchase(any, paretoNbd(sites, sites.any)),
  };
  return { ...lookUp(market, sites, tables), source: sourceOf(own, ends.length) };
}

function sourceOf(own: readonly Trial[], ends: number): Source {
  const buyers = own.filter(({ frequency }) => frequency > 0);
  if (buyers.length < MIN_TRIALS) return { from: "prior", note: knownNote("known.repurchase_prior") };
  const again = buyers.filter(({ bought }) => bought).length;
  return { from: "data", note: knownNote("known.repurchase", { again, sites: buyers.length, count: ends }) };
}

/** Sites by current account. */
interface SiteBook {
  readonly periods: number;
  readonly year: number;
  readonly own: BuyingPeriods;
  readonly any: BuyingPeriods;
  /** First period in which a site was seen; `periods` for accounts that another has followed. */
  readonly first: Int32Array;
  /** Whether every site bought something: the list of accounts was then made from sales. */
  readonly fromSales: boolean;
}

function siteBook(market: Market): SiteBook {
  const any = buyingPeriods(market, "any");
  const { successor } = market.accounts;
  return {
    periods: market.periodStart.length,
    year: yearPeriods(market.period),
    any,
    own: market.brands.length > 1 ? buyingPeriods(market, "own") : any,
    first: firstPeriods(market, currentAccounts(successor)),
    fromSales: successor.every((next, i) => next >= 0 || any.start[i + 1] > any.start[i]),
  };
}

/** Ends of earlier histories with half a year before them and a year after. */
function origins(market: Market): number[] {
  const year = yearPeriods(market.period);
  const end = market.periodStart.length;
  return [end - year, end - 2 * year].filter(origin => origin >= year / 2);
}

/** An account's state after `periods` periods, in weeks. */
function stateAt(
  { year, first }: SiteBook,
  bought: BuyingPeriods,
  account: number,
  periods: number,
): SiteState {
  const { silence, frequency } = buyingState(bought, account, periods, year);
  const weeks = 52 / year;
  return frequency > 0
    ? { silence: silence * weeks, frequency }
    : { silence: Math.max(0, periods - first[account]) * weeks, frequency: 0 };
}

/** The sites that were there and open at an origin, and what they bought in the year after it. */
function trialsAt(
  market: Market,
  sites: SiteBook,
  origin: number,
  expected: LineRates,
): { readonly own: Trial[]; readonly any: Trial[] } {
  const { accounts, periodStart } = market;
  const seen = linesWithin(market, origin, origin + sites.year);
  const result = { own: [] as Trial[], any: [] as Trial[] };
  for (let i = 0; i < accounts.count; i++) {
    if (sites.first[i] >= origin || accounts.closed[i] <= periodStart[origin]) continue;
    // Known only because it bought later: nobody would have listed it as a prospect then.
    if (sites.fromSales && Number.isNaN(accounts.opened[i]) && firstBuy(sites.any, i) >= origin) continue;
    for (const of of ["own", "any"] as const) {
      result[of].push({
        ...stateAt(sites, sites[of], i, origin),
        bought: boughtWithin(sites[of], i, origin, origin + sites.year),
        expected: expected[of][i] * sites.year,
        seen: seen[of][i],
      });
    }
  }
  return result;
}

function firstBuy({ start, period }: BuyingPeriods, account: number): number {
  return start[account] < start[account + 1] ? period[start[account]] : Number.POSITIVE_INFINITY;
}

/** Order lines by site in the periods [from, to). */
function linesWithin({ accounts, sales }: Market, from: number, to: number): LineRates {
  const current = currentAccounts(accounts.successor);
  const lines = { any: new Float64Array(accounts.count), own: new Float64Array(accounts.count) };
  for (let i = 0; i < sales.count; i++) {
    if (sales.amount[i] <= 0 || sales.period[i] < from || sales.period[i] >= to) continue;
    lines.any[current[sales.account[i]]]++;
    if (sales.brand[i] === 0) lines.own[current[sales.account[i]]]++;
  }
  return lines;
}

/** What silence and frequency tell without earlier years: P(alive), and a rate that goes on while an account is alive. */
function paretoNbd({ periods, year, first }: SiteBook, { start, period }: BuyingPeriods): Repurchase {
  const n = first.length;
  const count = Float64Array.from({ length: n }, (_, i) => start[i + 1] - start[i]);
  const exposure = Float64Array.from(first, t => Math.max(0, periods - t));
  const silence = Float64Array.from(count, (k, i) =>
    k > 0 ? periods - 1 - period[start[i + 1] - 1] : periods,
  );
  const prior = gammaPrior([...count], [...exposure]);
  const rates = count.map((k, i) => (exposure[i] > 0 ? k / exposure[i] : 0));
  const hazard = dropoutHazard(rates, silence, exposure, year);
  // Of the year up to the last purchase, as the table has it: silence does not make an account a rarer buyer.
  const rateOf = (frequency: number) =>
    (prior.shape + frequency) / (prior.exposure + Math.min(year, periods));
  const alive = ({ silence: weeks, frequency }: SiteState) =>
    aliveProbability(rateOf(frequency), hazard, (weeks * year) / 52);
  return {
    chance: state => alive(state) * -Math.expm1(-rateOf(state.frequency) * year),
    activity: state => (state.frequency > 0 ? alive(state) : PROSPECT),
  };
}

function lookUp(
  market: Market,
  sites: SiteBook,
  tables: { readonly own: Repurchase; readonly any: Repurchase },
): Omit<Outlook, "source"> {
  const { accounts, sales } = market;
  const n = accounts.count;
  const open = openAccounts(market);
  // Under its own number: what a predecessor bought is its successor's.
  const bought = new Uint8Array(n);
  for (let i = 0; i < sales.count; i++)
    if (sales.brand[i] === 0 && sales.amount[i] > 0) bought[sales.account[i]] = 1;
  const chance = Float64Array.from(bought, was => (was === 1 ? 0 : Number.NaN));
  const any = new Float64Array(n);
  const own = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    if (open[i] === 0) continue;
    const ownState = stateAt(sites, sites.own, i, sites.periods);
    const anyState = stateAt(sites, sites.any, i, sites.periods);
    // Who buys nothing any more buys nothing of ours: silence towards every brand tells what the own one's leaves open.
    if (ownState.frequency > 0)
      chance[i] = Math.min(tables.own.chance(ownState), tables.any.chance(anyState));
    any[i] = tables.any.activity(anyState);
    own[i] = Math.min(tables.own.activity(ownState), any[i]);
  }
  return { chance, any, own };
}
