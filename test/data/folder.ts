import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inEnglish } from "../../app/words/tell.ts";
import type { Note } from "../../core/note.ts";
import { readConfig } from "../../data/config/config.ts";
import { type IngestReport, ingest } from "../../data/ingest/ingest.ts";
import { loadMarket } from "../../data/loadMarket.ts";
import type { Market } from "../../data/market/market.ts";
import { precedence } from "../../territory/plan/precedence.ts";

/** Sunday 2021-01-10, as days since 1970-01-01: a fixed "today" for tests. */
export const TODAY = Date.UTC(2021, 0, 10) / 86_400_000;

const folders: string[] = [];

/** A new folder under the system's temporary folder; `removeFolders` removes all of them. */
export async function newFolder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "penumbra-test-"));
  folders.push(dir);
  return dir;
}

export async function removeFolders(): Promise<void> {
  for (const dir of folders.splice(0)) await rm(dir, { recursive: true, force: true });
}

export const HEAD = `name: Deneme
own_brand: Biz
currency: TRY
timezone: Europe/Istanbul
language: tr
resolution: 7
`;

export const SOURCES = `sources:
  accounts: {file: accounts.csv}
  sales: {file: sales.csv}
`;

export const ACCOUNTS = `account_id,name,lat,lon,territory_id
A1,Çankaya Şarküteri,39.9,32.85,T1
A2,Iğdır Büfe,39.95,32.7,T1
A3,Yersiz,,,T2
`;

/** Daily sales over two whole weeks, 2020-12-21 to 2021-01-03. */
export function dailySales(): string {
  const rows = ["date,account_id,brand,amount"];
  for (let day = 0; day < 14; day++) {
    const date = new Date(Date.UTC(2020, 11, 21 + day)).toISOString().slice(0, 10);
    rows.push(`${date},A1,Biz,10.50`, `${date},A2,Rakip,20.25`);
  }
  return `${rows.join("\n")}\n`;
}

/** Writes a market folder: a small valid one, with files replaced or added. */
export async function marketFolder(
  files: Readonly<Record<string, string | Uint8Array>> = {},
): Promise<string> {
  const dir = await newFolder();
  const all = {
    "market.yaml": HEAD + SOURCES,
    "accounts.csv": ACCOUNTS,
    "sales.csv": dailySales(),
    ...files,
  };
  for (const [name, content] of Object.entries(all)) await writeFile(join(dir, name), content);
  return dir;
}

/** Ingests a folder and loads what came out. */
export async function ingested(
  dir: string,
): Promise<{ report: SpokenReport; market: Market; database: string }> {
  const database = join(await newFolder(), "market.duckdb");
  const report = await ingest(dir, await readConfig(dir), {
    precedence,
    tell: inEnglish,
    to: database,
    today: TODAY,
  });
  return { report: spoken(report), market: await loadMarket(database), database };
}

/** A report with its notes in English. */
export type SpokenReport = ReturnType<typeof spoken>;

export function spoken({ notes, guesses, ...report }: IngestReport) {
  const text = (value: string | Note) => (typeof value === "string" ? value : inEnglish(value));
  return {
    ...report,
    notes: notes.map(inEnglish),
    guesses: guesses.map(guess => ({
      ...guess,
      value: text(guess.value),
      evidence: inEnglish(guess.evidence),
    })),
  };
}

/** The message of the error that a promise ends with. */
export async function messageOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("expected an error");
}
