/**
 * The market as columns: what `ingest` kept, in the shape that models learn from.
 *
 * Conventions. Amounts are whole minor currency units (cents, kuruş) in Float64. Indices are -1 for "none".
 * `brands[0]` is always the own brand. Periods are numbered from 0 at the start of history.
 */

/** One territory of today's plan. */
export interface Territory {
  readonly id: string;
  readonly name: string;
  readonly repId: string | null;
}

/** One area (brick, district, county). `attributes` holds its numeric properties. */
export interface Area {
  readonly id: string;
  readonly name: string;
  readonly population: number | null;
  readonly attributes: Readonly<Record<string, number>>;
  readonly geometry: import("geojson").Polygon | import("geojson").MultiPolygon;
}

/** One sales rep. Calls are contacts a week. */
export interface Rep {
  readonly id: string;
  readonly name: string;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly weeklyCalls: number | null;
  readonly weeklyCost: number | null;
}

/** The cells in use: every cell that holds an account. Length of each column: number of cells. */
export interface CellColumns {
  readonly count: number;
  /** H3 index as an integer. */
  readonly h3: BigUint64Array;
  readonly lat: Float64Array;
  readonly lon: Float64Array;
  /** The area / territory that holds most of the cell's amount; -1 for none. */
  readonly area: Int32Array;
  readonly territory: Int32Array;
}

/** The known accounts, in the order of `ids`. Length of each column: number of accounts. */
export interface AccountColumns {
  readonly count: number;
  readonly ids: readonly string[];
  readonly names: readonly (string | null)[];
  /** Index of the site: accounts of the same `site_id` share it. */
  readonly site: Int32Array;
  readonly siteIds: readonly string[];
  /** Cell index; -1 for an unplaced account. */
  readonly cell: Int32Array;
  readonly type: Int32Array;
  readonly area: Int32Array;
  readonly territory: Int32Array;
  readonly lat: Float64Array;
  readonly lon: Float64Array;
  /** Days since 1970-01-01; NaN where not given. */
  readonly opened: Float64Array;
  readonly closed: Float64Array;
  /** 1 = average. */
  readonly influence: Float64Array;
}

/** Sales summed by account × period × brand, sorted by (account, period, brand). */
export interface SalesColumns {
  readonly count: number;
  readonly account: Int32Array;
  readonly period: Int32Array;
  readonly brand: Uint8Array;
  /** Minor currency units; negative where returns outweigh sales. */
  readonly amount: Float64Array;
}

/** Contacts with known accounts inside history, sorted by (account, time). */
export interface VisitColumns {
  readonly count: number;
  readonly account: Int32Array;
  readonly period: Int32Array;
  readonly rep: Int32Array;
  /** 0 = Monday 00:00 local time … 167; -1 where the visit has a date without an hour. */
  readonly hourOfWeek: Int16Array;
}

/** Marketing calendar entries of the market itself (holidays by country are added by models). */
export interface CalendarEntry {
  readonly name: string;
  /** Days since 1970-01-01, both inclusive. */
  readonly start: number;
  readonly end: number;
  readonly kind: string;
  readonly brand: number;
  readonly area: number;
  readonly depth: number | null;
}

export interface Market {
  readonly name: string;
  readonly synthetic: boolean;
  readonly currency: string;
  /** Minor units in one unit of currency: 100 for USD and TRY, 1 for JPY. */
  readonly minorUnits: number;
  readonly timezone: string;
  /** ISO 3166-1 alpha-2, from the timezone; null when the zone belongs to no country. */
  readonly country: string | null;
  readonly language: "en" | "tr";
  readonly resolution: number;
  readonly period: "week" | "month";
  readonly seed: number;
  /** SHA-256 of everything that was ingested (files and configuration). */
  readonly hash: string;
  /** First day of each period of history, days since 1970-01-01, ascending. */
  readonly periodStart: Int32Array;
  readonly brands: readonly string[];
  readonly types: readonly string[];
  readonly territories: readonly Territory[];
  readonly areas: readonly Area[];
  readonly reps: readonly Rep[];
  readonly cells: CellColumns;
  readonly accounts: AccountColumns;
  readonly sales: SalesColumns;
  readonly visits: VisitColumns;
  readonly calendar: readonly CalendarEntry[];
}
