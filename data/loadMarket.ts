import { minorUnitsOf } from "../core/money.ts";
import { historyEnd } from "../core/period.ts";
import { PUBLISHED_HANDOVER } from "./config/handover.ts";
import { CHANNELS } from "./config/vocabulary.ts";
import { countryOfZone } from "./country/country.ts";
import type { Meta } from "./ingest/ingest.ts";
import { attributeColumns } from "./market/attributes.ts";
import type {
  AccountColumns,
  ActivatedPlan,
  Area,
  CalendarEntry,
  CellColumns,
  DatedRow,
  Market,
  PlannedPlaces,
  Rep,
  SalesColumns,
  Territory,
  VisitColumns,
} from "./market/market.ts";
import { marketHash } from "./market/marketHash.ts";
import { readCategories } from "./readCategories.ts";
import { readRelations } from "./readRelations.ts";
import { type Database, literal, openDatabase } from "./tables/duckdb.ts";

/** Loads a market from the DuckDB file that `ingest` made. */
export async function loadMarket(databasePath: string): Promise<Market> {
  const db = await openDatabase(databasePath, { readOnly: true });
  try {
    return await readMarket(db);
  } finally {
    db.close();
  }
}

/** The meta record that `ingest` wrote: settings and its report. */
export async function readMeta(db: Database): Promise<Meta> {
  const [row] = await db.query<{ json: string }>("SELECT json FROM meta");
  return JSON.parse(row!.json) as Meta;
}

async function readMarket(db: Database): Promise<Market> {
  const meta = await readMeta(db);
  const periodStart = (await db.columns("SELECT start FROM periods ORDER BY idx")).start as Int32Array;
  const market: Omit<Market, "hash"> = {
    name: meta.name,
    synthetic: meta.synthetic,
    currency: meta.currency,
    minorUnits: minorUnitsOf(meta.decimals),
    timezone: meta.timezone,
    country: countryOfZone(meta.timezone),
    language: meta.language,
    resolution: meta.resolution,
    period: meta.period,
    seed: meta.seed,
    periodStart,
    brands: await names(db, "brands"),
    types: await names(db, "types"),
    territories: await readTerritories(db),
    areas: await readAreas(db),
    plan: await readPlan(db, meta, historyEnd({ period: meta.period, periodStart })),
    reps: await readReps(db),
    cells: await readCells(db),
    accounts: await readAccounts(db),
    sales: await readSales(db),
    ...(await readCategories(db, meta.period, periodStart.length)),
    visits: await readVisits(db),
    calendar: await readCalendar(db),
    ...(await readRelations(db)),
    economics: meta.economics,
    // A state of an earlier version holds none.
    handover: meta.handover ?? PUBLISHED_HANDOVER,
  };
  return { ...market, hash: marketHash(market) };
}

async function names(db: Database, table: "brands" | "types"): Promise<string[]> {
  return (await db.query<{ name: string }>(`SELECT name FROM ${table} ORDER BY idx`)).map(r => r.name);
}

async function readAreas(db: Database): Promise<Area[]> {
  const rows = await db.query<{
    id: string;
    name: string;
    population: number | null;
    attributes: string;
    geometry: string;
  }>("SELECT area_id AS id, name, population, attributes, geometry FROM areas ORDER BY idx");
  return rows.map(r => ({
    ...r,
    attributes: JSON.parse(r.attributes) as Record<string, number>,
    geometry: JSON.parse(r.geometry) as Area["geometry"],
  }));
}

/** Without regions in the input no territory says anything of one. */
async function readTerritories(db: Database): Promise<Territory[]> {
  const rows = await db.query<Territory & { region: string | null }>(
    'SELECT territory_id AS id, name, rep_id AS "repId", region_id AS region FROM territories ORDER BY idx',
  );
  return rows.map(({ region, ...territory }) => ({ ...territory, ...(region !== null && { region }) }));
}

/** @param end first day after history */
async function readPlan(db: Database, { house }: Meta, end: number): Promise<PlannedPlaces> {
  const rows = await db.query<{ territory: number; area: number | null; cell: string | null }>(
    "SELECT territory, area, cell FROM plan ORDER BY area, cell",
  );
  const [size] = await db.query<{ n: number }>("SELECT count(*) AS n FROM areas");
  const areas = new Int32Array(size!.n).fill(-1);
  for (const { area, territory } of rows) if (area !== null) areas[area] = territory;
  const cells = rows.flatMap(({ cell, territory }) => (cell === null ? [] : [{ cell, territory }]));
  const [at] = await db.query<{ idx: number }>("SELECT idx FROM territories WHERE territory_id = ?", [house]);
  const dated = await db.query<DatedRow>(
    `SELECT territory, account, area, cell, (valid_from - DATE '1970-01-01')::INTEGER AS "from",
       (valid_to - DATE '1970-01-01')::INTEGER AS "to" FROM dated_plan ORDER BY rowid`,
  );
  const plans = await db.query<{ json: string }>(`SELECT json FROM activated_plans ORDER BY "from"`);
  const activated = plans.map(({ json }) => JSON.parse(json) as ActivatedPlan);
  const inForce = activated.findLastIndex(({ from }) => from < end);
  return {
    areas,
    cells,
    ...(at && { house: at.idx }),
    ...(dated.length > 0 && { dated }),
    ...(activated.length > 0 && { activated }),
    ...(inForce >= 0 && { inForce }),
  };
}

async function readReps(db: Database): Promise<Rep[]> {
  return db.query<Rep>(
    'SELECT rep_id AS id, name, lat, lon, weekly_calls AS "weeklyCalls", weekly_cost AS "weeklyCost" FROM reps ORDER BY idx',
  );
}

async function readCells(db: Database): Promise<CellColumns> {
  const c = await db.columns("SELECT h3, lat, lon, area, territory FROM cells ORDER BY idx");
  const h3 = c.h3 as BigUint64Array;
  return {
    count: h3.length,
    h3,
    lat: c.lat as Float64Array,
    lon: c.lon as Float64Array,
    area: c.area as Int32Array,
    territory: c.territory as Int32Array,
  };
}

async function readAccounts(db: Database): Promise<AccountColumns> {
  const days = (name: string) => `(${name} - DATE '1970-01-01')::DOUBLE AS ${name}`;
  const c = await db.columns(
    `SELECT account_id, name, site, coalesce(successor, -1)::INTEGER AS successor, cell, type, area, territory, own_territory, named_territory, parent_id, lat, lon, ${days("opened")}, ${days("closed")}, influence,
       digital_affinity, attributes
     FROM accounts LEFT JOIN successors ON account = idx ORDER BY idx`,
  );
  const sites = await db.columns("SELECT site_id FROM sites ORDER BY idx");
  const ids = c.account_id as string[];
  const parents = c.parent_id as (string | null)[];
  return {
    count: ids.length,
    ids,
    names: c.name as (string | null)[],
    site: c.site as Int32Array,
    siteIds: sites.site_id as string[],
    ...(parents.some(parent => parent !== null) && { parentIds: parents }),
    successor: c.successor as Int32Array,
    cell: c.cell as Int32Array,
    type: c.type as Int32Array,
    area: c.area as Int32Array,
    territory: c.territory as Int32Array,
    ownTerritory: c.own_territory as Int32Array,
    namedTerritory: c.named_territory as Int32Array,
    lat: c.lat as Float64Array,
    lon: c.lon as Float64Array,
    opened: c.opened as Float64Array,
    closed: c.closed as Float64Array,
    influence: c.influence as Float64Array,
    digitalAffinity: c.digital_affinity as Float64Array,
    attributes: attributeColumns(c.attributes as (string | null)[]),
  };
}

async function readSales(db: Database): Promise<SalesColumns> {
  const c = await db.columns("SELECT account, period, brand, amount FROM sales");
  const amount = c.amount as Float64Array;
  return {
    count: amount.length,
    account: c.account as Int32Array,
    period: c.period as Int32Array,
    brand: c.brand as Uint8Array,
    amount,
  };
}

function channelIndex(column: string): string {
  const cases = CHANNELS.map((channel, i) => `WHEN ${literal(channel)} THEN ${i}`).join(" ");
  return `(CASE ${column} ${cases} ELSE -1 END)::INTEGER AS ${column}`;
}

async function readVisits(db: Database): Promise<VisitColumns> {
  const c = await db.columns(
    `SELECT account, period, rep, hour_of_week AS hour, ${channelIndex("channel")}, minutes, outcome FROM visits`,
  );
  const account = c.account as Int32Array;
  return {
    count: account.length,
    account,
    period: c.period as Int32Array,
    rep: c.rep as Int32Array,
    hourOfWeek: c.hour as Int16Array,
    channel: c.channel as Int32Array,
    minutes: c.minutes as Float64Array,
    outcome: c.outcome as (string | null)[],
  };
}

async function readCalendar(db: Database): Promise<CalendarEntry[]> {
  return db.query<CalendarEntry>(
    `SELECT name, (start - DATE '1970-01-01')::INTEGER AS start, ("end" - DATE '1970-01-01')::INTEGER AS "end", kind, brand,
       area, depth FROM calendar ORDER BY rowid`,
  );
}
