import { readSound, type SealedFolder } from "../../data/files/sealedFolder.ts";
import { DATABASE_FILE } from "../../data/store/state.ts";
import { type Database, openDatabase } from "../../data/tables/duckdb.ts";

/** Lets `work` use the database of a state. */
export function withDatabase<T>(state: SealedFolder, work: (database: Database) => Promise<T>): Promise<T> {
  return readSound(state, DATABASE_FILE, async path => {
    const database = await openDatabase(path, { readOnly: true });
    return work(database).finally(() => database.close());
  });
}
