import { minorUnitsOf } from "../core/money.ts";
import { lastYearFrom } from "../core/period.ts";
import { CHANNELS } from "./config/vocabulary.ts";
import { readMeta } from "./loadMarket.ts";
import type { Database } from "./tables/duckdb.ts";

/** What a market's files say of one account. Amounts in units of the currency; null: not in the input. */
export interface AccountRecord {
  readonly site_id: string | null;
  /** Name of its area, else the id. */
  readonly area: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly opened: string | null;
  readonly closed: string | null;
  readonly influence: number | null;
  readonly digital_affinity: number | null;
  /** The same place under other numbers. */
  readonly predecessors: readonly string[];
  readonly successor: string | null;
  readonly history: {
    readonly periods: readonly string[];
    readonly own: readonly number[];
    readonly rivals: readonly number[] | null;
  };
  readonly visits: {
    readonly total: number;
    readonly by_channel: readonly { readonly channel: string | null; readonly count: number }[];
    readonly latest: readonly RecordedVisit[];
  };
  readonly windows: readonly RecordedWindow[];
  /** Last 52 weeks (12 months), the largest first. */
  readonly categories:
    | readonly { readonly category: string; readonly own: number; readonly rivals: number | null }[]
    | null;
}

interface RecordedVisit {
  readonly at: string;
  readonly channel: string | null;
  readonly outcome: string | null;
  readonly minutes: number | null;
  readonly rep_id: string | null;
}

interface RecordedWindow {
  readonly channel: string;
  readonly allowed: boolean;
  /** 0 = Monday. */
  readonly days: readonly number[];
  readonly from_hour: number;
  readonly to_hour: number;
}

/** Visits in an answer: an account seen daily for two years fits. */
const LATEST_VISITS = 500;

type Master = Pick<
  AccountRecord,
  "site_id" | "area" | "lat" | "lon" | "opened" | "closed" | "influence" | "digital_affinity" | "successor"
> & { readonly idx: number };

/** Reads the record of an account; null where there is no such account. */
export async function readAccountRecord(db: Database, accountId: string): Promise<AccountRecord | null> {
  const [found] = await db.query<Master>(
    `SELECT x.idx, x.site_id, coalesce(a.name, a.area_id, x.area_id) AS area, x.lat, x.lon, x.opened::VARCHAR AS opened,
       x.closed::VARCHAR AS closed, x.influence, x.digital_affinity, y.account_id AS successor
     FROM accounts x LEFT JOIN areas a ON a.idx = x.area LEFT JOIN successors s ON s.account = x.idx
       LEFT JOIN accounts y ON y.idx = s.successor WHERE x.account_id = $id`,
    { id: accountId },
  );
  if (!found) return null;
  const { idx: account, ...master } = found;
  const frame = await frameOf(db);
  return {
    ...master,
    predecessors: await readPredecessors(db, account),
    history: await readHistory(db, account, frame),
    visits: await readVisits(db, account),
    windows: await readWindows(db, account, frame),
    categories: await readCategories(db, account, frame),
  };
}

interface Frame {
  /** First period of the last 52 weeks (12 months). */
  readonly from: number;
  readonly minorUnits: number;
  readonly rivals: boolean;
  /** Last day of history. */
  readonly end: string;
}

async function frameOf(db: Database): Promise<Frame> {
  const meta = await readMeta(db);
  const [row] = await db.query<{ periods: number; rivals: boolean; end: string }>(
    `SELECT (SELECT count(*) FROM periods) AS periods, EXISTS (SELECT 1 FROM sales WHERE brand > 0) AS rivals,
       (SELECT max(start) + INTERVAL 1 ${meta.period} - INTERVAL 1 DAY FROM periods)::DATE::VARCHAR AS "end"`,
  );
  return {
    from: lastYearFrom({ period: meta.period, periodStart: { length: row!.periods } }),
    minorUnits: minorUnitsOf(meta.decimals),
    rivals: row!.rivals,
    end: row!.end,
  };
}

async function readPredecessors(db: Database, account: number): Promise<string[]> {
  const rows = await db.query<{ account_id: string }>(
    `SELECT account_id FROM successors JOIN accounts ON idx = account WHERE successor = $account ORDER BY account_id`,
    { account },
  );
  return rows.map(row => row.account_id);
}

async function readHistory(db: Database, account: number, frame: Frame): Promise<AccountRecord["history"]> {
  const rows = await db.query<{ start: string; own: number; rivals: number }>(
    `SELECT p.start::VARCHAR AS start, coalesce(sum(amount) FILTER (brand = 0), 0)::DOUBLE AS own,
       coalesce(sum(amount) FILTER (brand > 0), 0)::DOUBLE AS rivals
     FROM periods p LEFT JOIN sales s ON s.period = p.idx AND s.account = $account
     GROUP BY p.idx, p.start ORDER BY p.idx`,
    { account },
  );
  return {
    periods: rows.map(row => row.start),
    own: rows.map(row => row.own / frame.minorUnits),
    rivals: frame.rivals ? rows.map(row => row.rivals / frame.minorUnits) : null,
  };
}

async function readVisits(db: Database, account: number): Promise<AccountRecord["visits"]> {
  const by_channel = await db.query<{ channel: string | null; count: number }>(
    `SELECT channel, count(*) AS count FROM visits WHERE account = $account GROUP BY channel
     ORDER BY count DESC, channel`,
    { account },
  );
  const latest = await db.query<RecordedVisit>(
    `SELECT CASE WHEN hour_of_week < 0 THEN strftime("at", '%Y-%m-%d')
         ELSE strftime("at", '%Y-%m-%dT%H:%M') END AS "at",
       channel, outcome, minutes, rep_id
     FROM visits LEFT JOIN reps ON reps.idx = visits.rep WHERE account = $account
     ORDER BY visits."at" DESC LIMIT ${LATEST_VISITS}`,
    { account },
  );
  return { total: by_channel.reduce((sum, { count }) => sum + count, 0), by_channel, latest };
}

async function readWindows(db: Database, account: number, { end }: Frame): Promise<RecordedWindow[]> {
  const rows = await db.query<{
    channel: number;
    allowed: boolean;
    days: number;
    from_hour: number;
    to_hour: number;
  }>(
    `SELECT channel, allowed, days, from_hour, to_hour FROM preferences
     WHERE account = $account AND coalesce(valid_from <= $end::DATE, true) AND coalesce(valid_to >= $end::DATE, true)
     ORDER BY channel, from_hour, days`,
    { account, end },
  );
  return rows.map(({ channel, days, ...row }) => ({
    ...row,
    channel: CHANNELS[channel] ?? String(channel),
    days: [0, 1, 2, 3, 4, 5, 6].filter(day => (days >> day) & 1),
  }));
}

async function readCategories(
  db: Database,
  account: number,
  frame: Frame,
): Promise<AccountRecord["categories"]> {
  const [table] = await db.query<{ n: number }>(
    "SELECT count(*) AS n FROM information_schema.tables WHERE table_name = 'sales_by_category'",
  );
  if (table!.n === 0) return null;
  const rows = await db.query<{ category: string; own: number; rivals: number }>(
    `SELECT c.name AS category, coalesce(sum(amount) FILTER (brand = 0), 0)::DOUBLE AS own,
       coalesce(sum(amount) FILTER (brand > 0), 0)::DOUBLE AS rivals
     FROM sales_by_category s JOIN categories c ON c.idx = s.category
     WHERE s.account = $account AND s.period >= $from GROUP BY c.name ORDER BY sum(amount) DESC, c.name`,
    { account, from: frame.from },
  );
  return rows.map(({ category, own, rivals }) => ({
    category,
    own: own / frame.minorUnits,
    rivals: frame.rivals ? rivals / frame.minorUnits : null,
  }));
}
