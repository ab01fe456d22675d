import { cellToString } from "../../../core/hexgrid.ts";
import type { Market } from "../../../data/market/market.ts";
import {
  type ColumnTable,
  type TableColumn,
  tableColumn,
  valueAt,
} from "../../../data/tables/columnTable.ts";
import { type DarkPosterior, sumDraws } from "../../../models/dark/draw/posterior.ts";
import { type GroupSummary, summariseGroups } from "./summaries.ts";

/**
 * The tables `cells`, `areas` and `territories` with the dark side (CONTRACT section 3): the known figures by id, joined
 * with joint draws. Every cell of the grid where somebody is known, or may be, has a row.
 */
export interface KnownTables {
  readonly cells: ColumnTable;
  readonly areas: ColumnTable;
  readonly territories: ColumnTable;
}

export function withDark(known: KnownTables, market: Market, posterior: DarkPosterior): KnownTables {
  const { cells, patches } = posterior;
  const cellIds = Array.from(cells.h3, cellToString);
  const spread = { name: "method_spread", values: posterior.methodSpread };
  const areaIds = market.areas.map(a => a.id);
  const territoryIds = market.territories.map(t => t.id);
  return {
    cells: join(known.cells, "cell", cellIds, patches.cell, market, posterior, {
      extra: [spread],
      fill: row => ({
        lat: cells.lat[row]!,
        lon: cells.lon[row]!,
        area_id: areaIds[cells.area[row]!] ?? null,
        territory_id: territoryIds[cells.territory[row]!] ?? null,
      }),
    }),
    areas: join(known.areas, "area_id", areaIds, patches.area, market, posterior),
    territories: join(known.territories, "territory_id", territoryIds, patches.territory, market, posterior),
  };
}

interface JoinOptions {
  /** Columns by group. */
  readonly extra?: readonly { readonly name: string; readonly values: Float64Array }[];
  /** Columns of a row that the known table does not have. */
  readonly fill?: (group: number) => Readonly<Record<string, string | number | null>>;
}

/** Rows of the known table, then groups with dark accounts that it does not have, then the row without an id. */
function join(
  table: ColumnTable,
  idColumn: string,
  ids: readonly string[],
  groupOfPatch: Int32Array,
  market: Market,
  posterior: DarkPosterior,
  { extra = [], fill }: JoinOptions = {},
): ColumnTable {
  const groups = ids.length + 1;
  const group = groupOfPatch.map(g => (g < 0 ? ids.length : g));
  const idValues = tableColumn(table, idColumn);
  const rowOf = new Map(Array.from({ length: table.rows }, (_, row) => [valueAt(idValues, row), row]));
  const known = { own: column(table, "own_amount"), rival: column(table, "rival_amount") };
  const at = (values: (row: number) => number | null, g: number): number | null => {
    const row = rowOf.get(g < ids.length ? ids[g]! : null);
    return row === undefined ? 0 : values(row);
  };
  const own = Float64Array.from({ length: groups }, (_, g) => at(known.own, g) ?? 0);
  const rival = Float64Array.from({ length: groups }, (_, g) => at(known.rival, g) ?? Number.NaN);
  const figures = darkFigures(posterior, group, groups, own, rival, market.minorUnits);
  const order = rowOrder(ids, rowOf, figures.dark_accounts!.mean);
  const columns = table.columns
    .filter(c => !REPLACED.has(c.name))
    .map(c => ({
      name: c.name,
      type: c.type,
      values: order.map(g => {
        const row = rowOf.get(g < ids.length ? ids[g]! : null);
        if (row !== undefined) return valueAt(c, row);
        if (c.name === idColumn) return ids[g] ?? null;
        return fill?.(g)[c.name] ?? emptyValue(c.name, posterior);
      }),
    }));
  const number = (name: string, values: ArrayLike<number>): TableColumn => ({
    name,
    type: "float64",
    values: Float64Array.from(order, g => values[g] ?? Number.NaN),
  });
  const estimates = Object.entries(figures).flatMap(([name, s]) => [
    number(name, s.mean),
    number(`${name}_p05`, s.p05),
    number(`${name}_p95`, s.p95),
  ]);
  return {
    name: table.name,
    rows: order.length,
    columns: [...columns, ...estimates, ...extra.map(({ name, values }) => number(name, values))],
  };
}

/** What the known table says of the known side alone; the estimate has these for the whole market. */
const REPLACED = new Set(["market_amount", "own_share", "untapped_amount", "untapped_share"]);

function emptyValue(name: string, { rivalsFrom }: DarkPosterior): number | null {
  if (name === "known_accounts" || name === "own_amount") return 0;
  return name === "rival_amount" && rivalsFrom === "data" ? 0 : null;
}

function column(table: ColumnTable, name: string): (row: number) => number | null {
  const values = tableColumn(table, name);
  return row => valueAt(values, row) as number | null;
}

/** Groups in the order of their ids; the row without an id last, where there is anything in it. */
function rowOrder(
  ids: readonly string[],
  rowOf: ReadonlyMap<string | number | null, number>,
  dark: Float64Array,
): number[] {
  const order = ids.map((_, g) => g).filter(g => rowOf.has(ids[g]!) || dark[g]! > 0);
  return rowOf.has(null) || dark[ids.length]! > 0 ? [...order, ids.length] : order;
}

/** By group: amounts in major units, own and rival of known accounts given. */
function darkFigures(
  posterior: DarkPosterior,
  group: Int32Array,
  groups: number,
  own: Float64Array,
  rival: Float64Array,
  minorUnits: number,
): Readonly<Record<string, GroupSummary>> {
  const { draws, rivalOdds } = posterior;
  const sum = (values: Int32Array | Float64Array) => sumDraws(values, draws, group, groups);
  const [accounts, unaware, amount, ofOwn] = [
    posterior.accounts,
    posterior.unaware,
    posterior.amount,
    posterior.own,
  ].map(sum);
  const over = (value: (k: number, g: number) => number) => summariseGroups(draws, groups, value);
  const dark = (k: number, g: number) => amount![k * groups + g]! / minorUnits;
  const darkOwn = (k: number, g: number) => ofOwn![k * groups + g]! / minorUnits;
  const rivals = (k: number, g: number) => (rivalOdds ? own[g]! * rivalOdds[k]! : rival[g]!);
  const marketOf = (k: number, g: number) => own[g]! + rivals(k, g) + dark(k, g);
  const allOwn = (k: number, g: number) => own[g]! + darkOwn(k, g);
  const untapped = (k: number, g: number) => marketOf(k, g) - allOwn(k, g);
  const market = over(marketOf);
  // A share of nothing is none: a draw in which nobody buys in a cell tells nothing of it.
  const share = (part: (k: number, g: number) => number) =>
    over((k, g) => (market.mean[g]! > 0 && marketOf(k, g) > 0 ? part(k, g) / marketOf(k, g) : Number.NaN));
  return {
    dark_accounts: over((k, g) => accounts![k * groups + g]!),
    unaware_accounts: over((k, g) => unaware![k * groups + g]!),
    dark_amount: over(dark),
    dark_own_amount: over(darkOwn),
    market_amount: market,
    own_share: share(allOwn),
    untapped_amount: over(untapped),
    untapped_share: share(untapped),
  };
}
