import { isoDay } from "../../core/period.ts";
import { inMinorUnits } from "./amounts.ts";
import type { IngestContext } from "./context.ts";
import { rejectNote } from "./notes.ts";
import type { ParsedTable } from "./parsedTable.ts";
import type { History } from "./periods.ts";
import {
  countAmounts,
  countOutside,
  judgeTable,
  type RowRule,
  readTable,
  UNKNOWN_ACCOUNT,
} from "./readTable.ts";

/** SQL: days since 1970-01-01 of a local time, the time of the day as a fraction. */
const dayOf = (column: string) => `epoch(r.${column}) / 86400`;

/**
 * Writes `opportunities`, sorted by id, as they stood at the end of history: what was opened later is not known, what was
 * closed later is open. A closing day of an open deal is a plan, and is left out. Amounts in minor units.
 */
export async function writeOpportunities(
  context: IngestContext,
  history: History,
  parsed: ParsedTable | null,
): Promise<void> {
  const { db } = context;
  await db.run(
    `CREATE TABLE opportunities (opportunity_id VARCHAR, account INTEGER, opened DATE, closed DATE, outcome VARCHAR,
       amount BIGINT)`,
  );
  const settled = "r.outcome IS DISTINCT FROM 'open'";
  const rules: RowRule[] = [
    UNKNOWN_ACCOUNT,
    { ours: "closed", reason: rejectNote("reject.before_opened"), when: "r.closed < r.opened" },
    {
      ours: "closed",
      reason: rejectNote("reject.after_today", { today: isoDay(context.today) }),
      when: `${settled} AND r.closed > DATE '${isoDay(context.today)}'`,
    },
  ];
  if (!parsed) return;
  await judgeTable(context, parsed, rules, { ours: "opportunity_id", unique: ["opportunity_id"] });
  const end = `DATE '${isoDay(history.last)}'`;
  const closed = `(${settled} AND r.closed <= ${end})`;
  const pending = `(r.closed > ${end} OR (r.closed IS NULL AND r.outcome IS NULL))`;
  const later = `r.opened > ${end}`;
  await db.run(
    `INSERT INTO opportunities
     SELECT r.opportunity_id, f.idx, r.opened, CASE WHEN ${closed} THEN r.closed END,
       CASE WHEN ${pending} THEN 'open' ELSE r.outcome END, ${inMinorUnits(context, "r.amount")}
     FROM scratch.kept_opportunities r JOIN scratch.final_accounts f USING (a)
     WHERE NOT ${later} ORDER BY r.opportunity_id`,
  );
  await countOutside(context, "opportunities", later);
  await countAmounts(context, parsed, later);
}

/**
 * Writes `tickets`, sorted by account and opening, as they stood at the end of history. Times are days since 1970-01-01
 * with the time of the day as a fraction; a due day without a time lasts to its end, and a resolution on the day of the
 * opening never lies before it.
 */
export async function writeTickets(context: IngestContext, history: History): Promise<void> {
  const { db } = context;
  await db.run(
    "CREATE TABLE tickets (account INTEGER, opened DOUBLE, resolved DOUBLE, due DOUBLE, first_contact BOOLEAN)",
  );
  const timed = "r.opened_timed AND r.resolved_timed AND r.resolved < r.opened";
  const rules: RowRule[] = [
    UNKNOWN_ACCOUNT,
    {
      ours: "resolved",
      reason: rejectNote("reject.before_opened"),
      when: `(r.resolved::DATE < r.opened::DATE OR (${timed}))`,
    },
  ];
  if (!(await readTable(context, "tickets", rules))) return;
  const after = history.last + 1;
  const later = `${dayOf("opened")} >= ${after}`;
  const resolved = `CASE WHEN ${dayOf("resolved")} < ${after} THEN greatest(${dayOf("resolved")}, ${dayOf("opened")}) END`;
  await db.run(
    `INSERT INTO tickets
     SELECT f.idx, ${dayOf("opened")} AS opened, ${resolved}, ${dayOf("due")} + CASE WHEN r.due_timed THEN 0 ELSE 1 END,
       CASE WHEN ${dayOf("resolved")} < ${after} OR r.resolved IS NULL THEN r.first_contact END
     FROM scratch.kept_tickets r JOIN scratch.final_accounts f USING (a)
     WHERE NOT ${later} ORDER BY f.idx, opened, r.src, r.rec`,
  );
  await countOutside(context, "tickets", later);
}

/** Writes `surveys`, sorted by account and day: answers up to the end of history. */
export async function writeSurveys(context: IngestContext, history: History): Promise<void> {
  const { db } = context;
  await db.run("CREATE TABLE surveys (account INTEGER, day INTEGER, nps DOUBLE, csat DOUBLE)");
  const empty: RowRule = {
    ours: "nps",
    reason: rejectNote("reject.missing_csat"),
    when: "r.nps IS NULL AND r.csat IS NULL",
  };
  if (!(await readTable(context, "surveys", [UNKNOWN_ACCOUNT, empty]))) return;
  const day = `(r."at"::DATE - DATE '1970-01-01')::INTEGER`;
  const later = `${day} > ${history.last}`;
  await db.run(
    `INSERT INTO surveys SELECT f.idx, ${day} AS day, r.nps, r.csat
     FROM scratch.kept_surveys r JOIN scratch.final_accounts f USING (a)
     WHERE NOT ${later} ORDER BY f.idx, day, r.src, r.rec`,
  );
  await countOutside(context, "surveys", later);
}
