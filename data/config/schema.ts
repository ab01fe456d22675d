/**
 * The tables of a market folder: their columns, what each must look like, and which are required.
 * The contract's list.
 */
import {
  ACTIVITY_WORDS,
  CALENDAR_WORDS,
  CHANNEL_WORDS,
  FLAG_WORDS,
  OUTCOME_WORDS,
  type Vocabulary,
} from "./vocabulary.ts";

/**
 * - `text`: trimmed, Unicode NFC; `key`: text that other tables refer to
 * - `number`: a decimal number; `amount`: money, kept as whole minor units
 * - `lat`, `lon`: degrees inside the globe
 * - `date`: a day; `instant`: a day, with a time or without one, local unless it carries a zone
 * - `word`: one of a vocabulary; `flag`: yes or no
 * - `weekdays`: a set of days of the week; `hour`: an hour of the day, 0 to 24
 * - `period`: a week, month, quarter or year
 */
export type ColumnKind =
  | "text"
  | "key"
  | "number"
  | "amount"
  | "lat"
  | "lon"
  | "date"
  | "instant"
  | "word"
  | "flag"
  | "weekdays"
  | "hour"
  | "period";

export interface TableColumnSpec {
  readonly kind: ColumnKind;
  readonly required?: boolean;
  /** Bounds of a `number`, both inclusive. */
  readonly min?: number;
  readonly max?: number;
  /** It tells what happened: a day after today is an error. */
  readonly past?: boolean;
  /** Of a `word`. */
  readonly words?: Vocabulary;
  /** Words beyond the vocabulary are kept as they are written. */
  readonly open?: boolean;
}

/** At least one column of each group must be given. */
export interface TableSpec {
  readonly columns: Readonly<Record<string, TableColumnSpec>>;
  readonly oneOf?: readonly (readonly string[])[];
}

const key = { kind: "key", required: true } as const;
const optionalKey = { kind: "key" } as const;
const text = { kind: "text" } as const;
const number = { kind: "number" } as const;
const count = { kind: "number", min: 0 } as const;
const date = { kind: "date" } as const;
const lat = { kind: "lat" } as const;
const lon = { kind: "lon" } as const;
const pastDate = { kind: "date", required: true, past: true } as const;
const pastInstant = { kind: "instant", required: true, past: true } as const;
const flag = { kind: "flag", words: FLAG_WORDS } as const;
const hour = { kind: "hour" } as const;

export const TABLES = {
  accounts: {
    columns: {
      account_id: key,
      lat,
      lon,
      name: text,
      type: text,
      site_id: optionalKey,
      parent_id: optionalKey,
      area_id: optionalKey,
      territory_id: optionalKey,
      opened: date,
      closed: date,
      influence: count,
      digital_affinity: { kind: "number", min: 0, max: 1 },
    },
  },
  sales: {
    columns: {
      date: pastDate,
      brand: key,
      amount: { kind: "amount", required: true },
      units: number,
      category: text,
      account_id: optionalKey,
      area_id: optionalKey,
    },
    oneOf: [["account_id"], ["area_id"]],
  },
  areas: { columns: { area_id: key, name: text, population: count } },
  territories: {
    columns: {
      territory_id: key,
      area_id: optionalKey,
      cell: optionalKey,
      account_id: optionalKey,
      rep_id: optionalKey,
      name: text,
      region_id: optionalKey,
      valid_from: date,
      valid_to: date,
    },
    oneOf: [["area_id"], ["cell"], ["account_id"], ["rep_id"], ["name"]],
  },
  reps: { columns: { rep_id: key, name: text, lat, lon, weekly_calls: count, weekly_cost: count } },
  visits: {
    columns: {
      account_id: key,
      at: pastInstant,
      rep_id: optionalKey,
      channel: { kind: "word", words: CHANNEL_WORDS },
      minutes: count,
      outcome: text,
    },
  },
  preferences: {
    columns: {
      account_id: key,
      channel: { kind: "word", required: true, words: CHANNEL_WORDS },
      allowed: flag,
      days: { kind: "weekdays" },
      from_hour: hour,
      to_hour: hour,
      valid_from: date,
      valid_to: date,
    },
  },
  activity: {
    columns: {
      at: pastInstant,
      lat,
      lon,
      account_id: optionalKey,
      weight: number,
      kind: { kind: "word", words: ACTIVITY_WORDS, open: true },
    },
    oneOf: [["account_id"], ["lat", "lon"]],
  },
  calendar: {
    columns: {
      name: { kind: "text", required: true },
      start: { kind: "date", required: true },
      end: { kind: "date", required: true },
      kind: { kind: "word", required: true, words: CALENDAR_WORDS },
      brand: optionalKey,
      area_id: optionalKey,
      depth: number,
    },
  },
  sightings: {
    columns: {
      source: key,
      ref: key,
      lat: { kind: "lat", required: true },
      lon: { kind: "lon", required: true },
      account_id: optionalKey,
      name: text,
      type: text,
    },
  },
  targets: {
    columns: {
      period: { kind: "period", required: true },
      amount: { kind: "amount", required: true },
      territory_id: optionalKey,
    },
  },
  opportunities: {
    columns: {
      opportunity_id: key,
      account_id: key,
      opened: pastDate,
      closed: date,
      outcome: { kind: "word", words: OUTCOME_WORDS },
      amount: { kind: "amount" },
    },
  },
  tickets: {
    columns: {
      account_id: key,
      opened: pastInstant,
      resolved: { kind: "instant", past: true },
      first_contact: flag,
      due: { kind: "instant" },
    },
  },
  surveys: {
    columns: {
      account_id: key,
      at: pastInstant,
      nps: { kind: "number", min: 0, max: 10 },
      csat: { kind: "number", min: 1, max: 5 },
    },
    oneOf: [["nps"], ["csat"]],
  },
} as const satisfies Record<string, TableSpec>;

export type TableName = keyof typeof TABLES;

export const TABLE_NAMES = Object.keys(TABLES) as readonly TableName[];
