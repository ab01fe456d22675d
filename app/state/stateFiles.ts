import { readSound, type SealedFolder } from "../../data/files/sealedFolder.ts";
import { DATABASE_FILE } from "../../data/store/state.ts";
import { type Database, openDatabase } from "../../data/tables/duckdb.ts";

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
