import type { Period } from "../../core/period.ts";
/**
 * The market as columns: what `ingest` kept, in the shape that models learn from.
 *
 * Conventions. Amounts are whole minor units (`core/money`) in Float64. Indices are -1 for "none".
 * `brands[0]` is always the own brand. Periods are numbered from 0 at the start of history.
 */

import type { Handover } from "../config/handover.ts";
import type { Channel } from "../config/vocabulary.ts";
import type { PlanRow } from "./planRows.ts";

/** One territory of today's plan. */
export interface Territory {
  readonly id: string;
  readonly name: string;
  readonly repId: string | null;
  /** What it rolls up into; absent or null: nothing. */
  readonly region?: string | null;
}

/**
 * What `territories` and `market.yaml` say of the plan, whether or not a known account is there. `territory/plan` makes
 * the plan of it. Rows of `territories` are those that hold at the end of history.
 */
export interface PlannedPlaces {
  /** Territory of each area; -1 where no row names it. */
  readonly areas: Int32Array;
  /** H3 strings, of the market's resolution or coarser, with their territory. */
  readonly cells: readonly { readonly cell: string; readonly territory: number }[];
  /** The territory of what no other one has; absent: that is nobody's. */
  readonly house?: number;
  /** All rows of `territories`, where any says from or until when it holds. */
  readonly dated?: readonly DatedRow[];
  /** Plans that are in force from a day on, ascending, each over the rows of `territories`. */
  readonly activated?: readonly ActivatedPlan[];
  /** Which of them is at the end of history; absent: none. */
  readonly inForce?: number;
}

/** A row of `territories` with the days on which it holds, since 1970-01-01, both inclusive; null: without limit. */
export interface DatedRow extends PlanRow {
  readonly from: number | null;
  readonly to: number | null;
}

/** A saved plan that `market.yaml` puts in force. */
export interface ActivatedPlan {
  readonly plan: string;
  /** Days since 1970-01-01. */
  readonly from: number;
  readonly steps: readonly (readonly PlanRow[])[];
  /** Those that its rows name. */
  readonly territories: readonly Territory[];
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
  /** The account, or the group, that each is a part of; absent where the input names none. */
  readonly parentIds?: readonly (string | null)[];
  /** The account under which the site goes on, -1 for none (`data/market/sites.ts`): neither churn nor a new customer. */
  readonly successor: Int32Array;
  /** Cell index; -1 for an unplaced account. */
  readonly cell: Int32Array;
  readonly type: Int32Array;
  readonly area: Int32Array;
  /** By today's plan. */
  readonly territory: Int32Array;
  /** What that plan is made of: the account's own id, and that of the row of `territories` that names the account. */
  readonly ownTerritory: Int32Array;
  readonly namedTerritory: Int32Array;
  readonly lat: Float64Array;
  readonly lon: Float64Array;
  /** Days since 1970-01-01; NaN where not given. */
  readonly opened: Float64Array;
  readonly closed: Float64Array;
  /** 1 = average. */
  readonly influence: Float64Array;
  /** 0 to 1; NaN where not given. */
  readonly digitalAffinity: Float64Array;
  /** Every other column of the table, by its name in the file (or in `columns`). */
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** A free attribute of the accounts: numbers (NaN: not given) where all of its values are, else text. */
export type Attribute =
  | { readonly kind: "number"; readonly values: Float64Array }
  | { readonly kind: "text"; readonly values: readonly (string | null)[] };

/** Sales summed by account × period × brand, sorted by (account, period, brand). */
export interface SalesColumns {
  readonly count: number;
  readonly account: Int32Array;
  readonly period: Int32Array;
  readonly brand: Uint8Array;
  /** Minor currency units; negative where returns outweigh sales. */
  readonly amount: Float64Array;
}

/**
 * Sales of the last two years of history by account × category × brand × year, sorted in this order. Empty where sales
 * carry no category, and in a market that was cut off (`proof/truncate`).
 */
export interface CategorySalesColumns {
  readonly count: number;
  readonly account: Int32Array;
  /** Index into `categories`; -1 for rows that name none. */
  readonly category: Int32Array;
  readonly brand: Uint8Array;
  /** 0: the last 52 weeks (12 months) of history; 1: the 52 before. */
  readonly year: Uint8Array;
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
  /** Index into CHANNELS; -1 where not given. */
  readonly channel: Int32Array;
  /** NaN where not given. */
  readonly minutes: Float64Array;
  /** As the file writes it. */
  readonly outcome: readonly (string | null)[];
}

/** What a row of dated totals covers. */
export type TotalSpan = Period | "quarter" | "year";

/**
 * Totals of a brand in an area, known and dark accounts together; sorted by area and start. Days since 1970-01-01,
 * both inclusive. Different sources, and different spans, may tell of the same days: never add those up.
 */
export interface AreaSalesColumns {
  readonly count: number;
  /** -1 where the market has no outlines; `areaIds` always tells. */
  readonly area: Int32Array;
  readonly areaIds: readonly string[];
  readonly start: Int32Array;
  readonly last: Int32Array;
  readonly span: readonly TotalSpan[];
  readonly brand: Int32Array;
  readonly source: Int32Array;
  /** Minor currency units. */
  readonly amount: Float64Array;
}

/** When accounts may be contacted, sorted by (account, channel). Hours of the day, local: [fromHour, toHour). */
export interface PreferenceColumns {
  readonly count: number;
  readonly account: Int32Array;
  /** Index into CHANNELS. */
  readonly channel: Int32Array;
  /** 1: contact is welcome in this window; 0: it is not. */
  readonly allowed: Uint8Array;
  /** Bitmask, Monday 1 … Sunday 64. */
  readonly days: Uint8Array;
  readonly fromHour: Float64Array;
  readonly toHour: Float64Array;
  /** Days since 1970-01-01, both inclusive; NaN: without limit. */
  readonly validFrom: Float64Array;
  readonly validTo: Float64Array;
}

/** What other lists of the same market hold, sorted by (source, ref). */
export interface SightingColumns {
  readonly count: number;
  readonly source: readonly string[];
  readonly ref: readonly string[];
  readonly lat: Float64Array;
  readonly lon: Float64Array;
  /** H3 index as an integer; the cell may hold no account. */
  readonly h3: BigUint64Array;
  /** The known account that it is; -1 where the list names none. */
  readonly account: Int32Array;
  /** As the list writes it; null where not given. */
  readonly name: readonly (string | null)[];
  readonly type: readonly (string | null)[];
  /** Columns that `accounts` has as attributes too, by their name there. What is text there may be of numbers here. */
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** The target of a territory (-1: the whole market) from `start` to `last`, which may lie ahead of history. */
export interface Target {
  readonly start: number;
  readonly last: number;
  readonly span: TotalSpan;
  readonly territory: number;
  /** Minor currency units. */
  readonly amount: number;
}

/** Deals as they stood at the end of history, sorted by id. Days since 1970-01-01. */
export interface OpportunityColumns {
  readonly count: number;
  readonly ids: readonly string[];
  readonly account: Int32Array;
  readonly opened: Int32Array;
  /** NaN: open, or not given. */
  readonly closed: Float64Array;
  readonly outcome: readonly ("won" | "lost" | "open" | null)[];
  /** Minor currency units; NaN where not given. */
  readonly amount: Float64Array;
}

/** Service tickets as they stood at the end of history. Days since 1970-01-01 with the time as a fraction; NaN: none. */
export interface TicketColumns {
  readonly count: number;
  readonly account: Int32Array;
  readonly opened: Float64Array;
  readonly resolved: Float64Array;
  readonly due: Float64Array;
  /** Resolved at the first contact: 1 yes, 0 no, -1 not given. */
  readonly firstContact: Int32Array;
}

/** Answers of customers up to the end of history; NaN where not asked. */
export interface SurveyColumns {
  readonly count: number;
  readonly account: Int32Array;
  readonly day: Int32Array;
  /** 0 to 10. */
  readonly nps: Float64Array;
  /** 1 to 5. */
  readonly csat: Float64Array;
}

/** What things cost and bring, from `market.yaml`. Money in major currency units. */
export interface Economics {
  /** Share of an own amount that is left after its cost. */
  readonly margin?: number | undefined;
  /** By channel, for one contact. */
  readonly contact_cost?: Readonly<Partial<Record<Channel, number>>> | undefined;
  /** One rep for a week. */
  readonly rep_week?: number | undefined;
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
  /** Minor units in one unit of the currency, a power of ten: 100 where amounts have two decimals. */
  readonly minorUnits: number;
  readonly timezone: string;
  /** ISO 3166-1 alpha-2, from the timezone; null when the zone belongs to no country. */
  readonly country: string | null;
  readonly language: "en" | "tr";
  readonly resolution: number;
  readonly period: Period;
  readonly seed: number;
  /** SHA-256 of the content: the same rows and settings have the same hash, however the files are written. */
  readonly hash: string;
  /** First day of each period of history, days since 1970-01-01, ascending. */
  readonly periodStart: Int32Array;
  readonly brands: readonly string[];
  readonly types: readonly string[];
  readonly territories: readonly Territory[];
  readonly areas: readonly Area[];
  readonly plan: PlannedPlaces;
  readonly reps: readonly Rep[];
  readonly cells: CellColumns;
  readonly accounts: AccountColumns;
  readonly sales: SalesColumns;
  /** Product groups that sales name, by name. */
  readonly categories: readonly string[];
  readonly categorySales: CategorySalesColumns;
  readonly visits: VisitColumns;
  readonly calendar: readonly CalendarEntry[];
  readonly areaSales: AreaSalesColumns;
  readonly preferences: PreferenceColumns;
  readonly sightings: SightingColumns;
  readonly targets: readonly Target[];
  readonly opportunities: OpportunityColumns;
  readonly tickets: TicketColumns;
  readonly surveys: SurveyColumns;
  readonly economics: Economics;
  readonly handover: Handover;
}
