import { inMinorUnits } from "./amounts.ts";
import type { IngestContext } from "./context.ts";
import { guessNote, ingestNote, rejectNote } from "./notes.ts";
import type { ParsedTable } from "./parsedTable.ts";
import { countAmounts, judgeTable, type RowRule } from "./readTable.ts";
import type { Span } from "./spans.ts";

const TERRITORY: RowRule = {
  ours: "territory_id",
  reason: rejectNote("reject.territory_unknown"),
  when: "r.territory_id IS NOT NULL AND r.territory_id NOT IN (SELECT territory_id FROM territories)",
};

/**
 * Writes `targets`, sorted by start and territory: they may lie ahead of history. Rows of the same period and
 * territory add up; a row without a territory is the whole market's (territory -1).
 */
export async function writeTargets(context: IngestContext, parsed: ParsedTable | null): Promise<void> {
  const { db } = context;
  await db.run(
    "CREATE TABLE targets (start DATE, last DATE, span VARCHAR, territory INTEGER, amount BIGINT)",
  );
  if (!parsed) return;
  await judgeTable(context, parsed, [TERRITORY]);
  await countAmounts(context, parsed, "false");
  const next = ["week", "month", "quarter", "year"]
    .map(span => `WHEN '${span}' THEN r.period + INTERVAL 1 ${span}`)
    .join(" ");
  await db.run(
    `INSERT INTO targets
     SELECT r.period, (CASE r.period_span ${next} END - INTERVAL 1 DAY)::DATE, r.period_span,
       coalesce(t.idx, -1)::INTEGER AS territory, sum(${inMinorUnits(context, "r.amount")})::BIGINT
     FROM scratch.kept_targets r LEFT JOIN territories t USING (territory_id) GROUP BY ALL
     ORDER BY r.period, r.period_span, territory`,
  );
  const spans = await db.query<{ span: Exclude<Span, "day"> }>(
    "SELECT DISTINCT span FROM targets ORDER BY span",
  );
  if (spans.length > 1) {
    const told = spans.map(({ span }) => guessNote(`guess.${span}`));
    context.notes.push(ingestNote("ingest.overlapping_targets", { spans: told }));
  }
}
