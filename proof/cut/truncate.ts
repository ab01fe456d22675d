import type { AccountColumns, Market } from "../../data/market/market.ts";
import { accountLives, findSuccessors } from "../../data/market/sites.ts";
import { NO_CATEGORIES } from "../../data/readCategories.ts";
import { pickRows, rowsWhere } from "../../data/tables/rows.ts";
import { newPlaces, pickAccounts, rowsOfKept } from "./keepAccounts.ts";

/**
 * The market as it was known at the end of its first `periods` periods: later sales, contacts, answers and calendar
 * entries are gone, and so are accounts that had neither opened nor bought by then. Targets stay: a plan is made ahead.
 * Sales by category are left out: they are summed by year, and the years of an earlier end cannot be had from them.
 */
export function truncateMarket(market: Market, periods: number): Market {
  const { accounts } = market;
  const end = periods < market.periodStart.length ? market.periodStart[periods] : Number.POSITIVE_INFINITY;
  const sold = new Uint8Array(accounts.count);
  for (let i = 0; i < market.sales.count; i++) {
    if (market.sales.period[i] < periods) sold[market.sales.account[i]] = 1;
  }
  const kept = rowsWhere(accounts.count, i => sold[i] === 1 || accounts.opened[i] < end);
  const place = newPlaces(accounts.count, kept);
  const known = rowsOfKept(place);
  const cut = truncateAccounts(accounts, kept, end);
  const sales = known(market.sales, i => market.sales.period[i] < periods);
  return {
    ...market,
    hash: `${market.hash}@${periods}`,
    periodStart: market.periodStart.slice(0, periods),
    accounts: {
      ...cut,
      successor: findSuccessors(accountLives(cut, { sales, periodStart: market.periodStart })),
    },
    sales,
    ...NO_CATEGORIES,
    visits: known(market.visits, i => market.visits.period[i] < periods),
    calendar: market.calendar.filter(entry => entry.start < end),
    ...truncateRelations(market, end, place),
  };
}

function truncateAccounts(accounts: AccountColumns, kept: Int32Array, end: number): AccountColumns {
  const rows = pickAccounts(accounts, kept);
  return { ...rows, closed: rows.closed.map(day => (day < end ? day : Number.NaN)) };
}

type Relations = Pick<
  Market,
  "areaSales" | "preferences" | "sightings" | "opportunities" | "tickets" | "surveys"
>;

/** As ingest does at the end of history: what was opened later is gone, what was settled later is open. */
function truncateRelations(market: Market, end: number, place: Int32Array): Relations {
  const { areaSales, preferences, sightings } = market;
  const known = rowsOfKept(place);
  const opportunities = known(market.opportunities, i => market.opportunities.opened[i] < end);
  const pending = (i: number): boolean => opportunities.closed[i] >= end;
  const tickets = known(market.tickets, i => market.tickets.opened[i] < end);
  const unresolved = (i: number): boolean => tickets.resolved[i] >= end;
  return {
    areaSales: pickRows(
      areaSales,
      rowsWhere(areaSales.count, i => areaSales.last[i] < end),
    ),
    preferences: known(preferences, i => !(preferences.validFrom[i] >= end)),
    sightings: { ...sightings, account: sightings.account.map(i => (i < 0 ? -1 : place[i])) },
    opportunities: {
      ...opportunities,
      outcome: opportunities.outcome.map((o, i) => (pending(i) ? "open" : o)),
      closed: opportunities.closed.map(day => (day >= end ? Number.NaN : day)),
    },
    tickets: {
      ...tickets,
      firstContact: tickets.firstContact.map((yes, i) => (unresolved(i) ? -1 : yes)),
      resolved: tickets.resolved.map(day => (day >= end ? Number.NaN : day)),
    },
    surveys: known(market.surveys, i => market.surveys.day[i] < end),
  };
}
