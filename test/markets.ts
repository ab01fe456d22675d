import { execFile } from "node:child_process";
import { rename } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { inject } from "vitest";
import { ANKARA } from "../data/examples/ankara.ts";
import { makeMarketFolder } from "../data/files/wholeFolder.ts";
import type { SyntheticSpec } from "../data/synthetic/spec.ts";
import { writeMarket } from "../data/synthetic/writeMarket.ts";
import { literal, openDatabase } from "../data/tables/duckdb.ts";
import { copyIowa, IOWA } from "./iowa.ts";
import { once } from "./once.ts";
import { builtFrom } from "./program.ts";

/** The program as it was built: many times as quick as the sources are inside a test. */
const CLI = builtFrom(new URL("../app/cli/main.ts", import.meta.url));

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
