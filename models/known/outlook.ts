import type { Market } from "../../data/market/market.ts";
import { openAccounts } from "../../data/market/openAccounts.ts";
import type { Source } from "../../twin/source.ts";
import { mbgNbd } from "../lifecycle/bgNbd.ts";
import { type BuyingPeriods, boughtWithin } from "../lifecycle/buyingPeriods.ts";
import { dropoutHazard } from "../lifecycle/dropout.ts";
import { lawRule } from "../lifecycle/lawRule.ts";
import { learnPool, type Panel, type Rule } from "../lifecycle/pool.ts";
import { learnRepurchase, type Repurchase, type SiteState, type Trial } from "../lifecycle/repurchase.ts";
import { rhythmRule } from "../lifecycle/rhythm.ts";
import { INNOVATION } from "./awareness.ts";
import { knownNote } from "./notes.ts";
import { aliveProbability, gammaPrior, silenceHazard } from "./rates.ts";
import { originsBefore, type SiteBook, siteBook, sitesAt, stateAt, trialsAt } from "./trials.ts";

/** Whether each account buys in the year ahead, in the market's order. */
export interface Outlook {
  /** P(at least one own purchase within a year); NaN for accounts that never bought the own brand. */
  readonly chance: Float64Array;
  /** The same of accounts that never bought it; 0 for all others. */
  readonly firstChance: Float64Array;
  /** Hazard a period at which customers of the own brand leave. */
  readonly dropout: number;
  readonly source: Source;
}

/** Sites that had bought the own brand by an origin, all origins together, from which the table is called data. */
const MIN_TRIALS = 100;
/** Customers that leave a year where it cannot be counted (an assumption). */
const DROPOUT = 0.1;

/**
 * Who buys again. Three rules tell each buyer's chance: a table of who did, by silence and frequency, counted at origins one
 * and two years before; the MBG/NBD; and the account's own rhythm. At origins one and two years before the end of history
 * their chances are held beside who bought within the year, which gives the weights of their pool. An account that is closed,
 * or that another has followed, buys nothing.
 */
export function fitOutlook(market: Market): Outlook {
  const sites = siteBook(market);
  const { periods, year } = sites;
  const ends = originsBefore(periods, year);
  const trials = ends.map(origin => trialsAt(market, sites, origin));
  const buyers = trials.flatMap(({ own }) => own).filter(({ frequency }) => frequency > 0);
  const tables = tablesOf(sites, trials);
  const table: Rule = (accounts, origin) => {
    const { own, any } =
      origin === periods
        ? tables
        : tablesOf(
            sites,
            originsBefore(origin, year).map(earlier => trialsAt(market, sites, earlier)),
          );
    // Who buys nothing any more buys nothing of ours: silence towards every brand tells what the own one's leaves open.
    return Float64Array.from(accounts, i =>
      Math.min(own(stateAt(sites, sites.own, i, origin)), any(stateAt(sites, sites.any, i, origin))),
    );
  };
  const rules = [table, lawRule(mbgNbd, sites.own, 1, year), rhythmRule(sites.own, year)];
  // A table that was counted nowhere would be told as worthless.
  const tried = ends.filter(origin => originsBefore(origin, year).length > 0);
  const pool = learnPool(
    rules,
    tried.map(origin => panelAt(market, sites, origin)),
  );
  const origin = periods - 2 * year;
  const counted = origin > 0 ? dropoutHazard(sites.own, sitesAt(market, sites, origin), origin, year) : null;
  return {
    ...lookUp(market, sites, tables.own, pool),
    dropout: counted ?? DROPOUT / year,
    source: sourceOf(buyers, ends.length),
  };
}

function tablesOf(
  sites: SiteBook,
  trials: readonly ReturnType<typeof trialsAt>[],
): { readonly own: Repurchase; readonly any: Repurchase } {
  const table = (of: "own" | "any") =>
    learnRepurchase(
      trials.flatMap(trial => trial[of]),
      priorOf(sites, sites[of]),
    );
  return { own: table("own"), any: table("any") };
}

/** Who had bought the own brand by an origin, and bought it within the year after. */
function panelAt(market: Market, sites: SiteBook, origin: number): Panel {
  const accounts = sitesAt(market, sites, origin).filter(
    i => stateAt(sites, sites.own, i, origin).frequency > 0,
  );
  const bought = Uint8Array.from(accounts, i => +boughtWithin(sites.own, i, origin, origin + sites.year));
  return { accounts, origin, bought };
}

function sourceOf(buyers: readonly Trial[], ends: number): Source {
  if (buyers.length < MIN_TRIALS) return { from: "prior", note: knownNote("known.repurchase_prior") };
  const again = buyers.filter(({ bought }) => bought).length;
  return { from: "data", note: knownNote("known.repurchase", { again, sites: buyers.length, count: ends }) };
}

/** The Pareto/NBD of silence and frequency: what they tell without earlier years. Of those that never bought Bass's p buy. */
function priorOf({ periods, year, first }: SiteBook, { start, period }: BuyingPeriods): Repurchase {
  const n = first.length;
  const count = Float64Array.from({ length: n }, (_, i) => start[i + 1] - start[i]);
  const exposure = Float64Array.from(first, t => Math.max(0, periods - t));
  const silence = Float64Array.from(count, (k, i) =>
    k > 0 ? periods - 1 - period[start[i + 1] - 1] : periods,
  );
  const prior = gammaPrior([...count], [...exposure]);
  const rates = count.map((k, i) => (exposure[i] > 0 ? k / exposure[i] : 0));
  const hazard = silenceHazard(rates, silence, exposure, year);
  // Of the year up to the last purchase, as the table has it: silence does not make an account a rarer buyer.
  const rateOf = (frequency: number) =>
    (prior.shape + frequency) / (prior.exposure + Math.min(year, periods));
  const alive = ({ silence: weeks, frequency }: SiteState) =>
    aliveProbability(rateOf(frequency), hazard, (weeks * year) / 52);
  return state =>
    state.frequency > 0 ? alive(state) * -Math.expm1(-rateOf(state.frequency) * year) : INNOVATION;
}

function lookUp(
  market: Market,
  sites: SiteBook,
  table: Repurchase,
  pool: Rule,
): Pick<Outlook, "chance" | "firstChance"> {
  const { accounts, sales } = market;
  const open = openAccounts(market);
  // Under its own number: what a predecessor bought is its successor's.
  const bought = new Uint8Array(accounts.count);
  for (let i = 0; i < sales.count; i++)
    if (sales.brand[i] === 0 && sales.amount[i] > 0) bought[sales.account[i]] = 1;
  const chance = Float64Array.from(bought, was => (was === 1 ? 0 : Number.NaN));
  const firstChance = new Float64Array(accounts.count);
  const ownState = (i: number) => stateAt(sites, sites.own, i, sites.periods);
  const there = Int32Array.from(open.keys()).filter(i => open[i] === 1);
  for (const i of there) if (ownState(i).frequency === 0) firstChance[i] = table(ownState(i));
  const buyers = there.filter(i => ownState(i).frequency > 0);
  pool(buyers, sites.periods).forEach((p, k) => {
    chance[buyers[k]] = p;
  });
  return { chance, firstChance };
}
