import { isoDay, type Period } from "../../core/period.ts";
import { readMeta } from "../loadMarket.ts";
import { attributeColumns } from "../market/attributes.ts";
import type { Database } from "../tables/duckdb.ts";
import { holdsSize, reachOf } from "./columns.ts";

/**
 * What a market's files hold, as far as it decides what a twin can learn. Coverage is counted in accounts (cells,
 * areas), never in rows of an event table: then more rows can only cover more. Counts of accounts are rows of the
 * accounts table, closed ones included, because their past teaches too.
 */
export interface ReadinessFacts {
  readonly period: Period;
  /** Last day of history, ISO. */
  readonly lastDay: string;
  /** Length of history. */
  readonly years: number;
  readonly accounts: number;
  readonly cells: number;
  readonly areas: number;
  readonly territories: number;
  readonly placed: { readonly accounts: number; readonly amountShare: number };
  /** Accounts with a value in each. */
  readonly attributes: {
    readonly type: number;
    readonly size: number;
    readonly opened: number;
    readonly influence: number;
    readonly digitalAffinity: number;
  };
  readonly plan: { readonly accounts: number; readonly repsWithCalls: number };
  /** Accounts with at least one visit, and with at least one that says when, how and by whom. */
  readonly visits: {
    readonly accounts: number;
    readonly hours: number;
    readonly channel: number;
    readonly rep: number;
    readonly channels: number;
  };
  readonly windows: number;
  /** Accounts with rivals' sales, areas with rivals' totals. */
  readonly rivals: { readonly accounts: number; readonly areas: number };
  /** Other lists of the market and the number of places in them. */
  readonly lists: { readonly count: number; readonly places: number };
  /** Cells with any timed signal, and with one that has hours. */
  readonly activity: { readonly day: number; readonly hour: number };
  /** Days that targets cover, and territories that have their own. */
  readonly targets: { readonly days: number; readonly territories: number };
  readonly categories: { readonly count: number; readonly amountShare: number };
  /** Entries by kind. */
  readonly calendar: { readonly holidays: number; readonly offers: number; readonly supply: number };
  readonly areasWithPopulation: number;
  /** Accounts with a number to call, and with an address to write to. */
  readonly reach: { readonly phone: number; readonly mail: number };
  /** Accounts with at least one of each. */
  readonly service: {
    readonly opportunities: number;
    readonly tickets: number;
    readonly surveys: number;
  };
}

const DAYS_PER_YEAR = 365.25;

/** Reads the facts from a database that `ingest` has finished. */
export async function readReadinessFacts(db: Database): Promise<ReadinessFacts> {
  const { period } = await readMeta(db);
  const counts = await oneRow(db, countsSql(period));
  const categories = await readCategories(db);
  const columns = await readAttributes(db);
  const n = (name: string) => counts[name]!;
  return {
    period,
    lastDay: isoDay(n("last_day")),
    years: (n("last_day") + 1 - n("first_day")) / DAYS_PER_YEAR,
    accounts: n("accounts"),
    cells: n("cells"),
    areas: n("areas"),
    territories: n("territories"),
    placed: { accounts: n("placed"), amountShare: n("placed_share") },
    attributes: {
      type: n("typed"),
      size: columns.size,
      opened: n("opened"),
      influence: n("influence"),
      digitalAffinity: n("digital"),
    },
    plan: { accounts: n("planned"), repsWithCalls: n("reps_with_calls") },
    visits: {
      accounts: n("visited"),
      hours: n("visited_hours"),
      channel: n("visited_channel"),
      rep: n("visited_rep"),
      channels: n("channels"),
    },
    windows: n("windows"),
    rivals: { accounts: n("rival_accounts"), areas: n("rival_areas") },
    lists: { count: n("lists"), places: n("list_places") },
    activity: { day: n("active_cells"), hour: n("active_cells_hour") },
    targets: { days: n("target_days"), territories: n("target_territories") },
    categories,
    calendar: { holidays: n("holidays"), offers: n("offers"), supply: n("supply") },
    areasWithPopulation: n("populated"),
    reach: { phone: columns.phone, mail: columns.mail },
    service: { opportunities: n("opportunities"), tickets: n("tickets"), surveys: n("surveys") },
  };
}

async function oneRow(db: Database, sql: string): Promise<Record<string, number>> {
  const [row] = await db.query<Record<string, number>>(sql);
  return row!;
}

/** One row of counts. Tables that the files do not hold are there and empty. */
function countsSql(period: Period): string {
  const scalars: Record<string, string> = {
    first_day: "SELECT min(start) - DATE '1970-01-01' FROM periods",
    last_day: `SELECT (max(start) + INTERVAL 1 ${period} - INTERVAL 1 DAY)::DATE - DATE '1970-01-01' FROM periods`,
    accounts: "SELECT count(*) FROM accounts",
    cells: "SELECT count(*) FROM cells",
    areas: "SELECT count(*) FROM areas",
    populated: "SELECT count(*) FROM areas WHERE population > 0",
    territories: "SELECT count(*) FROM territories",
    placed: "SELECT count(*) FROM accounts WHERE cell >= 0",
    // Returns count too: it is the amount that moves at a place.
    placed_share:
      "SELECT coalesce(sum(abs(amount)) FILTER (cell >= 0) / nullif(sum(abs(amount)), 0), 0)::DOUBLE FROM sales JOIN accounts ON account = idx",
    typed: "SELECT count(*) FROM accounts WHERE type >= 0",
    opened: "SELECT count(opened) FROM accounts",
    // Ingest writes 1, the average, where none is given: a column of ones tells nothing apart.
    influence:
      "SELECT CASE WHEN count(*) FILTER (influence <> 1) > 0 THEN count(influence) ELSE 0 END FROM accounts",
    digital: "SELECT count(digital_affinity) FROM accounts",
    planned: "SELECT count(*) FROM accounts WHERE territory >= 0",
    reps_with_calls: "SELECT count(*) FROM reps WHERE weekly_calls > 0",
    visited: "SELECT count(DISTINCT account) FROM visits",
    visited_hours: "SELECT count(DISTINCT account) FROM visits WHERE hour_of_week >= 0",
    visited_channel: "SELECT count(DISTINCT account) FROM visits WHERE channel IS NOT NULL",
    visited_rep: "SELECT count(DISTINCT account) FROM visits WHERE rep >= 0",
    channels: "SELECT count(DISTINCT channel) FROM visits",
    windows: "SELECT count(DISTINCT account) FROM preferences",
    rival_accounts: "SELECT count(DISTINCT account) FROM sales WHERE brand > 0",
    rival_areas: "SELECT count(DISTINCT area) FROM area_sales WHERE brand > 0 AND area >= 0",
    lists: "SELECT count(DISTINCT source) FROM sightings",
    list_places: "SELECT count(*) FROM sightings",
    active_cells: "SELECT count(DISTINCT cell) FROM activity JOIN cells ON h3 = cell",
    active_cells_hour:
      "SELECT count(DISTINCT cell) FROM activity JOIN cells ON h3 = cell WHERE resolution = 'hour'",
    target_days:
      "SELECT count(DISTINCT d) FROM (SELECT unnest(generate_series(start, last, INTERVAL 1 DAY)) AS d FROM targets)",
    target_territories: "SELECT count(DISTINCT territory) FROM targets WHERE territory >= 0",
    holidays: "SELECT count(*) FROM calendar WHERE kind = 'holiday'",
    offers: "SELECT count(*) FROM calendar WHERE kind IN ('promotion', 'price', 'launch')",
    supply: "SELECT count(*) FROM calendar WHERE kind IN ('stockout', 'closure')",
    opportunities: "SELECT count(DISTINCT account) FROM opportunities",
    tickets: "SELECT count(DISTINCT account) FROM tickets",
    surveys: "SELECT count(DISTINCT account) FROM surveys",
  };
  return `SELECT ${Object.entries(scalars)
    .map(([name, sql]) => `(${sql}) AS ${name}`)
    .join(", ")}`;
}

/** `sales_by_category` is made only where some row of sales carries one. */
async function readCategories(db: Database): Promise<ReadinessFacts["categories"]> {
  const [there] = await db.query(
    "SELECT 1 FROM information_schema.tables WHERE table_name = 'sales_by_category'",
  );
  if (!there) return { count: 0, amountShare: 0 };
  const row = await oneRow(
    db,
    `SELECT count(DISTINCT category) FILTER (category >= 0) AS count,
       coalesce(sum(abs(amount)) FILTER (category >= 0) / nullif(sum(abs(amount)), 0), 0)::DOUBLE AS share
     FROM sales_by_category`,
  );
  return { count: row.count!, amountShare: row.share! };
}

/** Free columns of accounts: the best filled one that tells of size, and accounts that can be called or written to. */
async function readAttributes(db: Database): Promise<{ size: number; phone: number; mail: number }> {
  const { attributes } = await db.columns("SELECT attributes FROM accounts ORDER BY idx");
  const columns = Object.entries(attributeColumns(attributes as (string | null)[]));
  let size = 0;
  const filled = { phone: new Set<number>(), mail: new Set<number>() };
  for (const [name, { kind, values }] of columns) {
    const given = [...values.keys()].filter(i =>
      kind === "number" ? !Number.isNaN(values[i]) : values[i] !== null,
    );
    const reach = reachOf(name);
    if (reach) for (const i of given) filled[reach].add(i);
    else if (kind === "number" && holdsSize(name)) size = Math.max(size, given.length);
  }
  return { size, phone: filled.phone.size, mail: filled.mail.size };
}
