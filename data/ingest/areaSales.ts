import type { IngestContext } from "./context.ts";
import { isoDay } from "./context.ts";
import type { ParsedTable } from "./parsedTable.ts";
import type { History } from "./periods.ts";
import { guessSpan } from "./spans.ts";

/**
 * Writes `area_sales`: totals of a brand in an area, known and unknown accounts together; `start` is the first day that a
 * row covers. They never enter `sales`. Only spans that end inside history are taken.
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
    "CREATE TABLE area_sales (area INTEGER, area_id VARCHAR, start DATE, span VARCHAR, brand INTEGER, units DOUBLE, amount BIGINT)",
  );
  for (const source of parsed.sources) {
    const rows = `scratch.sales_rows WHERE status = ${status} AND src = ${source.index}`;
    const days = (await db.query<{ day: number }>(`SELECT DISTINCT day FROM ${rows} ORDER BY day`)).map(
      r => r.day,
    );
    if (days.length === 0) continue;
    const span = source.config.span ?? guessSpan(days);
    if (!source.config.span) {
      const evidence = `${days.length} dates, ${isoDay(days[0]!)} to ${isoDay(days.at(-1)!)}`;
      context.guesses.push({
        table: "sales",
        file: source.file,
        column: null,
        what: "span",
        value: span,
        evidence,
      });
    }
    const start = `date_trunc('${span}', DATE '1970-01-01' + day)::DATE`;
    await db.run(
      `INSERT INTO area_sales
       SELECT coalesce(r.idx, -1)::INTEGER, s.area_id, ${start}, '${span}', n.idx, sum(s.units), sum(s.amount)::BIGINT
       FROM (SELECT * FROM ${rows}) s JOIN scratch.final_brands n USING (b) LEFT JOIN areas r ON r.area_id = s.area_id
       WHERE ${start} >= DATE '${isoDay(history.starts[0]!)}'
         AND ${start} + INTERVAL 1 ${span} - INTERVAL 1 DAY <= DATE '${isoDay(history.last)}'
       GROUP BY ALL ORDER BY ALL`,
    );
  }
}
