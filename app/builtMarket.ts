import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Feature, FeatureCollection, Geometry } from "geojson";
import { EnvironmentError, InputError } from "../core/errors.ts";
import { loadColumns } from "../data/columnsFile.ts";
import { type ColumnTable, type TableColumn, tableColumn, valueAt } from "../data/columnTable.ts";
import { type Database, openDatabase } from "../data/duckdb.ts";
import type { Manifest } from "../data/manifest.ts";
import { accountTable, activityTable } from "../data/resultTables.ts";
import { readSound, type SealedFolder } from "../data/sealedFolder.ts";
import { currentState, DATABASE_FILE, notBuilt, openState } from "../data/state.ts";
import { accountFigures } from "../models/accountFigures.ts";
import type { Twin, TwinHeader } from "../models/twin.ts";
import { LIFECYCLE } from "../sim/model.ts";
import type { HeatPlace } from "./api/heat.ts";
import { loadHeat, loadNextContacts } from "./building/heat.ts";
import type { BuildRecord } from "./building/manifest.ts";
import { withContractColumns } from "./contractColumns.ts";
import { readParquet } from "./export/parquet.ts";
import { contactText, heatTable } from "./heatTable.ts";
import { loadSegments } from "./segments/file.ts";
import { segmentColumn, segmentTable, transitionTable } from "./segments/tables.ts";

/** A published state of a market folder. Its path changes with every build that changed something. */
export interface BuiltMarket extends SealedFolder {
  readonly dir: string;
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

/** Files of a state by the stage of the build that writes them. Not every market has all of them. */
export const STAGE_FILES = {
  ingest: { database: DATABASE_FILE },
  dark: {
    cells: "cells.parquet",
    areaTable: "areas.parquet",
    territoryTable: "territories.parquet",
    slots: "slots.bin",
  },
  fit: { twin: "twin.bin", segments: "segments.bin" },
  heat: { heat: "heat.bin", contacts: "next-contacts.json" },
  wallet: { wallet: "wallet.parquet", walletCategories: "wallet_categories.parquet" },
  forecast: { forecast: "forecast.parquet" },
  outlines: { areas: "areas.geojson", territories: "territories.geojson" },
} as const;

/** All of them; who reads one goes through `readSound`. */
export const STATE_FILES = {
  ...STAGE_FILES.ingest,
  ...STAGE_FILES.dark,
  ...STAGE_FILES.fit,
  ...STAGE_FILES.heat,
  ...STAGE_FILES.wallet,
  ...STAGE_FILES.forecast,
  ...STAGE_FILES.outlines,
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
 * @throws InputError when the folder has not been built; EnvironmentError when files of the state are damaged.
 */
export async function openBuilt(dir: string, known: BuiltMarket | null = null): Promise<BuiltMarket> {
  if (known && (await currentState(dir)) === known.path) return known;
  const { path, files, manifest } = await openState(dir);
  const record = recordOf(manifest);
  if (record) return { dir, path, files, record };
  throw notBuilt(dir, "was built by another version of penumbra");
}

/** The record of a state, or null when it was not finished by this version. */
export function recordOf(manifest: Manifest): BuildRecord | null {
  const record = manifest.fit as unknown as BuildRecord;
  return record.version === 4 ? record : null;
}

/** A file of a state by its name in {@link STATE_FILES}, read if it is what was written. */
export function readStateFile<T>(
  state: SealedFolder,
  name: keyof typeof STATE_FILES,
  read: (path: string) => Promise<T>,
): Promise<T> {
  return readSound(state, STATE_FILES[name], read);
}

/** Lets `work` use the database of a state. */
export function withDatabase<T>(state: SealedFolder, work: (database: Database) => Promise<T>): Promise<T> {
  return readStateFile(state, "database", async path => {
    const database = await openDatabase(path, { readOnly: true });
    return work(database).finally(() => database.close());
  });
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

/** Wallets by account in the market's order; see `app/building/walletStage.ts`. Major currency units. */
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

/**
 * The fitted twin. Its hash, which every run starts from, is made anew from the bytes and is the one of the record.
 * @throws InputError when it is of another version; EnvironmentError when its file is damaged
 */
export async function loadTwin(state: SealedFolder & Partial<Pick<BuiltMarket, "record">>): Promise<Twin> {
  const { header, columns, hash } = await readStateFile(state, "twin", loadColumns);
  const twin = { header: header as TwinHeader, columns, hash };
  const file = join(state.path, STATE_FILES.twin);
  if (twin.header.version !== 3)
    throw new InputError("not_built", `${file} was fitted by another version; run \`penumbra build\` again`);
  const expected = state.record?.summary.twin_hash ?? hash;
  if (hash === expected) return twin;
  const message = `${file} holds the twin ${hash.slice(0, 12)}…, expected ${expected.slice(0, 12)}… of the state's record; run \`penumbra build\` again`;
  throw new EnvironmentError("state_damaged", message);
}
