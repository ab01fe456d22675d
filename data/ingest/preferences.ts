import { isoDay } from "../../core/period.ts";
import { CHANNELS } from "../config/vocabulary.ts";
import { literal } from "../tables/duckdb.ts";
import type { IngestContext } from "./context.ts";
import { rejectNote } from "./notes.ts";
import type { History } from "./periods.ts";
import { countOutside, type RowRule, readTable, UNKNOWN_ACCOUNT } from "./readTable.ts";
import { EVERY_DAY } from "./weekdays.ts";

const WINDOW: RowRule = {
  ours: "from_hour",
  reason: rejectNote("reject.window"),
  when: "coalesce(r.from_hour, 0) >= coalesce(r.to_hour, 24)",
};
const VALIDITY: RowRule = {
  ours: "valid_to",
  reason: rejectNote("reject.before_valid_from"),
  when: "r.valid_to < r.valid_from",
};

/**
 * Writes `preferences`, sorted by account and channel: when an account may be contacted. What a row leaves open is
 * allowed, on every day, from 0 to 24, always. A row that begins after the end of history is not known yet.
 */
export async function writePreferences(context: IngestContext, history: History): Promise<void> {
  const { db } = context;
  await db.run(
    `CREATE TABLE preferences (account INTEGER, channel INTEGER, allowed BOOLEAN, days UTINYINT, from_hour DOUBLE,
       to_hour DOUBLE, valid_from DATE, valid_to DATE)`,
  );
  if (!(await readTable(context, "preferences", [UNKNOWN_ACCOUNT, WINDOW, VALIDITY]))) return;
  const channels = CHANNELS.map((c, i) => `WHEN ${literal(c)} THEN ${i}`).join(" ");
  const later = `coalesce(r.valid_from > DATE '${isoDay(history.last)}', false)`;
  await db.run(
    `INSERT INTO preferences
     SELECT f.idx, CASE r.channel ${channels} END AS channel, coalesce(r.allowed, true), coalesce(r.days, ${EVERY_DAY}),
       coalesce(r.from_hour, 0), coalesce(r.to_hour, 24), r.valid_from, r.valid_to
     FROM scratch.kept_preferences r JOIN scratch.final_accounts f USING (a)
     WHERE NOT ${later} ORDER BY f.idx, channel, r.src, r.rec`,
  );
  await countOutside(context, "preferences", later);
}
