import { cellCentre } from "../../core/hexgrid.ts";
import { lastYearFrom } from "../../core/period.ts";
import type { Area } from "../market/market.ts";
import { literal } from "../tables/duckdb.ts";
import type { IngestContext } from "./context.ts";
import type { History } from "./periods.ts";

/** Writes `periods` and `brands`, and `scratch.final_brands`(b, idx). */
export async function writePeriodsAndBrands(
  context: IngestContext,
  history: History,
  brands: readonly string[],
): Promise<void> {
  const { db } = context;
  await db.run(
    "CREATE TABLE periods (idx INTEGER, start DATE); CREATE TABLE brands (idx INTEGER, name VARCHAR)",
  );
  await db.run("CREATE TEMP TABLE starts (idx INTEGER, day INTEGER)");
  await db.append("starts", [history.starts.map((_, i) => i), [...history.starts]], "temp");
  await db.run("INSERT INTO periods SELECT idx, DATE '1970-01-01' + day FROM temp.starts ORDER BY idx");
  await db.append("brands", [brands.map((_, i) => i), [...brands]]);
  await db.run(
    "CREATE TABLE scratch.final_brands AS SELECT b, idx FROM scratch.brands JOIN brands ON brands.name = scratch.brands.brand",
  );
}

/** Writes `areas`, in the order given. */
export async function writeAreas(context: IngestContext, areas: readonly Area[]): Promise<void> {
  const { db } = context;
  await db.run(
    `CREATE TABLE areas (idx INTEGER, area_id VARCHAR, name VARCHAR, population DOUBLE, attributes VARCHAR, geometry VARCHAR);
     CREATE TABLE scratch.area_ids (area_id VARCHAR)`,
  );
  const columns = [
    areas.map((_, i) => i),
    areas.map(a => a.id),
    areas.map(a => a.name),
    areas.map(a => a.population),
    areas.map(a => JSON.stringify(a.attributes)),
    areas.map(a => JSON.stringify(a.geometry)),
  ];
  await db.append("areas", columns);
  await db.append("area_ids", [areas.map(a => a.id)], "scratch");
}

/**
 * Writes `territories`: those of the plan on any day, those that accounts name and the house, by id; `plan`, what it says
 * of areas and cells now, and `dated_plan`, all of it where any row says when it holds.
 */
export async function writeTerritories(context: IngestContext): Promise<void> {
  // What a row says that holds now goes before what others said.
  const now = "(p.src, p.rec) NOT IN (SELECT (src, rec) FROM scratch.plan_now)";
  const told = (column: string) =>
    `first(${column} ORDER BY ${now}, src, rec) FILTER (${column} IS NOT NULL) AS ${column}`;
  const house = context.config.house_territory;
  await context.db.run(
    `CREATE TABLE territories AS
     WITH named AS (
       SELECT territory_id, ${["name", "rep_id", "region_id"].map(told).join(", ")}
       FROM scratch.plan p GROUP BY territory_id),
     ids AS (SELECT territory_id FROM named UNION
       SELECT territory_id FROM scratch.member JOIN scratch.final_accounts USING (a) WHERE territory_id IS NOT NULL
       ${house === undefined ? "" : `UNION SELECT ${literal(house)}`})
     SELECT (row_number() OVER (ORDER BY territory_id) - 1)::INTEGER AS idx, territory_id,
       coalesce(name, territory_id) AS name, rep_id, region_id
     FROM ids LEFT JOIN named USING (territory_id) ORDER BY territory_id`,
  );
  await context.db.run(
    `CREATE TABLE plan AS
     SELECT t.idx AS territory, r.idx AS area, lower(p.cell) AS cell FROM scratch.plan_now p
       JOIN territories t USING (territory_id) LEFT JOIN areas r ON r.area_id = p.area_id
     WHERE r.idx IS NOT NULL OR p.cell IS NOT NULL ORDER BY r.idx, p.cell;
     CREATE TABLE activated_plans ("from" INTEGER, json VARCHAR);
     CREATE TABLE dated_plan AS
     SELECT territory_id AS territory, account_id AS account, area_id AS area, lower(cell) AS cell, valid_from, valid_to
     FROM scratch.plan WHERE EXISTS (SELECT 1 FROM scratch.plan WHERE valid_from IS NOT NULL OR valid_to IS NOT NULL)
       AND coalesce(account_id, area_id, cell) IS NOT NULL
     ORDER BY territory_id, account_id, area_id, cell, valid_from`,
  );
}

/**
 * Writes `cells`: every cell that holds an account, by H3 index. Its area and territory are those that hold most of its
 * amount (all brands) over the last year of history; without any amount, most of its accounts.
 */
export async function writeCells(context: IngestContext, history: History): Promise<void> {
  const { db } = context;
  const from = lastYearFrom({ period: history.period, periodStart: history.starts });
  await db.run(
    `CREATE TABLE scratch.account_weight AS
     SELECT a, coalesce(sum(amount), 0) AS weight FROM scratch.final_accounts f
       LEFT JOIN sales s ON s.account = f.idx AND s.period >= ${from} GROUP BY a`,
  );
  const most = (id: string) => `(
    SELECT cell, ${id} FROM scratch.member JOIN scratch.account_weight USING (a)
    WHERE cell IS NOT NULL AND ${id} IS NOT NULL GROUP BY cell, ${id}
    QUALIFY row_number() OVER (PARTITION BY cell ORDER BY sum(weight) DESC, count(*) DESC, ${id}) = 1)`;
  const rows = await db.columns(
    `SELECT c.cell, coalesce(t.idx, -1)::INTEGER AS territory, coalesce(r.idx, -1)::INTEGER AS area
     FROM (SELECT DISTINCT cell FROM scratch.member JOIN scratch.final_accounts USING (a) WHERE cell IS NOT NULL) c
     LEFT JOIN ${most("territory_id")} mt USING (cell) LEFT JOIN territories t USING (territory_id)
     LEFT JOIN ${most("area_id")} ma ON ma.cell = c.cell LEFT JOIN areas r ON r.area_id = ma.area_id ORDER BY c.cell`,
  );
  const h3 = Array.from(rows.cell as BigUint64Array);
  const centres = h3.map(cellCentre);
  await db.run(
    "CREATE TABLE cells (idx INTEGER, h3 UBIGINT, lat DOUBLE, lon DOUBLE, area INTEGER, territory INTEGER)",
  );
  const columns = [
    h3.map((_, i) => i),
    h3,
    centres.map(([lat]) => lat),
    centres.map(([, lon]) => lon),
    Array.from(rows.area as Int32Array),
    Array.from(rows.territory as Int32Array),
  ];
  await db.append("cells", columns);
}

/** Writes `types`, `sites` and `accounts`. A closing day after the end that `history.to` sets is not known yet. */
export async function writeAccounts(context: IngestContext): Promise<void> {
  const to = context.config.history.to;
  const closed = to === undefined ? "closed" : `CASE WHEN closed <= DATE '${to}' THEN closed END`;
  const kept = "scratch.accounts JOIN scratch.final_accounts USING (a)";
  await context.db.run(
    `CREATE TABLE types AS SELECT (row_number() OVER (ORDER BY name) - 1)::INTEGER AS idx, name
       FROM (SELECT DISTINCT type AS name FROM ${kept} WHERE type IS NOT NULL) ORDER BY name;
     CREATE TABLE sites AS SELECT (row_number() OVER (ORDER BY site_id) - 1)::INTEGER AS idx, site_id
       FROM (SELECT DISTINCT site_id FROM ${kept}) ORDER BY site_id;
     CREATE TABLE accounts AS
     SELECT f.idx, x.account_id, x.name, coalesce(y.idx, -1)::INTEGER AS type, s.idx AS site, x.site_id,
       coalesce(c.idx, -1)::INTEGER AS cell, coalesce(r.idx, -1)::INTEGER AS area, coalesce(t.idx, -1)::INTEGER AS territory,
       coalesce(o.idx, -1)::INTEGER AS own_territory, coalesce(n.idx, -1)::INTEGER AS named_territory, m.area_id, m.reason AS territory_reason, x.parent_id, x.lat, x.lon, opened, ${closed} AS closed, influence, digital_affinity, e.attributes
     FROM scratch.accounts x JOIN scratch.final_accounts f USING (a) JOIN scratch.member m USING (a)
       JOIN sites s ON s.site_id = x.site_id LEFT JOIN types y ON y.name = x.type LEFT JOIN cells c ON c.h3 = m.cell
       LEFT JOIN areas r ON r.area_id = m.area_id LEFT JOIN territories t ON t.territory_id = m.territory_id
       LEFT JOIN territories o ON o.territory_id = x.territory_id
       LEFT JOIN scratch.plan_now p ON p.account_id = x.account_id LEFT JOIN territories n ON n.territory_id = p.territory_id
       LEFT JOIN scratch.attributes e ON e.src = x.src AND e.rec = x.rec
     ORDER BY f.idx`,
  );
}
