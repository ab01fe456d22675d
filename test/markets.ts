import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, cp, mkdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { inject } from "vitest";
import { packageRoot } from "../app/packageRoot.ts";
import { readConfig } from "../data/config.ts";
import { literal, openDatabase } from "../data/duckdb.ts";
import { ANKARA } from "../data/examples/ankara.ts";
import { ingest } from "../data/ingest/ingest.ts";
import type { SyntheticSpec } from "../data/synthetic/spec.ts";
import { writeMarket } from "../data/synthetic/writeMarket.ts";
import { makeMarketFolder } from "../data/wholeFolder.ts";

/** The real market beside the checkout; not everybody has it. */
export const IOWA = join(packageRoot(), "..", "shared", "markets", "iowa");

/** The program as it was built: many times as quick as the sources are inside a test. */
const CLI = join(packageRoot(), "dist", "app", "cli", "main.js");

/** Made markets that test files share. */
type SharedMarket = "ankara" | "iowa";

/**
 * A part of a market, built: Ankara with a third of its accounts and three of its years on coarser cells, or one in six
 * sites of Iowa, which is enough for a page. Made by the first test file that asks for it and shared by the others of this run; tests
 * must not change it. `npm test` builds the program first; after a change run `npm run build` before a single file.
 */
export async function builtMarket(name: SharedMarket): Promise<string> {
  const dir = join(inject("marketsRoot"), name);
  await once(dir, async () => {
    await (name === "ankara" ? writeSmallAnkara(dir) : writePartOfIowa(dir));
    await promisify(execFile)(process.execPath, [CLI, "build", dir]);
  });
  return dir;
}

/** The whole of Iowa as `ingest` leaves it, not built; shared as `builtMarket`'s are. */
export async function ingestedIowa(): Promise<{ readonly dir: string; readonly database: string }> {
  const dir = join(inject("marketsRoot"), "iowa-whole");
  const database = `${dir}.duckdb`;
  await once(dir, async () => {
    await copyIowa(dir);
    await ingest(dir, await readConfig(dir), { to: database });
  });
  return { dir, database };
}

/** Lets one test file do the work, and the others wait for it. */
async function once(at: string, work: () => Promise<void>): Promise<void> {
  const ready = `${at}.ready`;
  const first = await mkdir(`${at}.claimed`).then(
    () => true,
    () => false,
  );
  if (first) await work().then(() => mkdir(ready));
  while (!existsSync(ready)) await setTimeout(50);
}

async function writeSmallAnkara(dir: string): Promise<void> {
  const history = { from: "2023-01-02", weeks: 156 };
  const small: SyntheticSpec = { ...ANKARA, accounts: 2000, resolution: 7, history };
  await makeMarketFolder(dir, draft => writeMarket(draft, small, { seed: 1 }));
}

async function writePartOfIowa(dir: string): Promise<void> {
  await copyIowa(dir);
  const db = await openDatabase(":memory:");
  const file = (folder: string, name: string) => literal(join(folder, name));
  const accounts = `read_csv(${file(IOWA, "accounts.csv.gz")}, all_varchar = true)`;
  const some = `(SELECT account_id FROM ${accounts} WHERE hash(coalesce(site_id, account_id)) % 6 = 0)`;
  const copy = (rows: string, name: string) =>
    db.run(
      `COPY (SELECT * FROM ${rows} WHERE account_id::VARCHAR IN ${some}) TO ${file(dir, `part-${name}`)}`,
    );
  await copy(accounts, "accounts.csv.gz");
  await copy(file(IOWA, "sales.parquet"), "sales.parquet");
  await copy(file(IOWA, "order_days.parquet"), "order_days.parquet");
  db.close();
  for (const name of ["accounts.csv.gz", "sales.parquet", "order_days.parquet"])
    await rename(join(dir, `part-${name}`), join(dir, name));
}

/** A copy that may be written to: an ingest leaves rejects in its folder. */
async function copyIowa(dir: string): Promise<void> {
  await cp(IOWA, dir, { recursive: true });
  await chmod(dir, 0o755);
}
