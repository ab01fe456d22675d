import type { IngestContext } from "./context.ts";
import { ingestNote, rejectNote } from "./notes.ts";
import type { History } from "./periods.ts";
import { placeInCells } from "./place.ts";
import { countOutside, type RowRule, readTable, UNKNOWN_ACCOUNT } from "./readTable.ts";
import { inHistory, periodOf } from "./sales.ts";

const DAY = `(r."at"::DATE - DATE '1970-01-01')::INTEGER`;
const WEEKDAY = '(isodow(r."at") - 1) * 24';

/** Hour of the week (0 = Monday 00:00), or the first hour of the day where the row has no time. */
const HOUR_OF_WEEK = `(${WEEKDAY} + CASE WHEN r.at_timed THEN hour(r."at") ELSE 0 END)::SMALLINT`;

const YEAR = 364;

function partOf(first: string, last: string): string {
  return `(CASE WHEN ${DAY} < ${first} THEN 0 WHEN ${DAY} > ${first} + 0.75 * (${last} - ${first}) THEN 2 ELSE 1 END)::UTINYINT`;
}

/** Writes `reps`: those of the table, and those that only territories and visits name. */
export async function writeReps(context: IngestContext): Promise<void> {
  const { db } = context;
  const parsed = await readTable(context, "reps", [], { ours: "rep_id", unique: ["rep_id"] });
  const columns = "lat DOUBLE, lon DOUBLE, weekly_calls DOUBLE, weekly_cost DOUBLE";
  await db.run(`CREATE TABLE scratch.all_reps (rep_id VARCHAR, name VARCHAR, ${columns})`);
  if (parsed) {
    await db.run(
      `INSERT INTO scratch.all_reps
       SELECT rep_id, coalesce(name, rep_id), lat, lon, weekly_calls, weekly_cost FROM scratch.kept_reps`,
    );
  }
  const unlisted = await db.query<{ rep_id: string }>(
    `INSERT INTO scratch.all_reps (rep_id, name)
     SELECT rep_id, rep_id FROM (SELECT rep_id FROM territories UNION SELECT rep_id FROM scratch.visit_reps)
     WHERE rep_id IS NOT NULL AND rep_id NOT IN (SELECT rep_id FROM scratch.all_reps) RETURNING rep_id`,
  );
  if (parsed && unlisted.length > 0) {
    const reps = unlisted
      .map(r => r.rep_id)
      .slice(0, 5)
      .sort();
    context.notes.push(ingestNote("ingest.reps_unlisted", { count: unlisted.length, reps }));
  }
  await db.run(
    "CREATE TABLE reps AS SELECT (row_number() OVER (ORDER BY rep_id) - 1)::INTEGER AS idx, * FROM scratch.all_reps ORDER BY rep_id",
  );
}

/** Reads `visits` into `scratch.kept_visits`, and the reps that they name into `scratch.visit_reps`. */
export async function readVisits(context: IngestContext): Promise<void> {
  const parsed = await readTable(context, "visits", [UNKNOWN_ACCOUNT]);
  const reps = parsed
    ? "SELECT DISTINCT rep_id FROM scratch.kept_visits"
    : "SELECT NULL::VARCHAR AS rep_id WHERE false";
  await context.db.run(`CREATE TABLE scratch.visit_reps AS ${reps}`);
}

/** Writes `visits`, sorted by account and time, inside history only. */
export async function writeVisits(context: IngestContext, history: History): Promise<void> {
  const { db } = context;
  if (!context.rows.visits) {
    await db.run(
      'CREATE TABLE visits (account INTEGER, period INTEGER, rep INTEGER, hour_of_week SMALLINT, "at" TIMESTAMP, channel VARCHAR, minutes DOUBLE, outcome VARCHAR)',
    );
    return;
  }
  await db.run(
    `CREATE TABLE visits AS
     SELECT f.idx AS account, ${periodOf(DAY, history)}::INTEGER AS period, coalesce(p.idx, -1)::INTEGER AS rep,
       CASE WHEN r.at_timed THEN ${HOUR_OF_WEEK} ELSE -1::SMALLINT END AS hour_of_week, r."at", r.channel, r.minutes, r.outcome
     FROM scratch.kept_visits r JOIN scratch.final_accounts f USING (a) LEFT JOIN reps p ON p.rep_id = r.rep_id
     WHERE ${inHistory(DAY, history)} ORDER BY account, r."at", r.src, r.rec`,
  );
  await countOutside(context, "visits", `NOT ${inHistory(DAY, history)}`);
}

/**
 * Writes `activity`: weight by account (-1: none), cell, hour of the week, kind and part of time, with the sum of the
 * squares of weights above 0, from which follows how many signals they are worth, and the first and last day. Rows
 * without a time are marked 'day' and stand at the day's first hour; rows of unplaced accounts have no cell. The last
 * 52 weeks of a kind are parts 1 and 2, its last quarter being 2; what came before is part 0.
 */
export async function writeActivity(context: IngestContext, history: History): Promise<void> {
  const { db } = context;
  const nowhere = {
    ours: "account_id",
    reason: rejectNote("reject.missing_place"),
    when: "r.account_id IS NULL AND (r.lat IS NULL OR r.lon IS NULL)",
  };
  const parsed = await readTable(context, "activity", [UNKNOWN_ACCOUNT, nowhere]);
  if (!parsed) {
    await db.run(
      `CREATE TABLE activity (account INTEGER, cell UBIGINT, hour_of_week SMALLINT, resolution VARCHAR, kind VARCHAR,
         part UTINYINT, weight DOUBLE, squares DOUBLE, first DATE, last DATE)`,
    );
    return;
  }
  const located = "SELECT lat, lon FROM scratch.kept_activity WHERE lat IS NOT NULL AND lon IS NOT NULL";
  await placeInCells(context, "activity_places", located);
  await db.run(
    `CREATE TABLE activity AS
     WITH spans AS (
       SELECT kind, max(${DAY}) AS last, greatest(min(${DAY}), max(${DAY}) - ${YEAR - 1}) AS first
       FROM scratch.kept_activity r WHERE ${inHistory(DAY, history)} GROUP BY kind)
     SELECT coalesce(f.idx, -1)::INTEGER AS account, coalesce(p.cell, m.cell) AS cell, ${HOUR_OF_WEEK} AS hour_of_week,
       CASE WHEN r.at_timed THEN 'hour' ELSE 'day' END AS resolution, r.kind, ${partOf("s.first", "s.last")} AS part,
       sum(coalesce(r.weight, 1)) AS weight, sum(greatest(coalesce(r.weight, 1), 0) ** 2) AS squares,
       min(r."at")::DATE AS first, max(r."at")::DATE AS last
     FROM scratch.kept_activity r JOIN spans s ON s.kind IS NOT DISTINCT FROM r.kind
       LEFT JOIN scratch.member m ON m.a = r.a LEFT JOIN scratch.final_accounts f ON f.a = r.a
       LEFT JOIN scratch.activity_places p ON p.lat = r.lat AND p.lon = r.lon
     WHERE ${inHistory(DAY, history)} GROUP BY ALL ORDER BY cell, account, hour_of_week, resolution, kind, part`,
  );
  await countOutside(context, "activity", `NOT ${inHistory(DAY, history)}`);
}

/**
 * Writes `calendar`. What begins after the end that `history.to` sets is left out, and what goes on after it ends there:
 * only holidays are known ahead for sure.
 */
export async function writeCalendar(context: IngestContext): Promise<void> {
  const { db } = context;
  const areas = "(SELECT area_id FROM scratch.area_ids)";
  const rules: RowRule[] = [
    { ours: "end", reason: rejectNote("reject.before_start"), when: 'r."end" < r.start' },
    {
      ours: "brand",
      reason: rejectNote("reject.brand_unknown"),
      when: "r.brand NOT IN (SELECT brand FROM scratch.brands)",
    },
    {
      ours: "area_id",
      reason: rejectNote("reject.area_unknown"),
      when: `(SELECT count(*) FROM ${areas}) > 0 AND r.area_id NOT IN ${areas}`,
    },
  ];
  const parsed = await readTable(context, "calendar", rules);
  if (!parsed) {
    await db.run(
      'CREATE TABLE calendar (name VARCHAR, start DATE, "end" DATE, kind VARCHAR, brand INTEGER, area INTEGER, depth DOUBLE)',
    );
    return;
  }
  const to = context.config.history.to;
  const known = to === undefined ? "true" : `(r.kind = 'holiday' OR r.start <= DATE '${to}')`;
  const end =
    to === undefined
      ? 'r."end"'
      : `CASE WHEN r.kind = 'holiday' THEN r."end" ELSE least(r."end", DATE '${to}') END`;
  await db.run(
    `CREATE TABLE calendar AS
     SELECT r.name, r.start, ${end} AS "end", r.kind, coalesce(b.idx, -1)::INTEGER AS brand,
       coalesce(a.idx, -1)::INTEGER AS area, r.depth
     FROM scratch.kept_calendar r LEFT JOIN brands b ON b.name = r.brand LEFT JOIN areas a ON a.area_id = r.area_id
     WHERE ${known} AND (r.brand IS NULL OR b.idx IS NOT NULL) ORDER BY r.start, r.name, r.src, r.rec`,
  );
  if (to !== undefined) await countOutside(context, "calendar", `NOT ${known}`);
}
