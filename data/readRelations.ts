import { attributeColumns } from "./market/attributes.ts";
import type {
  AreaSalesColumns,
  OpportunityColumns,
  PreferenceColumns,
  SightingColumns,
  SurveyColumns,
  Target,
  TicketColumns,
  TotalSpan,
} from "./market/market.ts";
import type { Database } from "./tables/duckdb.ts";

/** Loads the tables beside accounts and sales from the database that `ingest` made. */
export async function readRelations(db: Database): Promise<{
  readonly areaSales: AreaSalesColumns;
  readonly preferences: PreferenceColumns;
  readonly sightings: SightingColumns;
  readonly targets: readonly Target[];
  readonly opportunities: OpportunityColumns;
  readonly tickets: TicketColumns;
  readonly surveys: SurveyColumns;
}> {
  return {
    areaSales: await readAreaSales(db),
    preferences: await readPreferences(db),
    sightings: await readSightings(db),
    targets: await readTargets(db),
    opportunities: await readOpportunities(db),
    tickets: await readTickets(db),
    surveys: await readSurveys(db),
  };
}

/** SQL: a date as a number, NaN where it is null. */
const dayOrNaN = (column: string) => `(${column} - DATE '1970-01-01')::DOUBLE AS ${column}`;

async function readAreaSales(db: Database): Promise<AreaSalesColumns> {
  const c = await db.columns(
    "SELECT area, area_id, start, last, span, brand, source::INTEGER AS source, amount FROM area_sales ORDER BY rowid",
  );
  const area = c.area as Int32Array;
  return {
    count: area.length,
    area,
    areaIds: c.area_id as string[],
    start: c.start as Int32Array,
    last: c.last as Int32Array,
    span: c.span as TotalSpan[],
    brand: c.brand as Int32Array,
    source: c.source as Int32Array,
    amount: c.amount as Float64Array,
  };
}

async function readPreferences(db: Database): Promise<PreferenceColumns> {
  const c = await db.columns(
    `SELECT account, channel, allowed::UTINYINT AS allowed, days, from_hour, to_hour, ${dayOrNaN("valid_from")},
       ${dayOrNaN("valid_to")} FROM preferences ORDER BY rowid`,
  );
  const account = c.account as Int32Array;
  return {
    count: account.length,
    account,
    channel: c.channel as Int32Array,
    allowed: c.allowed as Uint8Array,
    days: c.days as Uint8Array,
    fromHour: c.from_hour as Float64Array,
    toHour: c.to_hour as Float64Array,
    validFrom: c.valid_from as Float64Array,
    validTo: c.valid_to as Float64Array,
  };
}

async function readSightings(db: Database): Promise<SightingColumns> {
  const c = await db.columns(
    "SELECT source, ref, lat, lon, cell, account, name, type, attributes FROM sightings ORDER BY rowid",
  );
  const account = c.account as Int32Array;
  return {
    count: account.length,
    source: c.source as string[],
    ref: c.ref as string[],
    lat: c.lat as Float64Array,
    lon: c.lon as Float64Array,
    h3: c.cell as BigUint64Array,
    account,
    name: c.name as (string | null)[],
    type: c.type as (string | null)[],
    attributes: attributeColumns(c.attributes as (string | null)[]),
  };
}

async function readTargets(db: Database): Promise<Target[]> {
  const day = (column: string) => `(${column} - DATE '1970-01-01')::INTEGER AS ${column}`;
  return db.query<Target>(
    `SELECT ${day("start")}, ${day("last")}, span, territory, amount FROM targets ORDER BY rowid`,
  );
}

async function readOpportunities(db: Database): Promise<OpportunityColumns> {
  const c = await db.columns(
    `SELECT opportunity_id, account, opened, ${dayOrNaN("closed")}, outcome, amount FROM opportunities ORDER BY rowid`,
  );
  const account = c.account as Int32Array;
  return {
    count: account.length,
    ids: c.opportunity_id as string[],
    account,
    opened: c.opened as Int32Array,
    closed: c.closed as Float64Array,
    outcome: c.outcome as OpportunityColumns["outcome"],
    amount: c.amount as Float64Array,
  };
}

async function readTickets(db: Database): Promise<TicketColumns> {
  const c = await db.columns(
    `SELECT account, opened, resolved, due, coalesce(first_contact::INTEGER, -1) AS first_contact
     FROM tickets ORDER BY rowid`,
  );
  const account = c.account as Int32Array;
  return {
    count: account.length,
    account,
    opened: c.opened as Float64Array,
    resolved: c.resolved as Float64Array,
    due: c.due as Float64Array,
    firstContact: c.first_contact as Int32Array,
  };
}

async function readSurveys(db: Database): Promise<SurveyColumns> {
  const c = await db.columns("SELECT account, day, nps, csat FROM surveys ORDER BY rowid");
  const account = c.account as Int32Array;
  return {
    count: account.length,
    account,
    day: c.day as Int32Array,
    nps: c.nps as Float64Array,
    csat: c.csat as Float64Array,
  };
}
