import { type Database, identifier } from "../duckdb.ts";
import { TABLES } from "../schema.ts";
import type { IngestContext } from "./context.ts";
import type { SourceFormat } from "./guess.ts";
import { columnExpression } from "./parse.ts";
import { quickColumn } from "./quickColumns.ts";
import type { Source } from "./source.ts";
import { NUMBERED_COLUMNS } from "./words.ts";

/** How a source is written, as far as its first rows tell. */
export interface Guessed {
  readonly format: SourceFormat;
  /** The file's own names of columns whose decimal mark is known. */
  readonly settled: ReadonlySet<string | null>;
  /** How most dates are written (`plainDate`). */
  readonly date: string;
}

type SalesColumn = keyof typeof TABLES.sales.columns;

const KEYS: ReadonlySet<string> = new Set(["account_id", ...NUMBERED_COLUMNS]);

/** Columns of sales that the source has. */
export function salesColumns(source: Source): readonly SalesColumn[] {
  return (Object.keys(TABLES.sales.columns) as SalesColumn[]).filter(name => source.columns.has(name));
}

/** What the file itself calls the columns of sales, as SQL. */
export function theirColumns(source: Source): readonly string[] {
  return salesColumns(source).map(ours => identifier(source.columns.get(ours)!));
}

function rawName(index: number): string {
  return identifier(`#${index}`);
}

/**
 * SQL of the one pass over a source: a, b, c, day, units, amount; `odd`, whether the row is to be read by `parse`; of odd
 * rows also the columns as they are ("#0" …) and, where the relation numbers its rows, `"#rec"`.
 */
export function passSql(
  context: IngestContext,
  source: Source,
  { format, settled, date }: Guessed,
  numbered: boolean,
): string {
  const values: string[] = [];
  const odd: string[] = [];
  for (const ours of salesColumns(source)) {
    const theirs = source.columns.get(ours)!;
    if (ours === "area_id") odd.push(sheetText(source, theirs));
    else if (KEYS.has(ours)) values.push(`${keyText(context, source, format, ours)} AS "#${ours}"`);
    else {
      const known = { v: `"#${ours}"`, settled: settled.has(theirs), date };
      const quick = quickColumn(context, source, format, ours, known);
      values.push(`${quick.value} AS "#${ours}"`);
      odd.push(quick.odd);
    }
  }
  const read = `SELECT *, ${odd.join(" OR ")} AS "#odd" FROM (SELECT *, ${values.join(", ")} FROM ${source.relation})`;
  return withNumbers(source, read, numbered ? ['"#rec"'] : []);
}

/** Keys become numbers; what has none is odd. */
function withNumbers(source: Source, read: string, more: readonly string[]): string {
  const has = (ours: SalesColumn) => source.columns.has(ours);
  const unknown = has("category") ? ' OR (r."#category" IS NOT NULL AND c.c IS NULL)' : "";
  const theirs = theirColumns(source).map((name, i) => `r.${name} AS ${rawName(i)}`);
  const raws = [...theirColumns(source).map((_, i) => rawName(i)), ...more];
  return `SELECT a, b, c, day, units, amount, odd, ${raws.map(n => `CASE WHEN odd THEN ${n} END AS ${n}`).join(", ")} FROM (
    SELECT k.a, b.b, ${has("category") ? "c.c" : "NULL::INTEGER AS c"}, (r."#date" - DATE '1970-01-01')::INTEGER AS day,
      ${has("units") ? 'r."#units"' : "NULL"}::DOUBLE AS units, r."#amount"::BIGINT AS amount,
      r."#odd" OR k.a IS NULL OR b.b IS NULL${unknown} AS odd, ${[...theirs, ...more.map(m => `r.${m}`)].join(", ")}
    FROM (${read}) r LEFT JOIN scratch.accounts k ON k.account_id = r."#account_id"
      LEFT JOIN scratch.brands b ON b.brand = r."#brand"
      ${has("category") ? 'LEFT JOIN scratch.categories c ON c.category = r."#category"' : ""})`;
}

/** Text is compared as it stands: what has to be trimmed or composed first is odd. */
function keyText(context: IngestContext, source: Source, format: SourceFormat, ours: string): string {
  const theirs = source.columns.get(ours)!;
  if (source.types.get(theirs) === "VARCHAR") return identifier(theirs);
  return columnExpression(context, source, format, ours).value;
}

/** Areas do not matter where the account is known, but for what a spreadsheet shows in place of a value. */
function sheetText(source: Source, theirs: string): string {
  if (source.types.get(theirs) !== "VARCHAR") return "false";
  const text = `trim(${identifier(theirs)})`;
  return `coalesce(starts_with(${text}, '#') OR starts_with(${text}, '='), false)`;
}

/**
 * Makes the table of the odd rows of a pass, with `"#rec"` and the file's own columns. A join does not keep the order of
 * rows: where the pass did not number them, they are found by what stands in them, in a second reading that numbers.
 * @param again SQL of the same rows in their order, to be numbered; null: the pass numbered them
 * @returns how many rows there are in all, and how many are odd
 */
export async function writeOdd(
  db: Database,
  source: Source,
  tables: { readonly plain: string; readonly odd: string },
  again: string | null,
): Promise<{ readonly rows: number; readonly odd: number }> {
  const { plain, odd } = tables;
  const [count] = await db.query<{ rows: number; odd: number }>(
    `SELECT count(*) AS rows, count(*) FILTER (odd) AS odd FROM ${plain}`,
  );
  const theirs = theirColumns(source);
  const raws = theirs.map((name, i) => `${rawName(i)} AS ${name}`).join(", ");
  if (again === null || count!.odd === 0) {
    const rec = again === null ? '"#rec"' : 'NULL::BIGINT AS "#rec"';
    await db.run(`CREATE OR REPLACE TABLE ${odd} AS SELECT ${rec}, ${raws} FROM ${plain} WHERE odd`);
    return count!;
  }
  const same = theirs.map((name, i) => `r.${name} IS NOT DISTINCT FROM o.${rawName(i)}`).join(" AND ");
  await runAsWritten(
    db,
    `CREATE OR REPLACE TABLE ${odd} AS SELECT * FROM (
       SELECT row_number() OVER () - 1 AS "#rec", ${theirs.join(", ")} FROM ${again}) r
     SEMI JOIN (SELECT * FROM ${plain} WHERE odd) o ON ${same}`,
  );
  const [found] = await db.query<{ n: number }>(`SELECT count(*) AS n FROM ${odd}`);
  if (found!.n !== count!.odd)
    throw new Error(`${source.file}: ${count!.odd} odd rows, ${found!.n} found again`);
  return count!;
}

/** DuckDB takes a file of text for small, and would build its hash tables from millions of its rows. */
export async function runAsWritten(db: Database, sql: string): Promise<void> {
  await db.run("SET disabled_optimizers = 'join_order,build_side_probe_side'");
  try {
    await db.run(sql);
  } finally {
    await db.run("RESET disabled_optimizers");
  }
}
