import { accountCells, activityTable } from "../../../data/resultTables.ts";
import {
  type ColumnTable,
  type TableColumn,
  tableColumn,
  valueAt,
} from "../../../data/tables/columnTable.ts";
import { audibleWeek } from "../../../models/heat/heat.ts";
import type { HeatMetric } from "../../api/heat.ts";
import { CELL_COLUMNS } from "../../api/schema.ts";
import { loadHeat } from "../../results/heat.ts";
import { cellTable } from "../../results/placeTables.ts";
import { readTable } from "../../results/table.ts";
import { walletTable } from "../../results/wallet.ts";
import type { BuiltMarket } from "../../state/builtMarket.ts";
import { withDatabase } from "../../state/database.ts";

/** Columns of cells that are sent with half the bytes: nobody reads more than three digits of an estimate. */
export const ROUGH_CELL_COLUMNS = Object.keys(CELL_COLUMNS).filter(name =>
  /^(dark|unaware|untapped|method|wallet)|_p\d\d$/.test(name),
);

/** The placed cells as the page wants them: see CELL_COLUMNS. What this build has not learned is null. */
export async function cellsForPage(built: BuiltMarket): Promise<ColumnTable> {
  const table = await readTable(cellTable, built);
  const placed = placedRows(table);
  const wallets = await walletsByCell(built);
  const territoryIndex = new Map(built.record.info.territories.map(({ id }, index) => [id, index]));
  const territories = tableColumn(table, "territory_id");
  const columns = Object.entries(CELL_COLUMNS).map(([name, type]): TableColumn => {
    if (name === "wallet") return { name, type, values: pickById(wallets, table, placed) };
    if (name !== "territory") return { name, type, values: pick(table, name, placed) };
    const indices = placed.map(row => territoryIndex.get(String(valueAt(territories, row))) ?? -1);
    return { name, type, values: Int32Array.from(indices) };
  });
  return { name: "cells", rows: placed.length, columns };
}

/**
 * The activity by row of the cells table and hour of the week: see ACTIVITY_COLUMNS. Where a market has both times
 * and mere dates, only what has a time is in it: a date says nothing about the hour.
 */
export async function activityForPage(built: BuiltMarket): Promise<ColumnTable> {
  const cells = await readTable(cellTable, built);
  const ids = tableColumn(cells, "cell");
  const rowOf = new Map(placedRows(cells).map((row, index) => [valueAt(ids, row), index]));
  const activity = await withDatabase(built, activityTable);
  const [cell, hour, weight, resolution] = ["cell", "hour_of_week", "weight", "resolution"].map(name =>
    tableColumn(activity, name),
  );
  const rows = Array.from({ length: activity.rows }, (_, row) => ({
    cell: rowOf.get(valueAt(cell!, row)) ?? -1,
    hour: Number(valueAt(hour!, row)),
    weight: Number(valueAt(weight!, row)),
    finest: valueAt(resolution!, row) === built.record.info.activity,
  })).filter(row => row.cell >= 0 && row.finest);
  rows.sort((a, b) => a.cell - b.cell || a.hour - b.hour);
  return activityColumns("activity", rows);
}

function activityColumns(
  name: string,
  rows: readonly { readonly cell: number; readonly hour: number; readonly weight: number }[],
): ColumnTable {
  return {
    name,
    rows: rows.length,
    columns: [
      { name: "cell", type: "int32", values: Int32Array.from(rows, row => row.cell) },
      { name: "hour_of_week", type: "int32", values: Int32Array.from(rows, row => row.hour) },
      { name: "weight", type: "float64", values: Float64Array.from(rows, row => row.weight) },
    ],
  };
}

/** The smoothed heat of a metric by row of the cells table and hour of the week: see ACTIVITY_COLUMNS. */
export async function heatForPage(built: BuiltMarket, metric: HeatMetric): Promise<ColumnTable> {
  const heat = await loadHeat(built);
  const cells = await readTable(cellTable, built);
  const ids = tableColumn(cells, "cell");
  const unitOf = new Map(heat.cells.map((cell, unit) => [cell, unit]));
  const weights = heat.metrics[metric]?.cells ?? new Float64Array(0);
  const rows = placedRows(cells).flatMap((row, cell) => {
    const unit = unitOf.get(String(valueAt(ids, row)));
    if (unit === undefined || weights.length === 0) return [];
    return Array.from(audibleWeek(weights, unit), (weight, hour) => ({ cell, hour, weight })).filter(
      ({ weight }) => weight > 0,
    );
  });
  return activityColumns("heat", rows);
}

function placedRows(cells: ColumnTable): number[] {
  const ids = tableColumn(cells, "cell");
  return Array.from({ length: cells.rows }, (_, row) => row).filter(row => valueAt(ids, row) !== null);
}

function pick(table: ColumnTable, name: string, rows: readonly number[]): (string | number | null)[] {
  const column = table.columns.find(column => column.name === name);
  return rows.map(row => (column ? valueAt(column, row) : null));
}

function pickById(values: ReadonlyMap<string, number>, table: ColumnTable, rows: readonly number[]) {
  const ids = tableColumn(table, "cell");
  return rows.map(row => values.get(String(valueAt(ids, row))) ?? null);
}

/** Own sales and expected headroom of known accounts by cell: means add up, as the quantiles that wallets are do not. */
async function walletsByCell(built: BuiltMarket): Promise<Map<string, number>> {
  const wallets = await walletTable(built);
  const [wallet, headroom, expected] = ["wallet", "headroom", "headroom_expected"].map(name =>
    tableColumn(wallets, name),
  );
  const amount = (column: TableColumn, row: number) => valueAt(column, row) as number | null;
  const sums = new Map<string, number>();
  for (const [row, cell] of (await withDatabase(built, accountCells)).entries()) {
    const mean = amount(expected!, row);
    if (cell === null || mean === null) continue;
    const own = amount(wallet!, row)! - amount(headroom!, row)!;
    sums.set(cell, (sums.get(cell) ?? 0) + own + mean);
  }
  return sums;
}
