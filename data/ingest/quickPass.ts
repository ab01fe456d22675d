import { TABLES } from "../config/schema.ts";
import { type Database, identifier } from "../tables/duckdb.ts";
import type { IngestContext } from "./context.ts";
import type { SourceFormat } from "./guess.ts";
import { columnExpression } from "./parse.ts";
import { quickColumn } from "./quickColumns.ts";
import type { Source } from "./sourceTypes.ts";
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
function salesColumns(source: Source): readonly SalesColumn[] {
  return (Object.keys(TABLES.sales.columns) as SalesColumn[]).filter(name => source.columns.has(name));
}

/** What the file itself calls the columns of sales, as SQL. */
export function theirColumns(source: Source): readonly string[] {
  return salesColumns(source).map(ours => identifier(source.columns.get(ours)!));
}

/** SQL of the rows of a pass that are to be read by `parse`, and of the others. */
const ODD = "a < 0";
export const NOT_ODD = "a >= 0";

/**
 * SQL of the one pass over a source: a, b, day, amount; c and units where the source has them. Every column more of
 * millions of rows costs, and every byte: an odd row has -1 for its account, and for its amount the mark by which it is
 * found again.
 */
export function passSql(context: IngestContext, source: Source, { format, settled, date }: Guessed): string {
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
  return withNumbers(source, read);
}

/** Keys become numbers; what has none is odd. */
function withNumbers(source: Source, read: string): string {
  const has = (ours: SalesColumn) => source.columns.has(ours);
  const unknown = has("category") ? ' OR (r."#category" IS NOT NULL AND c.c IS NULL)' : "";
  return `SELECT CASE WHEN "#left" THEN -1 ELSE "#a" END AS a, "#b" AS b, ${has("category") ? '"#c" AS c,' : ""}
      TRY_CAST("#date" - DATE '1970-01-01' AS USMALLINT) AS day, ${has("units") ? '"#units"::DOUBLE AS units,' : ""}
      CASE WHEN "#left" THEN ${markOf(source)} ELSE "#amount"::BIGINT END AS amount
    FROM (SELECT r.*, k.a AS "#a", b.b AS "#b", ${has("category") ? 'c.c AS "#c",' : ""}
        r."#odd" OR k.a IS NULL OR b.b IS NULL${unknown} AS "#left"
      FROM (${read}) r LEFT JOIN scratch.accounts k ON k.account_id = r."#account_id"
        LEFT JOIN scratch.brands b ON b.brand = r."#brand"
        ${has("category") ? 'LEFT JOIN scratch.categories c ON c.category = r."#category"' : ""})`;
}

/**
 * How an odd row is found again, as SQL over the source's relation: by its number where the relation has one. Rows of text
 * have none, and joins do not keep their order: there it is a hash of what stands in them.
 */
function markOf(source: Source): string {
  return source.text === null ? '"#rec"' : `(hash(${theirColumns(source).join(", ")}) >> 1)::BIGINT`;
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
 * Makes the table of the odd rows of a pass, with `"#rec"` and the file's own columns, in a second reading.
 * @param numbered SQL of the source's rows in their order with `"#rec"`
 * @returns how many rows there are in all, and how many are odd; null when others were found than the pass had
 */
export async function writeOdd(
  db: Database,
  source: Source,
  tables: { readonly plain: string; readonly odd: string },
  numbered: string,
): Promise<{ readonly rows: number; readonly odd: number } | null> {
  const { plain, odd } = tables;
  const [count] = await db.query<{ rows: number; odd: number }>(
    `SELECT count(*) AS rows, count(*) FILTER (${ODD}) AS odd FROM ${plain}`,
  );
  const none = count!.odd === 0 ? "LIMIT 0" : "";
  await runAsWritten(
    db,
    `CREATE OR REPLACE TABLE ${odd} AS SELECT "#rec", ${theirColumns(source).join(", ")} FROM (SELECT * FROM ${numbered} ${none})
     WHERE ${markOf(source)} IN (SELECT amount FROM ${plain} WHERE ${ODD})`,
  );
  const [found] = await db.query<{ n: number }>(`SELECT count(*) AS n FROM ${odd}`);
  return found!.n === count!.odd ? count! : null;
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
