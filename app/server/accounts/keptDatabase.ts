import { readSound } from "../../../data/files/sealedFolder.ts";
import { DATABASE_FILE } from "../../../data/store/state.ts";
import { type Database, openDatabase } from "../../../data/tables/duckdb.ts";
import type { BuiltMarket } from "../../state/builtMarket.ts";

/** Milliseconds without a question after which a database is closed; that of an older state goes so too. */
const IDLE = 5000;

/** Lets questions use the database of a state, one after the other. */
export type UseDatabase = <T>(work: (database: Database) => Promise<T>) => Promise<T>;

/**
 * Keeps the database of a state open between questions: to open it, and to see that its bytes are those that were
 * written, costs many times as much as to answer one. Blocks that are read later carry checksums of their own.
 */
export function keptDatabase(built: BuiltMarket): UseDatabase {
  let opened: Promise<Database> | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let idle: NodeJS.Timeout | undefined;

  function open(): Promise<Database> {
    const opening = readSound(built, DATABASE_FILE, path => openDatabase(path, { readOnly: true }));
    opening.catch(() => {
      if (opened === opening) opened = null;
    });
    return opening;
  }

  function rest(): void {
    const database = opened;
    opened = null;
    database?.then(
      open => open.close(),
      () => undefined,
    );
  }

  return work => {
    clearTimeout(idle);
    waiting++;
    const turn = last
      .then(async () => {
        opened ??= open();
        return work(await opened);
      })
      .finally(() => {
        if (--waiting === 0) idle = setTimeout(rest, IDLE).unref();
      });
    // In turns: a connection answers one question at a time, and who waits for it holds a thread.
    last = turn.catch(() => undefined);
    return turn;
  };
}
