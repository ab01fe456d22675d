import { yearPeriods } from "../core/period.ts";
import type { Market } from "../data/market/market.ts";
import { currentAccounts } from "../data/market/sites.ts";
import { fitTwin } from "../models/fit.ts";
import { accountFigures } from "../models/known/accountFigures.ts";
import {
  type BuyingPeriods,
  boughtWithin,
  buyingPeriods,
  buyingState,
} from "../models/lifecycle/buyingPeriods.ts";

/** What was told of a group of sites a year ahead, and what came. Amounts of the own brand in major currency units. */
export interface ToldAndCame {
  readonly sites: number;
  /** Mean `p_alive`; null for sites that never bought. */
  readonly told: number | null;
  /** Share with an own purchase. */
  readonly came: number;
  readonly expectedAmount: number;
  readonly amount: number;
}

export interface RepurchaseScore {
  /** Sites with an own purchase before the origin: they are scored. */
  readonly sites: number;
  /** Brier scores of `p_alive`, of "bought in the last year" as 0 or 1, and of shares counted by silence alone. */
  readonly brier: number;
  readonly brierBoughtLastYear: number;
  readonly brierBySilence: number;
  readonly bins: readonly (ToldAndCame & { readonly from: number })[];
  /** By the years since the last own purchase, and those without one. */
  readonly silence: {
    readonly "0": ToldAndCame;
    readonly "1": ToldAndCame;
    readonly "2+": ToldAndCame;
    readonly never: ToldAndCame;
  };
}

/** One site at the origin. */
interface Judged {
  readonly told: number;
  readonly came: 0 | 1;
  /** Periods since its last own purchase; -1: none. */
  readonly silence: number;
  readonly bySilence: number;
  readonly expectedAmount: number;
  readonly amount: number;
}

/**
 * Fits the twin on a market whose history ends early and judges its accounts by what the whole market bought in the year
 * after. A site that was given another number later is one site.
 * @param whole the same market, with at least a year of history more
 */
export function scoreRepurchase(known: Market, whole: Market, seed = 1): RepurchaseScore {
  const judged = judge(known, whole, seed);
  const buyers = judged.filter(({ silence }) => silence >= 0);
  const year = yearPeriods(known.period);
  const brier = (tell: (site: Judged) => number): number =>
    buyers.reduce((sum, site) => sum + (tell(site) - site.came) ** 2, 0) / buyers.length;
  const years = (from: number, to: number) =>
    describe(buyers.filter(({ silence }) => silence >= from * year && silence < to * year));
  return {
    sites: buyers.length,
    brier: brier(site => site.told),
    brierBoughtLastYear: brier(site => (site.silence < year ? 1 : 0)),
    brierBySilence: brier(site => site.bySilence),
    bins: Array.from({ length: 10 }, (_, b) => ({
      from: b / 10,
      ...describe(buyers.filter(({ told }) => Math.min(9, Math.floor(10 * told)) === b)),
    })),
    silence: {
      "0": years(0, 1),
      "1": years(1, 2),
      "2+": years(2, Number.POSITIVE_INFINITY),
      never: describe(judged.filter(({ silence }) => silence < 0)),
    },
  };
}

function judge(known: Market, whole: Market, seed: number): Judged[] {
  const { alive, expectedAmount } = accountFigures(fitTwin(known, { seed, draws: 32 }));
  const year = yearPeriods(known.period);
  const origin = known.periodStart.length;
  const own = buyingPeriods(known, "own");
  const share = sharesBySilence(known, own, year);
  const truth = yearAfter(known, whole, year);
  const current = currentAccounts(known.accounts.successor);
  const end = known.periodStart[origin - 1];
  return known.accounts.ids.flatMap((id, i) => {
    const after = truth.get(id);
    if (current[i] !== i || known.accounts.opened[i] > end || after === undefined) return [];
    const { silence } = buyingState(own, i, origin, year);
    return {
      told: alive[i],
      came: after.bought ? 1 : 0,
      silence,
      bySilence: silence < 0 ? 0 : share(silence),
      expectedAmount: expectedAmount[i],
      amount: after.amount / known.minorUnits,
    };
  });
}

/** What each account's site bought of the own brand in the year after the known history, by account id. */
function yearAfter(
  known: Market,
  whole: Market,
  year: number,
): Map<string, { readonly bought: boolean; readonly amount: number }> {
  const from = whole.periodStart.indexOf(known.periodStart[known.periodStart.length - 1]) + 1;
  if (from === 0 || from + year > whole.periodStart.length)
    throw new RangeError(`the whole market has no year after the ${known.periodStart.length} known periods`);
  const { accounts, sales } = whole;
  const current = currentAccounts(accounts.successor);
  const own = buyingPeriods(whole, "own");
  const amount = new Float64Array(accounts.count);
  for (let i = 0; i < sales.count; i++) {
    const within = sales.period[i] >= from && sales.period[i] < from + year;
    if (within && sales.brand[i] === 0) amount[current[sales.account[i]]] += sales.amount[i];
  }
  const after = (site: number) => ({
    bought: boughtWithin(own, site, from, from + year),
    amount: amount[site],
  });
  return new Map(accounts.ids.map((id, i) => [id, after(current[i])]));
}

/** Shares that bought again within a year, counted a year before the origin by quarters of silence. */
function sharesBySilence(known: Market, own: BuyingPeriods, year: number): (silence: number) => number {
  const origin = known.periodStart.length - year;
  const bought = new Map<number, number>();
  const sites = new Map<number, number>();
  for (let i = 0; i < known.accounts.count; i++) {
    const { silence } = buyingState(own, i, origin, year);
    if (silence < 0) continue;
    const quarter = quarterOf(silence, year);
    sites.set(quarter, (sites.get(quarter) ?? 0) + 1);
    if (boughtWithin(own, i, origin, origin + year)) bought.set(quarter, (bought.get(quarter) ?? 0) + 1);
  }
  return silence => {
    const quarter = quarterOf(silence, year);
    return ((bought.get(quarter) ?? 0) + 0.5) / ((sites.get(quarter) ?? 0) + 1);
  };
}

/** Three years and more of silence are one. */
function quarterOf(silence: number, year: number): number {
  return Math.min(12, Math.floor((4 * silence) / year));
}

function describe(sites: readonly Judged[]): ToldAndCame {
  const sum = (pick: (site: Judged) => number) => sites.reduce((total, site) => total + pick(site), 0);
  const told = sum(site => site.told) / sites.length;
  return {
    sites: sites.length,
    told: Number.isFinite(told) ? told : null,
    came: sum(site => site.came) / Math.max(1, sites.length),
    expectedAmount: sum(site => site.expectedAmount),
    amount: sum(site => site.amount),
  };
}
