import { heaviestGroups } from "../../data/market/heaviestGroups.ts";
import type {
  AccountColumns,
  Attribute,
  CellColumns,
  Market,
  SightingColumns,
} from "../../data/market/market.ts";
import { pickRows, rowsWhere } from "../../data/tables/rows.ts";

/** [account] the new index of each kept account; -1 for the others. */
export function newPlaces(count: number, kept: Int32Array): Int32Array {
  const place = new Int32Array(count).fill(-1);
  kept.forEach((i, k) => {
    place[i] = k;
  });
  return place;
}

/** Picks rows whose account is kept (and that pass a test), and gives them its new index. */
export function rowsOfKept(place: Int32Array) {
  return <T extends { readonly count: number; readonly account: Int32Array }>(
    table: T,
    test: (row: number) => boolean = () => true,
  ): T => {
    const rows = pickRows(
      table,
      rowsWhere(table.count, i => place[table.account[i]] >= 0 && test(i)),
    );
    return { ...rows, account: rows.account.map(i => place[i]) };
  };
}

/** The kept accounts with their free attributes. Sites keep their numbers, and so do cells and successors. */
export function pickAccounts(accounts: AccountColumns, kept: Int32Array): AccountColumns {
  // Sites are numbered for good: their names are not one an account.
  const siteIds = accounts.siteIds;
  return { ...pickRows(accounts, kept), siteIds, attributes: pickAttributes(accounts.attributes, kept) };
}

/** Some entries of the lists with their free attributes. */
export function pickSightings(sightings: SightingColumns, kept: Int32Array): SightingColumns {
  return { ...pickRows(sightings, kept), attributes: pickAttributes(sightings.attributes, kept) };
}

function pickAttributes(
  attributes: Readonly<Record<string, Attribute>>,
  kept: Int32Array,
): Record<string, Attribute> {
  const picked = Object.entries(attributes).map(([name, column]): [string, Attribute] => {
    if (column.kind === "text") return [name, { ...column, values: Array.from(kept, i => column.values[i]) }];
    return [name, { ...column, values: Float64Array.from(kept, i => column.values[i]) }];
  });
  return Object.fromEntries(picked);
}

/** Numbers sites anew, in their old order, so that a site without accounts leaves no trace. */
export function compactSites(accounts: AccountColumns): AccountColumns {
  const used = [...new Set(accounts.site)].sort((a, b) => a - b);
  const place = new Map(used.map((site, k) => [site, k]));
  return {
    ...accounts,
    site: accounts.site.map(site => place.get(site) ?? -1),
    siteIds: used.map(site => accounts.siteIds[site]),
  };
}

/** Leaves only the cells that hold an account. Their area and territory are, as in ingest, those that hold most of them. */
export function compactCells(
  market: Pick<Market, "accounts" | "cells" | "sales" | "period" | "periodStart">,
): Pick<Market, "accounts" | "cells"> {
  const { accounts, cells } = market;
  const held = new Uint8Array(cells.count);
  for (const c of accounts.cell) if (c >= 0) held[c] = 1;
  const kept = rowsWhere(cells.count, c => held[c] === 1);
  const place = newPlaces(cells.count, kept);
  const cell = accounts.cell.map(c => (c < 0 ? -1 : place[c]));
  const cut = { ...market, accounts: { ...accounts, cell } };
  const most = (group: Int32Array) => heaviestGroups(cut, kept.length, group);
  const picked: CellColumns = {
    ...pickRows(cells, kept),
    area: most(accounts.area),
    territory: most(accounts.territory),
  };
  return { accounts: cut.accounts, cells: picked };
}
