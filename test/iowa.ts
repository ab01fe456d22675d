import { chmod, cp } from "node:fs/promises";
import { join } from "node:path";
import { inject } from "vitest";
import { readConfig } from "../data/config/config.ts";
import { ingest } from "../data/ingest/ingest.ts";
import { precedence } from "../territory/plan/precedence.ts";
import { root } from "./imports.ts";
import { once } from "./once.ts";

/** The real market beside the checkout; not everybody has it. */
export const IOWA = join(root, "..", "shared", "markets", "iowa");

/** The whole of Iowa as `ingest` leaves it, not built; shared as `builtMarket`'s are. */
export async function ingestedIowa(): Promise<{ readonly dir: string; readonly database: string }> {
  const dir = join(inject("marketsRoot"), "iowa-whole");
  const database = `${dir}.duckdb`;
  await once(dir, async () => {
    await copyIowa(dir);
    await ingest(dir, await readConfig(dir), { precedence, tell: note => note.key, to: database });
  });
  return { dir, database };
}

/** A copy that may be written to: an ingest leaves rejects in its folder. */
export async function copyIowa(dir: string): Promise<void> {
  await cp(IOWA, dir, { recursive: true });
  await chmod(dir, 0o755);
}
