import { isoDay } from "../../core/period.ts";
import type { IngestContext } from "./context.ts";
import { guessNote } from "./notes.ts";
import type { ParsedTable } from "./parsedTable.ts";
import type { History } from "./periods.ts";
import type { Source } from "./sourceTypes.ts";
import { guessSpan, type Span } from "./spans.ts";

/**
 * Writes `area_sales`: totals of a brand in an area, known and dark accounts together; `start` and `last` are the first
 * and last day that a row covers, `source` numbers the files of sales (two panels may tell of the same days). They never
 * enter `sales`. Only spans that lie inside history are taken; `scratch.area_rows` says of every row whether it does.
 * @param status the verdict that marks rows of areas in `scratch.sales_rows`
 */
export async function writeAreaSales(
  context: IngestContext,
  parsed: ParsedTable,
  history: History,
  status: number,
): Promise<void> {
  const { db } = context;
  await db.run(
    `CREATE TABLE scratch.area_rows (src UTINYINT, area_id VARCHAR, b INTEGER, span VARCHAR, start DATE, last DATE,
       units DOUBLE, amount BIGINT, inside BOOLEAN)`,
  );
  const first = `DATE '${isoDay(history.starts[0]!)}'`;
  const end = `DATE '${isoDay(history.last)}'`;
  for (const source of parsed.sources) {
    const rows = `scratch.sales_rows WHERE status = ${status} AND src = ${source.index}`;
    const days = await db.query<{ day: number }>(`SELECT DISTINCT day FROM ${rows} ORDER BY day`);
    if (days.length === 0) continue;
    const span = spanOf(
      context,
      source,
      days.map(r => r.day),
    );
    await db.run(
      `INSERT INTO scratch.area_rows
       SELECT src, area_id, b, '${span}', date_trunc('${span}', DATE '1970-01-01' + day)::DATE AS start,
         (start + INTERVAL 1 ${span} - INTERVAL 1 DAY)::DATE AS last, units, amount, start >= ${first} AND last <= ${end}
       FROM ${rows}`,
    );
  }
  await db.run(
    `CREATE TABLE area_sales AS
     SELECT coalesce(r.idx, -1)::INTEGER AS area, s.area_id, s.start, s.last, s.span, n.idx AS brand, s.src AS source,
       sum(s.units) AS units, sum(s.amount)::BIGINT AS amount
     FROM scratch.area_rows s JOIN scratch.final_brands n USING (b) LEFT JOIN areas r ON r.area_id = s.area_id
     WHERE s.inside GROUP BY ALL ORDER BY ALL`,
  );
}

/** What the source says, else what its dates show, reported. Totals by the day are summed by the market's period. */
function spanOf(context: IngestContext, source: Source, days: readonly number[]): Exclude<Span, "day"> {
  if (source.config.span) return source.config.span;
  const guessed = guessSpan(days);
  const span = guessed === "day" ? context.config.period : guessed;
  const [first, last] = [isoDay(days[0]!), isoDay(days.at(-1)!)];
  const dates = guessNote("guess.dates", { count: days.length, first, last });
  const evidence = guessed === "day" ? guessNote(`guess.any_day_${context.config.period}`, { dates }) : dates;
  const { table, file } = source;
  context.guesses.push({
    table,
    file,
    column: null,
    what: "span",
    value: guessNote(`guess.${span}`),
    evidence,
  });
  return span;
}
