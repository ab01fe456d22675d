import { readSound, type SealedFolder } from "../../data/files/sealedFolder.ts";
import { loadMarket } from "../../data/loadMarket.ts";
import type { Market } from "../../data/market/market.ts";
import { DATABASE_FILE } from "../../data/store/state.ts";
import { type Database, openDatabase } from "../../data/tables/duckdb.ts";
import { openBuilt } from "./builtMarket.ts";

/** Lets `work` use the database of a state. */
export function withDatabase<T>(state: SealedFolder, work: (database: Database) => Promise<T>): Promise<T> {
  return readSound(state, DATABASE_FILE, async path => {
    const database = await openDatabase(path, { readOnly: true });
    return work(database).finally(() => database.close());
  });
}

/** The market of a state. */
export function marketOf(state: SealedFolder): Promise<Market> {
  return readSound(state, DATABASE_FILE, loadMarket);
}

/**
 * The market of a folder as it was last built.
 * @throws InputError `not_built` when this version has not built it; EnvironmentError `state_damaged`
 */
export async function openMarket(dir: string): Promise<Market> {
  return marketOf(await openBuilt(dir));
}
