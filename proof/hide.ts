import type { Market } from "../data/market/market.ts";
import { accountLives, findSuccessors } from "../data/market/sites.ts";
import { rowsWhere } from "../data/tables/rows.ts";
import { compactCells, compactSites, newPlaces, pickAccounts, rowsOfKept } from "./cut/keepAccounts.ts";
import type { DarkTruth } from "./dark/truth.ts";
import { chooseHidden, type HideBy } from "./hide/choose.ts";
import { closedSightings, closedTotals, type Fall } from "./hide/closedWorld.ts";
import { joinSightings, type ListOptions, listOf, panelOf } from "./hide/evidence.ts";
import { openSites, type Site } from "./hide/sites.ts";

export interface HideOptions {
  readonly by: HideBy;
  readonly seed: number;
  /** Share of the open, placed sites to hide; default 0.3. */
  readonly share?: number;
  /** Which sites may be hidden: all that are open by their dates (default), or those that bought in the last year. */
  readonly among?: "open" | "buying";
  /**
   * Adds area totals by calendar month and brand over all of history. By the first day of the period unless said otherwise,
   * because data by the week are dated by their Monday.
   */
  readonly withPanel?: boolean | Fall;
  /** Adds a second list. */
  readonly withList?: ListOptions;
  /** How weekly sales fall to the totals that the market has already; default by the days that they share. */
  readonly totals?: Fall;
}

export interface Hidden {
  /** What is left to see. */
  readonly market: Market;
  readonly truth: DarkTruth;
}

/**
 * Hides a share of the known sites with all that tells of them. The world is closed: the recorded accounts are taken to be
 * all there are, so area totals become the sums of recorded sales (hidden ones too), and entries of lists that match no
 * recorded account are left out. Then everything dark in the market that is left is known to the one who scores.
 */
export function hideAccounts(market: Market, options: HideOptions): Hidden {
  const { by, seed, share = 0.3, among = "open" } = options;
  const all = openSites(market);
  const sites = among === "open" ? all : all.filter(site => site.amount52 > 0);
  const hidden = chooseHidden(market, sites, by, share, seed).map(s => sites[s]);
  const away = new Set(hidden.flatMap(site => site.members));
  const kept = rowsWhere(market.accounts.count, i => !away.has(i));
  const place = newPlaces(market.accounts.count, kept);
  const evidence = closedEvidence(market, all, place, options);
  const left = keepOnly(market, kept, place);
  const name = [
    by,
    share,
    seed,
    among,
    JSON.stringify([options.withPanel, options.withList, options.totals]),
  ];
  return {
    market: { ...left, ...evidence, hash: `${market.hash}-hidden:${name.join(":")}` },
    truth: truthOf(market, hidden),
  };
}

function closedEvidence(
  market: Market,
  sites: readonly Site[],
  place: Int32Array,
  { withPanel, withList, totals = "overlap", seed }: HideOptions,
): Pick<Market, "areaSales" | "sightings"> {
  const fall = withPanel === true ? "start" : withPanel;
  const closed = closedSightings(market);
  const seen = { ...closed, account: closed.account.map(i => (i < 0 ? -1 : place[i])) };
  return {
    areaSales: fall ? panelOf(market, fall) : closedTotals(market, totals),
    sightings: withList ? joinSightings(seen, listOf(market, sites, place, withList, seed)) : seen,
  };
}

/** The market without the accounts that are not kept, and without the rows that tell of them. */
function keepOnly(market: Market, kept: Int32Array, place: Int32Array): Market {
  const known = rowsOfKept(place);
  const sales = known(market.sales);
  const picked = compactSites(pickAccounts(market.accounts, kept));
  const lives = accountLives(picked, { sales, periodStart: market.periodStart });
  const accounts = { ...picked, successor: findSuccessors(lives) };
  return {
    ...market,
    ...compactCells({ ...market, accounts, sales }),
    sales,
    categorySales: known(market.categorySales),
    visits: known(market.visits),
    preferences: known(market.preferences),
    opportunities: known(market.opportunities),
    tickets: known(market.tickets),
    surveys: known(market.surveys),
  };
}

function truthOf({ accounts, cells }: Market, hidden: readonly Site[]): DarkTruth {
  const column = (values: Int32Array | Float64Array) => hidden.map(site => values[site.account]);
  return {
    count: hidden.length,
    h3: BigUint64Array.from(hidden, site => cells.h3[accounts.cell[site.account]]),
    lat: Float64Array.from(column(accounts.lat)),
    lon: Float64Array.from(column(accounts.lon)),
    area: Int32Array.from(column(accounts.area)),
    territory: Int32Array.from(column(accounts.territory)),
    type: Int32Array.from(column(accounts.type)),
    amount52: Float64Array.from(hidden, site => site.amount52),
    own52: Float64Array.from(hidden, site => site.own52),
    aware: null,
  };
}
