import { InputError } from "../../core/errors.ts";
import type { IngestContext } from "./context.ts";
import type { ParsedTable } from "./parsedTable.ts";
import { findHistory, type History } from "./periods.ts";
import { ACCOUNT_ROW, AREA_ROW } from "./sales.ts";
import type { Source } from "./sourceTypes.ts";
import { guessSpan, type Span, spanEnd, spanStart } from "./spans.ts";

/** From the finest to the coarsest. */
const SPANS: readonly Span[] = ["day", "week", "month", "quarter", "year"];
/** Distinct dates from which on a pattern in them is no chance. */
const ENOUGH_DATES = 6;

interface DayRow {
  readonly day: number;
  readonly status: number;
  readonly src: number;
}

/**
 * Finds history in the days on which accounts (or, without any, areas) have sales. Where a source says what one row
 * covers, a date stands for all of it.
 * @throws InputError when a source's rows of accounts cover more than a period.
 */
export async function salesHistory(context: IngestContext, parsed: ParsedTable): Promise<History> {
  const rows = await context.db.query<DayRow>(
    `SELECT DISTINCT day, status, src FROM scratch.sales_rows WHERE status <= ${AREA_ROW} ORDER BY day`,
  );
  const ofAccounts = rows.filter(r => r.status === ACCOUNT_ROW);
  const counted = ofAccounts.length > 0 ? ofAccounts : rows;
  const days = new Set<number>();
  for (const source of parsed.sources) {
    const own = counted.filter(r => r.src === source.index).map(r => r.day);
    if (ofAccounts.length > 0) refuseCoarse(context, source, own);
    for (const day of own) for (const covered of coveredDays(day, source.config.span)) days.add(covered);
  }
  return findHistory(
    [...days].sort((a, b) => a - b),
    context.config,
  );
}

/** The first and last day are enough: history asks where the days begin and end. */
function coveredDays(day: number, span: Exclude<Span, "day"> | undefined): number[] {
  return span ? [spanStart(day, span), spanEnd(day, span)] : [day];
}

function refuseCoarse({ config }: IngestContext, source: Source, days: readonly number[]): void {
  const { span } = source.config;
  const found = span ?? (days.length >= ENOUGH_DATES ? guessSpan(days) : "day");
  if (days.length === 0 || SPANS.indexOf(found) <= SPANS.indexOf(config.period)) return;
  const seen = span
    ? `its source says span: ${span}`
    : `its ${days.length} dates all fall on the edge of a ${found}`;
  const mend =
    found === "month"
      ? "put period: month into market.yaml, or give sales by account more finely"
      : "give sales by account by month or more finely (totals of areas may be coarser)";
  const message = `${source.file}: sales of accounts cover a ${found} a row (${seen}), but the period is ${config.period}; ${mend}`;
  throw new InputError("dates_coarser_than_period", message, { file: source.file, span: found });
}
