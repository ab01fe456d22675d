import { neighbourTable } from "../../core/hexgrid.ts";
import { HEAT_METRICS, type HourSignals } from "../../data/hourSignals.ts";
import type { Market } from "../../data/market/market.ts";
import { openAccounts } from "../../data/market/openAccounts.ts";

/** Where signals come from, and what is known of these places. */
export interface HeatPlaces {
  /** H3 indices, ascending: the market's cells and those that only signals lie in. Index `cells.length` is "no cell". */
  readonly cells: BigUint64Array;
  readonly indexOf: ReadonlyMap<bigint, number>;
  /** See `core/hexgrid` neighbourTable: 7 entries a cell, itself first. */
  readonly neighbours: Int32Array;
  /** Territory of each cell and of "no cell"; `territories` stands for none. */
  readonly territory: Int32Array;
  readonly territories: number;
  /** Types of the market and, last, "not given". */
  readonly types: number;
  readonly typeOf: (account: number) => number;
  readonly territoryOf: (account: number) => number;
  /** Accounts open at the end of history by type, [(cells + 1) × types]. */
  readonly accounts: Float64Array;
}

/** The places of a market's signals. */
export function heatPlaces(market: Market, signals: HourSignals): HeatPlaces {
  const cells = cellsOf(market, signals);
  const indexOf = new Map([...cells].map((cell, c) => [cell, c]));
  const territories = market.territories.length;
  const types = market.types.length + 1;
  const territory = new Int32Array(cells.length + 1).fill(territories);
  market.cells.h3.forEach((cell, c) => {
    const own = market.cells.territory[c];
    if (own >= 0) territory[indexOf.get(cell)!] = own;
  });
  const typeOf = (account: number) => none(market.accounts.type[account], types - 1);
  const places = {
    cells,
    indexOf,
    neighbours: neighbourTable(cells),
    territory,
    territories,
    types,
    typeOf,
    territoryOf: (account: number) => none(market.accounts.territory[account], territories),
  };
  return { ...places, accounts: openByType(market, indexOf, cells.length, typeOf, types) };
}

function cellsOf(market: Market, signals: HourSignals): BigUint64Array {
  const all = new Set(market.cells.h3);
  for (const metric of HEAT_METRICS) for (const cell of signals[metric]?.h3 ?? []) all.add(cell);
  all.delete(0n);
  return BigUint64Array.from(all).sort();
}

function openByType(
  market: Market,
  indexOf: ReadonlyMap<bigint, number>,
  nowhere: number,
  typeOf: (account: number) => number,
  types: number,
): Float64Array {
  const { accounts, cells } = market;
  const open = openAccounts(market);
  const counts = new Float64Array((nowhere + 1) * types);
  for (let i = 0; i < accounts.count; i++) {
    if (open[i] === 0) continue;
    const cell = accounts.cell[i] < 0 ? nowhere : indexOf.get(cells.h3[accounts.cell[i]])!;
    counts[cell * types + typeOf(i)] += 1;
  }
  return counts;
}

/** An index, with −1 turned into the place of "none". */
function none(index: number, place: number): number {
  return index < 0 ? place : index;
}
