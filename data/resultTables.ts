import { cellToString } from "../core/hexgrid.ts";
import { minorUnitsOf } from "../core/money.ts";
import { lastYearFrom } from "../core/period.ts";
import { readMeta } from "./loadMarket.ts";
import type { ColumnTable, TableColumn } from "./tables/columnTable.ts";
import type { Database, ReadColumn } from "./tables/duckdb.ts";

/**
 * The part of the contract's `cells`, `areas`, `territories` and `accounts` tables that follows from the data alone.
 *
 * Amounts are in units of the currency over the last 52 weeks (12 months) of history. What the input does not hold is
 * null, never zero: without rivals' sales `rival_amount` and all that rests on it are null. Each table ends with a row
 * whose id is null when there are accounts without one (unplaced, in no area, in no territory), so that totals agree.
 */

interface Frame {
  readonly from: number;
  readonly end: string;
  readonly minorUnits: number;
  readonly rivals: boolean;
  readonly activity: boolean;
}

async function frameOf(db: Database): Promise<Frame> {
  const meta = await readMeta(db);
  const [row] = await db.query<{ periods: number; end: string; rivals: boolean; activity: boolean }>(
    `SELECT (SELECT count(*) FROM periods) AS periods, EXISTS (SELECT 1 FROM sales WHERE brand > 0) AS rivals,
       (SELECT max(start) + INTERVAL 1 ${meta.period} - INTERVAL 1 DAY FROM periods)::DATE::VARCHAR AS "end",
       EXISTS (SELECT 1 FROM activity) AS activity`,
  );
  return {
    from: lastYearFrom({ period: meta.period, periodStart: { length: row!.periods } }),
    end: row!.end,
    minorUnits: minorUnitsOf(meta.decimals),
    rivals: row!.rivals,
    activity: row!.activity,
  };
}

/** Own and rival minor units by account, as a CTE. */
function amounts(frame: Frame): string {
  return `amounts AS (
    SELECT account, coalesce(sum(amount) FILTER (brand = 0), 0)::DOUBLE AS own,
      coalesce(sum(amount) FILTER (brand > 0), 0)::DOUBLE AS rival
    FROM sales WHERE period >= ${frame.from} GROUP BY account)`;
}

/** Sums over accounts by an index column of `accounts`; `id` is -1 for accounts that have none. */
function sumsBy(index: "cell" | "area" | "territory", frame: Frame): string {
  const open = `coalesce(opened <= DATE '${frame.end}', true) AND coalesce(closed > DATE '${frame.end}', true)
    AND idx NOT IN (SELECT account FROM successors)`;
  return `sums AS (
    SELECT ${index} AS id, count(DISTINCT site) FILTER (${open}) AS known,
      coalesce(sum(own), 0) AS own, coalesce(sum(rival), 0) AS rival
    FROM accounts LEFT JOIN amounts ON account = idx GROUP BY ${index})`;
}

function measures(frame: Frame): string {
  const unit = frame.minorUnits;
  const market = "(own + rival)";
  const derived = frame.rivals
    ? `rival / ${unit} AS rival_amount, ${market} / ${unit} AS market_amount, own / nullif(${market}, 0) AS own_share,
       rival / ${unit} AS untapped_amount, rival / nullif(${market}, 0) AS untapped_share`
    : `NULL::DOUBLE AS rival_amount, NULL::DOUBLE AS market_amount, NULL::DOUBLE AS own_share,
       NULL::DOUBLE AS untapped_amount, NULL::DOUBLE AS untapped_share`;
  return `coalesce(known, 0)::INTEGER AS known_accounts, coalesce(own, 0) / ${unit} AS own_amount, ${derived}`;
}

function activityColumn(frame: Frame): string {
  return frame.activity ? "coalesce(w.weight, 0)::DOUBLE AS activity" : "NULL::DOUBLE AS activity";
}

/** `cells`: by H3 cell, the row of unplaced accounts (cell null) last. */
export async function cellTable(db: Database): Promise<ColumnTable> {
  const frame = await frameOf(db);
  const columns = await db.columns(
    `WITH ${amounts(frame)}, ${sumsBy("cell", frame)},
     w AS (SELECT cell AS h3, sum(weight) AS weight FROM activity WHERE cell IS NOT NULL GROUP BY cell)
     SELECT coalesce(c.h3, 0)::UBIGINT AS cell, c.lat, c.lon, a.area_id, t.territory_id, ${measures(frame)},
       CASE WHEN c.h3 IS NULL THEN NULL ELSE x.activity END AS activity
     FROM sums LEFT JOIN cells c ON c.idx = sums.id LEFT JOIN areas a ON a.idx = c.area
       LEFT JOIN territories t ON t.idx = c.territory
       LEFT JOIN (SELECT h3, ${activityColumn(frame)} FROM cells LEFT JOIN w USING (h3)) x ON x.h3 = c.h3
     ORDER BY sums.id < 0, sums.id`,
  );
  return tableOf("cells", { ...columns, cell: hexCells(columns.cell as BigUint64Array) });
}

/** `areas`: all areas by id, then the row of accounts in none. */
export async function areaTable(db: Database): Promise<ColumnTable> {
  const frame = await frameOf(db);
  const columns = await db.columns(
    `WITH ${amounts(frame)}, ${sumsBy("area", frame)}
     SELECT a.area_id, a.name, a.population, ${measuresOrZero(frame)}
     FROM areas a FULL JOIN sums ON sums.id = a.idx ORDER BY a.idx IS NULL, a.idx`,
  );
  return tableOf("areas", columns);
}

/** `territories`: all territories by id, then the row of accounts in none. */
export async function territoryTable(db: Database): Promise<ColumnTable> {
  const frame = await frameOf(db);
  const columns = await db.columns(
    `WITH ${amounts(frame)}, ${sumsBy("territory", frame)}
     SELECT t.territory_id, t.name, t.rep_id, t.region_id, ${measuresOrZero(frame)}
     FROM territories t FULL JOIN sums ON sums.id = t.idx ORDER BY t.idx IS NULL, t.idx`,
  );
  return tableOf("territories", columns);
}

/** An area or territory without accounts has no sums: known sales there are zero, not unknown. */
function measuresOrZero(frame: Frame): string {
  return measures(frame).replaceAll(/\b(own|rival)\b(?!_)/g, "coalesce($1, 0)");
}

/** `accounts`: by account id; `closed` where it was closed by the end of history, `successor` where another number followed. */
export async function accountTable(db: Database): Promise<ColumnTable> {
  const frame = await frameOf(db);
  const rival = frame.rivals ? `coalesce(rival, 0) / ${frame.minorUnits}` : "NULL::DOUBLE";
  const columns = await db.columns(
    `WITH ${amounts(frame)}
     SELECT x.account_id, x.site_id, x.name, coalesce(c.h3, 0)::UBIGINT AS cell, x.lat, x.lon, coalesce(a.area_id, x.area_id) AS area_id,
       t.territory_id, x.territory_reason, y.name AS type, CASE WHEN x.closed <= DATE '${frame.end}' THEN x.closed::VARCHAR END AS closed, f.account_id AS successor,
       coalesce(own, 0) / ${frame.minorUnits} AS own_amount, ${rival} AS rival_amount
     FROM accounts x LEFT JOIN amounts ON amounts.account = x.idx LEFT JOIN cells c ON c.idx = x.cell
       LEFT JOIN areas a ON a.idx = x.area LEFT JOIN territories t ON t.idx = x.territory LEFT JOIN types y ON y.idx = x.type
       LEFT JOIN successors s ON s.account = x.idx LEFT JOIN accounts f ON f.idx = s.successor
     ORDER BY x.idx`,
  );
  return tableOf("accounts", { ...columns, cell: hexCells(columns.cell as BigUint64Array) });
}

/** The cell of each account, in the market's order; null for unplaced ones. */
export async function accountCells(db: Database): Promise<(string | null)[]> {
  const { cell } = await db.columns(
    "SELECT coalesce(c.h3, 0)::UBIGINT AS cell FROM accounts x LEFT JOIN cells c ON c.idx = x.cell ORDER BY x.idx",
  );
  return hexCells(cell as BigUint64Array);
}

/**
 * `activity`: weight of all kinds by cell and hour of the week (0 = Monday 00:00 local). `resolution` is `day` for dates without a
 * time, which stand at the day's first hour. Cells without an account are in it too; signals without a place are not.
 */
export async function activityTable(db: Database): Promise<ColumnTable> {
  const columns = await db.columns(
    `SELECT cell, hour_of_week::INTEGER AS hour_of_week, resolution, sum(weight) AS weight FROM activity
     WHERE cell IS NOT NULL GROUP BY ALL ORDER BY cell, hour_of_week, resolution`,
  );
  return tableOf("activity", { ...columns, cell: hexCells(columns.cell as BigUint64Array) });
}

/** 0 is no H3 index: it stands for "no cell" on the way out of DuckDB. */
function hexCells(cells: BigUint64Array): (string | null)[] {
  return Array.from(cells, c => (c === 0n ? null : cellToString(c)));
}

function tableOf(name: string, columns: Record<string, ReadColumn>): ColumnTable {
  const made = Object.entries(columns).map(([column, values]): TableColumn => {
    if (values instanceof Float64Array) return { name: column, type: "float64", values };
    if (values instanceof Int32Array) return { name: column, type: "int32", values };
    if (Array.isArray(values)) return { name: column, type: "utf8", values };
    throw new TypeError(`column ${column} of ${name} has a type that results do not have`);
  });
  return { name, rows: made[0]?.values.length ?? 0, columns: made };
}
