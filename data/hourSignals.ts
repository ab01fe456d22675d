import { yearPeriods } from "../core/period.ts";
import { readMeta } from "./loadMarket.ts";
import type { Database } from "./tables/duckdb.ts";

/**
 * What the hours of the week are learned from, over the last 52 weeks of each kind: contacts are visits, orders the `activity`
 * rows of that kind, activity those of all other kinds (footfall, check-ins, a market's own words). What is older is
 * left out, since hours and delivery days change.
 */
export const HEAT_METRICS = ["contacts", "orders", "activity"] as const;
export type HeatMetric = (typeof HEAT_METRICS)[number];

/** Signals summed by account, place and hour of the week, sorted by these. Length of each column: `count`. */
export interface SignalColumns {
  readonly count: number;
  /** -1: a place alone. */
  readonly account: Int32Array;
  /** H3 index as an integer; 0 where the signal has no place. The cell may hold no account. */
  readonly h3: BigUint64Array;
  /** 0 = Monday 00:00 local time; the day's first hour where there is only a date. */
  readonly hourOfWeek: Int32Array;
  /** 1 where the hour is known, 0 where only the date is. */
  readonly timed: Uint8Array;
  /** 1 in the last quarter of the signals' time, which tells how well the earlier ones foretell. */
  readonly late: Uint8Array;
  /** Weight a week, in the signal's own unit, over the weeks from its kind's first day to its last. */
  readonly weight: Float64Array;
  /**
   * How many single signals the weight is worth: Σw / (Σw²/Σw of the kind), Kish's effective sample size. A footfall
   * count of five people at once is less than five signals.
   */
  readonly signals: Float64Array;
}

/** By metric; null where the input holds none. */
export type HourSignals = Readonly<Record<HeatMetric, SignalColumns | null>>;

/** Reads the signals from the database that `ingest` made. */
export async function readHourSignals(db: Database): Promise<HourSignals> {
  return {
    contacts: await readContacts(db),
    orders: await readActivity(db, "kind = 'orders'"),
    activity: await readActivity(db, "kind IS DISTINCT FROM 'orders'"),
  };
}

async function readContacts(db: Database): Promise<SignalColumns | null> {
  const { period } = await readMeta(db);
  return readSignals(
    db,
    `WITH span AS (SELECT max(idx) + 1 - ${yearPeriods(period)} AS "from",
       (max(start) + INTERVAL 1 ${period})::DATE AS "end" FROM periods),
     recent AS (SELECT account, "at", hour_of_week, "end" FROM visits, span WHERE period >= "from"),
     weeks AS (SELECT greatest(1, (any_value("end") - min("at")::DATE) / 7) AS weeks FROM recent)
     SELECT account, coalesce(c.h3, 0)::UBIGINT AS h3,
       (CASE WHEN hour_of_week >= 0 THEN hour_of_week ELSE (isodow("at") - 1) * 24 END)::INTEGER AS hour,
       (hour_of_week >= 0)::UTINYINT AS timed, ("end" - "at"::DATE < 7 * weeks / 4)::UTINYINT AS late,
       count(*) / any_value(weeks) AS weight, count(*)::DOUBLE AS signals
     FROM recent, weeks JOIN accounts a ON a.idx = account LEFT JOIN cells c ON c.idx = a.cell
     GROUP BY ALL ORDER BY account, h3, hour, timed, late`,
  );
}

async function readActivity(db: Database, kinds: string): Promise<SignalColumns | null> {
  return readSignals(
    db,
    `WITH mine AS (SELECT * FROM activity WHERE part > 0 AND ${kinds} AND weight > 0),
     kinds AS (SELECT kind, greatest(1, (max(last) + 1 - min(first)) / 7) AS weeks, sum(squares) / sum(weight) AS worth
       FROM mine GROUP BY kind)
     SELECT account, coalesce(cell, 0)::UBIGINT AS h3, hour_of_week::INTEGER AS hour,
       (resolution = 'hour')::UTINYINT AS timed, (part = 2)::UTINYINT AS late, sum(weight / weeks) AS weight,
       sum(weight / worth) AS signals
     FROM mine JOIN kinds ON mine.kind IS NOT DISTINCT FROM kinds.kind
     GROUP BY ALL ORDER BY account, h3, hour, timed, late`,
  );
}

async function readSignals(db: Database, sql: string): Promise<SignalColumns | null> {
  const c = await db.columns(sql);
  const account = c.account as Int32Array;
  if (account.length === 0) return null;
  return {
    count: account.length,
    account,
    h3: c.h3 as BigUint64Array,
    hourOfWeek: c.hour as Int32Array,
    timed: c.timed as Uint8Array,
    late: c.late as Uint8Array,
    weight: c.weight as Float64Array,
    signals: c.signals as Float64Array,
  };
}
