import { readFile } from "node:fs/promises";
import type { Feature, FeatureCollection, Geometry } from "geojson";
import { readSound, type SealedFolder } from "../../data/files/sealedFolder.ts";
import { accountTable, activityTable } from "../../data/resultTables.ts";
import { type ColumnTable, type TableColumn, tableColumn, valueAt } from "../../data/tables/columnTable.ts";
import type { Database } from "../../data/tables/duckdb.ts";
import { accountFigures } from "../../models/known/accountFigures.ts";
import { LIFECYCLE } from "../../sim/spec/model.ts";
import type { Twin } from "../../twin/source.ts";
import type { HeatPlace } from "../api/heat.ts";
import { readParquet } from "../export/parquet.ts";
import { type BuiltMarket, loadTwin } from "../state/builtMarket.ts";
import { readStateFile, STATE_FILES, withDatabase } from "../state/stateFiles.ts";
import { withContractColumns } from "./contractColumns.ts";
import { loadHeat, loadNextContacts } from "./heat.ts";
import { contactText, heatTable } from "./heatTable.ts";
import { loadSegments } from "./segments/file.ts";
import { segmentColumn, segmentTable, transitionTable } from "./segments/tables.ts";

/** Tables that `export` writes. */
export const RESULT_TABLES = [
  "cells",
  "areas",
  "territories",
  "accounts",
  "forecast",
  "segments",
  "transitions",
  "heat",
] as const;
export type ResultTable = (typeof RESULT_TABLES)[number];

/** Tables that `build` has made ready. */
const FROM_FILE = {
  cells: STATE_FILES.cells,
  areas: STATE_FILES.areaTable,
  territories: STATE_FILES.territoryTable,
  forecast: STATE_FILES.forecast,
} as const;

const FROM_DATABASE = {
  accounts: accountTable,
  activity: activityTable,
} as const satisfies Record<string, (database: Database) => Promise<ColumnTable>>;

/**
 * A table of the market's results, or its activity by cell and hour of the week.
 * @param where keeps the rows whose text columns have these values (forecast only).
 * @param by place of the heat
 */
export async function resultTable(
  built: BuiltMarket,
  name: ResultTable | "activity",
  where: Readonly<Record<string, string>> = {},
  by: HeatPlace = "cell",
): Promise<ColumnTable> {
  return withContractColumns(await tableAsBuilt(built, name, where, by));
}

async function tableAsBuilt(
  built: BuiltMarket,
  name: ResultTable | "activity",
  where: Readonly<Record<string, string>>,
  by: HeatPlace,
): Promise<ColumnTable> {
  if (name === "heat") return heatTable(await loadHeat(built), by);
  if (name === "cells" || name === "areas" || name === "territories" || name === "forecast")
    return readSound(built, FROM_FILE[name], path => readParquet(path, name, where));
  if (name === "segments") return segmentTable(await loadSegments(built));
  if (name === "transitions") return transitionTable(await loadSegments(built));
  const table = await withDatabase(built, FROM_DATABASE[name]);
  if (name !== "accounts") return table;
  const figures = withFigures(table, await loadTwin(built), segmentColumn(await loadSegments(built)));
  return withContacts(withWallets(figures, await walletTable(built)), built);
}

/** Words of the simulator's stages of an account, in the order of their codes. */
const LIFECYCLE_WORDS = Object.entries(LIFECYCLE)
  .sort(([, a], [, b]) => a - b)
  .map(([name]) => (name === "wonBack" ? "won back" : name));

/** Adds what was learned of each account. */
function withFigures(table: ColumnTable, twin: Twin, segment: TableColumn): ColumnTable {
  const { alive, expectedAmount, lifecycle } = accountFigures(twin);
  const [cell, closed, successor] = ["cell", "closed", "successor"].map(name => tableColumn(table, name));
  const rows = Array.from({ length: table.rows }, (_, row) => row);
  const stage = (row: number) => {
    if (valueAt(closed!, row) !== null) return "closed";
    return valueAt(successor!, row) === null ? LIFECYCLE_WORDS[lifecycle[row]!]! : null;
  };
  const columns: TableColumn[] = [
    ...table.columns,
    {
      name: "place_precision",
      type: "utf8",
      values: rows.map(row => (valueAt(cell!, row) === null ? null : "point")),
    },
    { name: "lifecycle", type: "utf8", values: rows.map(stage) },
    segment,
    { name: "p_alive", type: "float64", values: alive },
    { name: "expected_amount_52w", type: "float64", values: expectedAmount },
  ];
  return { ...table, columns };
}

async function withContacts(table: ColumnTable, built: BuiltMarket): Promise<ColumnTable> {
  const values = (await loadNextContacts(built)).map(contactText);
  return { ...table, columns: [...table.columns, { name: "next_best_contact", type: "utf8", values }] };
}

/** Columns of the wallet that `export accounts` shows; the others are for the account page. */
const WALLET_COLUMNS = [
  "wallet",
  "wallet_p05",
  "wallet_p95",
  "share_of_wallet",
  "headroom",
  "headroom_p05",
  "headroom_p95",
  "headroom_expected",
];

/** Adds the wallets; both tables are in the market's account order. */
function withWallets(table: ColumnTable, wallets: ColumnTable): ColumnTable {
  const columns = WALLET_COLUMNS.map(name => tableColumn(wallets, name));
  return { ...table, columns: [...table.columns, ...columns] };
}

/** Wallets by account in the market's order; see `app/stages/wallet.ts`. Major currency units. */
export function walletTable(state: SealedFolder): Promise<ColumnTable> {
  return readStateFile(state, "wallet", path => readParquet(path, "wallet"));
}

/**
 * Wallets by account and category: `account_id`, `category`, `own_amount`, `wallet`, `headroom`, `headroom_expected`; no
 * rows where sales carry no category. Wallets and headrooms of an account's categories may add up to more than its own,
 * since each is at least what it bought; expected headrooms add up.
 */
export function walletCategoryTable(state: SealedFolder, accountId?: string): Promise<ColumnTable> {
  const where: Record<string, string> = accountId === undefined ? {} : { account_id: accountId };
  return readStateFile(state, "walletCategories", path => readParquet(path, "wallet_categories", where));
}

/** The outlines of areas or territories, with their figures. */
export async function outlineFeatures(
  built: BuiltMarket,
  file: "areas.geojson" | "territories.geojson",
): Promise<Feature<Geometry | null>[]> {
  const text = await readSound(built, file, path => readFile(path, "utf8"));
  return (JSON.parse(text) as FeatureCollection<Geometry | null>).features;
}
