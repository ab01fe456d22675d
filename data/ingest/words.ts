import { open, writeFile } from "node:fs/promises";
import type { Database } from "../tables/duckdb.ts";

/**
 * Words of sales that are numbered, so that everything after works on integers: `scratch.brands`(brand, b) and
 * `scratch.categories`(category, c).
 */
const NUMBERED = {
  brand: { table: "brands", number: "b" },
  category: { table: "categories", number: "c" },
} as const;

export type NumberedColumn = keyof typeof NUMBERED;

export const NUMBERED_COLUMNS = Object.keys(NUMBERED) as readonly NumberedColumn[];

export async function createWords(db: Database): Promise<void> {
  await db.run(
    `CREATE TABLE scratch.brands (brand VARCHAR, b INTEGER); CREATE TABLE scratch.categories (category VARCHAR, c INTEGER)`,
  );
}

/**
 * Numbers the words that are new, in alphabetical order after those that are there.
 * @param words SQL that yields them in a column `word`
 */
export async function learnWords(db: Database, ours: NumberedColumn, words: string): Promise<void> {
  const { table } = NUMBERED[ours];
  await db.run(
    `INSERT INTO scratch.${table}
     SELECT word, (SELECT count(*) FROM scratch.${table}) + row_number() OVER (ORDER BY word) - 1
     FROM (SELECT DISTINCT word FROM (${words}) WHERE word IS NOT NULL)
     WHERE word NOT IN (SELECT ${ours} FROM scratch.${table}) ORDER BY word`,
  );
}

/** Drops words that no row of `rows` has. */
export async function forgetWords(db: Database, rows: string): Promise<void> {
  for (const { table, number } of Object.values(NUMBERED)) {
    await db.run(
      `DELETE FROM scratch.${table} WHERE ${number} NOT IN (SELECT ${number} FROM ${rows} WHERE ${number} IS NOT NULL GROUP BY ${number})`,
    );
  }
}

const WINDOWS = 32;
const WINDOW_BYTES = 1 << 16;

/**
 * Writes lines from all over a text file into another: whole lines from 32 windows, to see what words it holds. Where
 * fields span lines, some of them begin in the middle.
 */
export async function sampleLines(path: string, size: number, to: string): Promise<void> {
  const file = await open(path);
  const parts: Buffer[] = [];
  try {
    const bytes = Buffer.alloc(WINDOW_BYTES);
    for (let window = 0; window < WINDOWS; window++) {
      const at = Math.floor((Math.max(0, size - WINDOW_BYTES) * window) / (WINDOWS - 1));
      const { bytesRead } = await file.read(bytes, 0, WINDOW_BYTES, at);
      const read = bytes.subarray(0, bytesRead);
      parts.push(Buffer.from(read.subarray(read.indexOf(10) + 1, read.lastIndexOf(10) + 1)));
    }
  } finally {
    await file.close();
  }
  await writeFile(to, Buffer.concat(parts));
}
