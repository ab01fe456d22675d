import { i32, u8 } from "../../core/columns.ts";
import { cellToString } from "../../core/hexgrid.ts";
import { lastYearFrom } from "../../core/period.ts";
import type { Market } from "../../data/market/market.ts";
import { NO_BEHAVIOUR } from "../../twin/layout.ts";
import type { Twin } from "../../twin/source.ts";

/** A market and its twin, with the maps between their orders that compiling needs. */
export interface Facts {
  readonly market: Market;
  readonly twin: Twin;
  /** Market index of each account in kernel order; -1 for one that opens later and for the candidate slot of a dark one. */
  readonly marketAccount: Int32Array;
  /** Where each account in kernel order is, known or dark. */
  readonly placed: Placed;
  /** Customer segment of each market account at the end of history, as an index into the twin's; -1 for none. */
  readonly segment: Int32Array;
  /** Amount of each market account over the last year of history: own, and by brand for the market. */
  readonly ownAmount: Float64Array;
  readonly brandAmount: Float64Array;
  /** Periods ahead. */
  readonly horizon: number;
}

/** Territory, area and type as indices of the market (-1 for none), and the H3 cell ("" for none), by account in kernel order. */
export interface Placed {
  readonly territory: Int32Array;
  readonly area: Int32Array;
  readonly type: Int32Array;
  readonly cell: readonly string[];
}

/** Which territory everybody is in over a course: by today's plan, or by that of a scenario. */
export interface Membership {
  /** Ids: those of the twin, then those that only the plan has. */
  readonly territories: readonly string[];
  /** Index of the territory of each account in kernel order, known or dark; -1: in none. */
  readonly territory: Int32Array;
}

/** Looks up what levers refer to. `horizon` in periods. */
export function factsOf(market: Market, twin: Twin, horizon: number): Facts {
  const marketAccount = i32(twin.columns, "account");
  const ownAmount = new Float64Array(market.accounts.count);
  const brandAmount = new Float64Array(market.brands.length);
  const from = lastYearFrom(market);
  const { count, account, period, brand, amount } = market.sales;
  for (let row = 0; row < count; row++) {
    if (period[row]! < from) continue;
    brandAmount[brand[row]!]! += amount[row]!;
    if (brand[row] === 0) ownAmount[account[row]!]! += amount[row]!;
  }
  const segment = segmentsOf(twin, marketAccount, market.accounts.count);
  const placed = placedAccounts(market, twin);
  return { market, twin, marketAccount, placed, segment, ownAmount, brandAmount, horizon };
}

/** Reads the places of known accounts, and of the likes of them, from the market, those of slots from the twin. */
export function placedAccounts({ accounts, cells }: Market, { columns, header }: Twin): Placed {
  const account = i32(columns, "like");
  if (!columns.layout.some(column => column.name === "dark"))
    return {
      territory: account.map(i => accounts.territory[i]!),
      area: account.map(i => accounts.area[i]!),
      type: account.map(i => accounts.type[i]!),
      cell: Array.from(account, i => cellText(cells.h3[accounts.cell[i]!])),
    };
  const unit = i32(columns, "unit");
  const darkType = i32(columns, "darkType");
  return {
    territory: unit.map(u => header.units[u]!.territory),
    area: unit.map(u => header.units[u]!.area),
    type: account.map((i, k) => (i < 0 ? darkType[k]! : accounts.type[i]!)),
    cell: kernelCells(columns),
  };
}

function kernelCells(columns: Twin["columns"]): string[] {
  const words = i32(columns, "cellWords");
  const h3 = new BigUint64Array(words.buffer, words.byteOffset, words.length / 2);
  const start = i32(columns, "cellStart");
  return Array.from({ length: start.length - 1 }, (_, c) =>
    new Array<string>(start[c + 1]! - start[c]!).fill(cellText(h3[c])),
  ).flat();
}

function cellText(h3: bigint | undefined): string {
  return h3 === undefined ? "" : cellToString(h3);
}

function segmentsOf({ columns, header }: Twin, marketAccount: Int32Array, accounts: number): Int32Array {
  const segment = new Int32Array(accounts).fill(-1);
  if ((header.segments ?? []).length === 0) return segment;
  const code = u8(columns, "behaviour");
  marketAccount.forEach((account, k) => {
    if (account >= 0 && code[k] !== NO_BEHAVIOUR) segment[account] = code[k]!;
  });
  return segment;
}
