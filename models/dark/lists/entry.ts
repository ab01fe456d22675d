import type { Market } from "../../../data/market/market.ts";
import type { Placed } from "./placeIndex.ts";

/** An entry of a second list that may be an account nobody knows; of several lists, where they place the same account. */
export interface ListEntry extends Placed {
  /** Rows of the market's sightings, one a list; place and name are those of the first. */
  readonly rows: readonly number[];
  /** Bits of the lists that hold it. */
  readonly pattern: number;
  /** Expected number of accounts that trade and nobody knows which it stands for, usually below 1. */
  readonly weight: number;
}

export function entryOf({ sightings }: Market, row: number, type: number, bit: number): ListEntry {
  const { lat, lon, name } = sightings;
  return { rows: [row], lat: lat[row], lon: lon[row], type, name: name[row], pattern: bit, weight: 1 };
}

/** An account with coordinates, open or not, among which entries are looked for. */
export interface PlacedAccount extends Placed {
  readonly account: number;
  readonly site: number;
}

export function placedAccounts({ accounts }: Market): PlacedAccount[] {
  const { lat, lon, type, names, site, cell } = accounts;
  return Array.from({ length: accounts.count }, (_, a) => a)
    .filter(a => cell[a] >= 0)
    .map(a => ({ account: a, lat: lat[a], lon: lon[a], type: type[a], name: names[a], site: site[a] }));
}
