import { link, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { literal, openDatabase } from "../data/tables/duckdb.ts";

/** What a large market is made of. Rows with damage are one in `damagedEvery`; 0: none. */
export interface ScaleSpec {
  readonly rows: number;
  readonly accounts: number;
  readonly brands: number;
  readonly days: number;
  readonly damagedEvery: number;
}

export const SCALE: ScaleSpec = {
  rows: 10_000_000,
  accounts: 20_000,
  brands: 12,
  days: 1820,
  damagedEvery: 0,
};

export type ScaleFormat = "csv" | "parquet";

const TOWNS = 400;

/** A number in [0, 1) from a row number and the name of a draw: the same file on every machine of one DuckDB. */
function draw(row: string, name: number): string {
  return `((hash(${row} * 16 + ${name}) % 1000000) / 1e6)`;
}

/**
 * Writes the same large market twice, as CSV and as Parquet: accounts around 400 towns, and sales in the order of their
 * days, as systems export them. Large accounts and brands have more rows, so that few rows share account, week and brand.
 * @returns the market folders by format
 */
export async function writeScaleMarkets(dir: string, spec: ScaleSpec): Promise<Record<ScaleFormat, string>> {
  const folders = { csv: join(dir, "csv"), parquet: join(dir, "parquet") };
  await Promise.all(Object.values(folders).map(folder => mkdir(folder, { recursive: true })));
  const db = await openDatabase(":memory:", { temporaryFolder: join(dir, "spill") });
  try {
    const to = (file: string) => literal(join(dir, file));
    await db.run(`COPY (${accountsSql(spec)}) TO ${to("csv/accounts.csv")} (HEADER)`);
    await db.run(`COPY (${salesSql(spec)}) TO ${to("csv/sales.csv")} (HEADER)`);
    await db.run(`COPY (${salesSql({ ...spec, damagedEvery: 0 })}) TO ${to("parquet/sales.parquet")}`);
  } finally {
    db.close();
  }
  await link(join(folders.csv, "accounts.csv"), join(folders.parquet, "accounts.csv"));
  for (const format of ["csv", "parquet"] as const)
    await writeFile(join(folders[format], "market.yaml"), config(format));
  return folders;
}

function accountsSql({ accounts }: ScaleSpec): string {
  const place = (base: number, width: number, name: number) =>
    `round(${base} + ${width} * ${draw(`(hash(i) % ${TOWNS})::BIGINT`, name)} + 0.06 * (${draw("i", name + 2)} + ${draw("i", name + 4)} - 1), 6)`;
  return `SELECT ${accountId("i")} AS account_id, ${place(36.2, 5.5, 0)} AS lat, ${place(26.5, 17.5, 1)} AS lon
    FROM range(${accounts}) t(i) ORDER BY i`;
}

function accountId(index: string): string {
  return `'A' || lpad((${index})::VARCHAR, 5, '0')`;
}

function salesSql({ rows, accounts, brands, days, damagedEvery }: ScaleSpec): string {
  const skewed = (n: number, name: number) => `floor(${n} * power(${draw("i", name)}, 1.5))::INTEGER`;
  const amount = `((hash(i * 16 + 9) % 40000 + 100) / 100)::DECIMAL(12, 2)`;
  const written =
    damagedEvery > 0 ? `CASE WHEN i % ${damagedEvery} = 7 THEN '12,5o' ELSE ${amount}::VARCHAR END` : amount;
  return `SELECT DATE '2016-01-04' + (i * ${days} // ${rows})::INTEGER AS date, ${accountId(skewed(accounts, 6))} AS account_id,
    'BRAND ' || (1 + ${skewed(brands, 7)}) AS brand, ${written} AS amount FROM range(${rows}) t(i)`;
}

/** Cells of resolution 8 (0.7 km²) are about as large as a 0.01° grid's. */
function config(format: ScaleFormat): string {
  return `name: Scale
synthetic: true
own_brand: BRAND 1
currency: TRY
timezone: Europe/Istanbul
resolution: 8
sources:
  accounts: {file: accounts.csv}
  sales: {file: sales.${format}}
`;
}
