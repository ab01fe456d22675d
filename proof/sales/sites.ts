import { yearPeriods } from "../../core/period.ts";
import type { Market } from "../../data/market/market.ts";
import { currentAccounts } from "../../data/market/sites.ts";
import type { AccountFigures } from "../../models/known/accountFigures.ts";
import { buyingPeriods, buyingState } from "../../models/lifecycle/buyingPeriods.ts";
import { sharesBySilence } from "./benchmarks/silence.ts";

/** What was told of one site at the end of a known history, and what came. Own amounts, in units of the currency. */
export interface JudgedSite {
  /** `p_alive`; NaN for sites that never bought. */
  readonly alive: number;
  /** Whether it bought the own brand in the year after; null: the whole history ends before. */
  readonly came: boolean | null;
  /** Periods since its last own purchase; -1: none. */
  readonly silence: number;
  /** Share of sites of that silence that bought again a year earlier. */
  readonly bySilence: number;
  /** Over the periods ahead: what was expected of it with its 90% interval, and what it bought. */
  readonly expected: number;
  readonly low: number;
  readonly high: number;
  readonly amount: number;
  /** What it bought in the same periods of the year before, and in that whole year. */
  readonly repeated: number;
  readonly lastYear: number;
}

/**
 * The sites that were known at the end of a known history, beside what the whole market bought in the periods after. A
 * number that was opened later counts for the site that it followed; one that was closed later was not known to be.
 * @param figures of a twin that was fitted to the known market, its expected amounts over `ahead` periods
 * @param whole the same market with at least `ahead` periods more
 * @param ahead at most a year
 */
export function judgeSites(
  known: Market,
  whole: Market,
  figures: Omit<AccountFigures, "lifecycle">,
  ahead: number,
): JudgedSite[] {
  const year = yearPeriods(known.period);
  const last = known.periodStart[known.periodStart.length - 1];
  const origin = whole.periodStart.indexOf(last) + 1;
  const end = whole.periodStart.length;
  if (origin === 0 || origin + ahead > end || ahead > year)
    throw new RangeError(
      `${ahead} periods after ${origin} of ${end}; expected at most a year of the same market`,
    );
  const current = currentAccounts(known.accounts.successor);
  const bought = ownBySite(known, whole, siteOwners(known, whole, current));
  const [amount, repeated] = [bought(origin, ahead).amount, bought(origin - year, ahead).amount];
  const lastYear = bought(origin - year, year).amount;
  const came = origin + year <= end ? bought(origin, year).came : null;
  const own = buyingPeriods(known, "own");
  const share = sharesBySilence(known);
  return [...current.keys()].flatMap(i => {
    if (current[i] !== i || known.accounts.opened[i] > last) return [];
    const { silence } = buyingState(own, i, known.periodStart.length, year);
    return {
      alive: figures.alive[i],
      came: came && came[i] === 1,
      silence,
      bySilence: silence < 0 ? 0 : share(silence),
      expected: figures.expectedAmount[i],
      low: figures.expectedLow[i],
      high: figures.expectedHigh[i],
      amount: amount[i],
      repeated: repeated[i],
      lastYear: lastYear[i],
    };
  });
}

/** The known site that each account of the whole market counts for; -1: none of them. */
function siteOwners(known: Market, whole: Market, current: Int32Array): Int32Array {
  const place = new Map(known.accounts.ids.map((id, i) => [id, i]));
  const { ids, successor } = whole.accounts;
  const owner = Int32Array.from(ids, id => current[place.get(id) ?? -1] ?? -1);
  ids.forEach((id, i) => {
    if (!place.has(id)) return;
    for (let next = successor[i]; next >= 0 && !place.has(ids[next]); next = successor[next])
      owner[next] = owner[i];
  });
  return owner;
}

/** What each known site bought of the own brand in so many periods, and whether it did; returns are no purchases. */
function ownBySite(known: Market, { sales }: Market, owner: Int32Array) {
  return (from: number, periods: number): { amount: Float64Array; came: Uint8Array } => {
    const amount = new Float64Array(known.accounts.count);
    const came = new Uint8Array(known.accounts.count);
    for (let i = 0; i < sales.count; i++) {
      const site = owner[sales.account[i]];
      if (site < 0 || sales.brand[i] !== 0 || sales.period[i] < from || sales.period[i] >= from + periods)
        continue;
      amount[site] += sales.amount[i] / known.minorUnits;
      if (sales.amount[i] > 0) came[site] = 1;
    }
    return { amount, came };
  };
}
