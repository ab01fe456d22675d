import { identifier } from "../duckdb.ts";
import { CALENDAR_KINDS, CHANNELS, type TableName } from "../schema.ts";
import { countRows } from "./accounts.ts";
import type { IngestContext } from "./context.ts";
import { type ParsedTable, parseTable } from "./parsedTable.ts";
import type { History } from "./periods.ts";
import { placeInCells } from "./place.ts";
import { rejectBadRows, rejectRows, settleRejects } from "./rejects.ts";
import { inHistory, periodOf } from "./sales.ts";

/** Rules of a row beyond its own columns: SQL over `in_<table>` r and `scratch.accounts` k. */
interface RowRule {
  readonly ours: string;
  readonly reason: string;
  readonly when: string;
}

const UNKNOWN_ACCOUNT: RowRule = {
  ours: "account_id",
  reason: "is an unknown account",
  when: "r.account_id IS NOT NULL AND k.a IS NULL",
};

const DAY = `(r."at"::DATE - DATE '1970-01-01')::INTEGER`;
const WEEKDAY = '(isodow(r."at") - 1) * 24';

/** Reads a table into `scratch.kept_<table>`, rows that keep all rules; the others are rejected by the first they break. */
async function readTable(
  context: IngestContext,
  table: TableName,
  rules: readonly RowRule[],
): Promise<ParsedTable | null> {
  const parsed = await parseTable(context, table);
  if (!parsed) return null;
  const { db } = context;
  const usesAccounts = rules.includes(UNKNOWN_ACCOUNT);
  const cases = rules.map((r, i) => `WHEN ${r.when} THEN ${i + 1}`).join(" ");
  const verdict =
    rules.length > 0
      ? `CASE WHEN bad IS NOT NULL THEN 0 ${cases} END`
      : "CASE WHEN bad IS NOT NULL THEN 0 END";
  const from = usesAccounts
    ? `${parsed.view} r LEFT JOIN scratch.accounts k ON k.account_id = r.account_id`
    : `${parsed.view} r`;
  await db.run(
    `CREATE TABLE scratch.judged_${table} AS SELECT r.*, ${usesAccounts ? "k.a," : ""} ${verdict} AS verdict FROM ${from}`,
  );
  await db.run(
    `CREATE VIEW scratch.kept_${table} AS SELECT * FROM scratch.judged_${table} WHERE verdict IS NULL`,
  );
  await rejectBadRows(context, parsed);
  for (const [i, rule] of rules.entries()) {
    const rows = `SELECT src, rec, ${identifier(rule.ours)}::VARCHAR AS value FROM scratch.judged_${table} WHERE verdict = ${i + 1}`;
    await rejectRows(context, parsed, rule.ours, rule.reason, rows);
  }
  await settleRejects(context, parsed);
  await countRows(context, parsed, `scratch.kept_${table}`);
  return parsed;
}

/** Hour of the week (0 = Monday 00:00), or the first hour of the day where the row has no time. */
const HOUR_OF_WEEK = `(${WEEKDAY} + CASE WHEN r.at_timed THEN hour(r."at") ELSE 0 END)::SMALLINT`;

/** Writes `reps`: those of the table; without one, those that territories and visits name. */
export async function writeReps(context: IngestContext): Promise<void> {
  const duplicate = {
    ours: "rep_id",
    reason: "is a duplicate id",
    when: "r.rep_id IS NOT NULL AND row_number() OVER (PARTITION BY r.rep_id, r.bad IS NULL ORDER BY r.src, r.rec) > 1",
  };
  const parsed = await readTable(context, "reps", [duplicate]);
  const named = "SELECT rep_id FROM territories UNION SELECT rep_id FROM scratch.visit_reps";
  const rows = parsed
    ? "SELECT rep_id, coalesce(name, rep_id) AS name, lat, lon, weekly_calls, weekly_cost FROM scratch.kept_reps"
    : `SELECT rep_id, rep_id AS name, NULL::DOUBLE AS lat, NULL::DOUBLE AS lon, NULL::DOUBLE AS weekly_calls, NULL::DOUBLE AS weekly_cost FROM (${named}) WHERE rep_id IS NOT NULL`;
  await context.db.run(
    `CREATE TABLE reps AS SELECT (row_number() OVER (ORDER BY rep_id) - 1)::INTEGER AS idx, * FROM (${rows}) ORDER BY rep_id`,
  );
}

/** Reads `visits` into `scratch.kept_visits`, and the reps that they name into `scratch.visit_reps`. */
export async function readVisits(context: IngestContext): Promise<void> {
  const channels = CHANNELS.map(c => `'${c}'`).join(", ");
  const channel = {
    ours: "channel",
    reason: `is an unknown channel; expected one of ${CHANNELS.join(", ")}`,
    when: `r.channel NOT IN (${channels})`,
  };
  const parsed = await readTable(context, "visits", [UNKNOWN_ACCOUNT, channel]);
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
  await countOutside(context, "visits", history);
}

/**
 * Writes `activity`: weight by cell and hour of the week. Rows without a time are marked 'day' and stand at the day's
 * first hour; rows of unplaced accounts have no cell.
 */
export async function writeActivity(context: IngestContext, history: History): Promise<void> {
  const { db } = context;
  const nowhere = {
    ours: "account_id",
    reason: "is missing, and there is no lat and lon either",
    when: "r.account_id IS NULL AND (r.lat IS NULL OR r.lon IS NULL)",
  };
  const parsed = await readTable(context, "activity", [UNKNOWN_ACCOUNT, nowhere]);
  if (!parsed) {
    await db.run(
      "CREATE TABLE activity (cell UBIGINT, hour_of_week SMALLINT, resolution VARCHAR, weight DOUBLE)",
    );
    return;
  }
  const located = "SELECT lat, lon FROM scratch.kept_activity WHERE lat IS NOT NULL AND lon IS NOT NULL";
  await placeInCells(context, "activity_places", located);
  await db.run(
    `CREATE TABLE activity AS
     SELECT coalesce(p.cell, m.cell) AS cell, ${HOUR_OF_WEEK} AS hour_of_week,
       CASE WHEN r.at_timed THEN 'hour' ELSE 'day' END AS resolution, sum(coalesce(r.weight, 1)) AS weight
     FROM scratch.kept_activity r LEFT JOIN scratch.member m ON m.a = r.a
       LEFT JOIN scratch.activity_places p ON p.lat = r.lat AND p.lon = r.lon
     WHERE ${inHistory(DAY, history)} GROUP BY ALL ORDER BY cell, hour_of_week, resolution`,
  );
  await countOutside(context, "activity", history);
}

async function countOutside(
  context: IngestContext,
  table: "visits" | "activity",
  history: History,
): Promise<void> {
  const [row] = await context.db.query<{ n: number }>(
    `SELECT count(*) AS n FROM scratch.kept_${table} r WHERE NOT ${inHistory(DAY, history)}`,
  );
  context.rows[table]!.outside_history = row!.n;
}

/**
 * Writes `calendar`. What begins after the end that `history.to` sets is left out, and what goes on after it ends there:
 * only holidays are known ahead for sure.
 */
export async function writeCalendar(context: IngestContext): Promise<void> {
  const { db } = context;
  const kinds = CALENDAR_KINDS.map(k => `'${k}'`).join(", ");
  const areas = "(SELECT area_id FROM scratch.area_ids)";
  const rules: RowRule[] = [
    {
      ours: "kind",
      reason: `is an unknown kind; expected one of ${CALENDAR_KINDS.join(", ")}`,
      when: `r.kind NOT IN (${kinds})`,
    },
    { ours: "end", reason: "is before the start", when: 'r."end" < r.start' },
    {
      ours: "brand",
      reason: "is an unknown brand",
      when: "r.brand NOT IN (SELECT brand FROM scratch.brands)",
    },
    {
      ours: "area_id",
      reason: "is an unknown area",
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
  if (to === undefined) return;
  const [row] = await db.query<{ n: number }>(
    `SELECT count(*) AS n FROM scratch.kept_calendar r WHERE NOT ${known}`,
  );
  context.rows.calendar!.outside_history = row!.n;
}
