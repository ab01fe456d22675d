import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Feature, FeatureCollection, Geometry } from "geojson";
import { InputError } from "../core/errors.ts";
import { loadColumns } from "../data/columnsFile.ts";
import { type ColumnTable, type TableColumn, tableColumn } from "../data/columnTable.ts";
import { type Database, openDatabase } from "../data/duckdb.ts";
import { accountTable, activityTable } from "../data/resultTables.ts";
import { currentState, readManifest } from "../data/state.ts";
import { accountFigures } from "../models/accountFigures.ts";
import type { Twin, TwinHeader } from "../models/twin.ts";
import type { HeatPlace } from "./api/heat.ts";
import { loadHeat, loadNextContacts } from "./building/heat.ts";
import type { BuildRecord } from "./building/manifest.ts";
import { readParquet } from "./export/parquet.ts";
import { contactText, heatTable } from "./heatTable.ts";
import { loadSegments } from "./segments/file.ts";
import { segmentColumn, segmentTable, transitionTable } from "./segments/tables.ts";

/** A published state of a market folder. */
export interface BuiltMarket {
  readonly dir: string;
  /** The state's folder. It changes with every build that changed something. */
  readonly path: string;
  readonly record: BuildRecord;
}

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

/** Files of a state that this module reads and `build` writes. */
export const STATE_FILES = {
  database: "market.duckdb",
  twin: "twin.bin",
  segments: "segments.bin",
  slots: "slots.bin",
  forecast: "forecast.parquet",
  wallet: "wallet.parquet",
  walletCategories: "wallet_categories.parquet",
  cells: "cells.parquet",
  areaTable: "areas.parquet",
  territoryTable: "territories.parquet",
  areas: "areas.geojson",
  territories: "territories.geojson",
} as const;

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
 * The state that was published last. `known` is given back when it is still that one.
 * @throws InputError when the folder has not been built.
 */
export async function openBuilt(dir: string, known: BuiltMarket | null = null): Promise<BuiltMarket> {
  const path = await currentState(dir);
  if (known && path === known.path) return known;
  const record = path ? await readRecord(path) : null;
  if (path && record) return { dir, path, record };
  throw new InputError("not_built", `${dir} has not been built; run: penumbra build ${dir}`, { dir });
}

/** The record of a state, or null when it was not finished by this version. */
export async function readRecord(path: string): Promise<BuildRecord | null> {
  const record = (await readManifest(path))?.fit as unknown as BuildRecord | undefined;
  return record?.version === 3 ? record : null;
}

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
  const { path } = built;
  if (name === "heat") return heatTable(await loadHeat(path), by);
  if (name === "cells" || name === "areas" || name === "territories" || name === "forecast")
    return readParquet(join(path, FROM_FILE[name]), name, where);
  if (name === "segments") return segmentTable(await loadSegments(built));
  if (name === "transitions") return transitionTable(await loadSegments(built));
  const database = await openDatabase(join(path, STATE_FILES.database), { readOnly: true });
  try {
    const table = await FROM_DATABASE[name](database);
    if (name !== "accounts") return table;
    const figures = withFigures(table, await loadTwin(built), segmentColumn(await loadSegments(built)));
    return withContacts(withWallets(figures, await walletTable(built)), built);
  } finally {
    database.close();
  }
}

/** Adds what was learned of each account. */
function withFigures(table: ColumnTable, twin: Twin, segment: TableColumn): ColumnTable {
  const { alive, expectedAmount } = accountFigures(twin);
  const columns: TableColumn[] = [
    ...table.columns,
    segment,
    { name: "p_alive", type: "float64", values: alive },
    { name: "expected_amount_52w", type: "float64", values: expectedAmount },
  ];
  return { ...table, columns };
}

async function withContacts(table: ColumnTable, { path }: BuiltMarket): Promise<ColumnTable> {
  const values = (await loadNextContacts(path)).map(contactText);
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
];

/** Adds the wallets; both tables are in the market's account order. */
function withWallets(table: ColumnTable, wallets: ColumnTable): ColumnTable {
  const columns = WALLET_COLUMNS.map(name => tableColumn(wallets, name));
  return { ...table, columns: [...table.columns, ...columns] };
}

/** Wallets by account in the market's order; see `app/building/walletStage.ts`. Major currency units. */
export function walletTable({ path }: Pick<BuiltMarket, "path">): Promise<ColumnTable> {
  return readParquet(join(path, STATE_FILES.wallet), "wallet");
}

/**
 * Wallets by account and category: `account_id`, `category`, `own_amount`, `wallet`, `headroom`; no rows where sales
 * carry no category. Parts of an account may add up to more than its wallet: each is at least what it buys of us.
 */
export function walletCategoryTable(
  { path }: Pick<BuiltMarket, "path">,
  accountId?: string,
): Promise<ColumnTable> {
  const where: Record<string, string> = accountId === undefined ? {} : { account_id: accountId };
  return readParquet(join(path, STATE_FILES.walletCategories), "wallet_categories", where);
}

/** The outlines of areas or territories, with their figures. */
export async function outlineFeatures(
  { path }: BuiltMarket,
  file: "areas.geojson" | "territories.geojson",
): Promise<Feature<Geometry | null>[]> {
  const text = await readFile(join(path, file), "utf8");
  return (JSON.parse(text) as FeatureCollection<Geometry | null>).features;
}

/** The fitted twin. @throws InputError when its file is damaged or of another version. */
export async function loadTwin({ path }: Pick<BuiltMarket, "path">): Promise<Twin> {
  const file = join(path, STATE_FILES.twin);
  const { header, columns, hash } = await loadColumns(file);
  const twin = { header: header as TwinHeader, columns, hash };
  if (twin.header.version === 3) return twin;
  throw new InputError("not_built", `${file} was fitted by another version; run \`penumbra build\` again`);
}
