/**
 * The tables of a market folder: their columns, what each must look like, and which are required.
 * The contract's list; later tables are added here and get their own ingest file.
 */

/**
 * - `text`: trimmed, Unicode NFC; `key`: text that other tables refer to
 * - `number`: a decimal number; `amount`: money, kept as whole minor units
 * - `lat`, `lon`: degrees inside the globe
 * - `date`: a day; `instant`: a day, with a time or without one, local unless it carries a zone
 */
export type ColumnKind = "text" | "key" | "number" | "amount" | "lat" | "lon" | "date" | "instant";

export interface TableColumnSpec {
  readonly kind: ColumnKind;
  readonly required?: boolean;
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
const date = { kind: "date" } as const;

export const TABLES = {
  accounts: {
    columns: {
      account_id: key,
      lat: { kind: "lat" },
      lon: { kind: "lon" },
      name: text,
      type: text,
      site_id: optionalKey,
      area_id: optionalKey,
      territory_id: optionalKey,
      opened: date,
      closed: date,
      influence: number,
      digital_affinity: number,
    },
  },
  sales: {
    columns: {
      date: { kind: "date", required: true },
      brand: key,
      amount: { kind: "amount", required: true },
      units: number,
      category: text,
      account_id: optionalKey,
      area_id: optionalKey,
    },
    oneOf: [["account_id"], ["area_id"]],
  },
  areas: { columns: { area_id: key, name: text, population: number } },
  territories: {
    columns: {
      territory_id: key,
      area_id: optionalKey,
      cell: optionalKey,
      account_id: optionalKey,
      rep_id: optionalKey,
      name: text,
    },
    oneOf: [["area_id"], ["cell"], ["account_id"], ["rep_id"], ["name"]],
  },
  reps: {
    columns: {
      rep_id: key,
      name: text,
      lat: { kind: "lat" },
      lon: { kind: "lon" },
      weekly_calls: number,
      weekly_cost: number,
    },
  },
  visits: {
    columns: {
      account_id: key,
      at: { kind: "instant", required: true },
      rep_id: optionalKey,
      channel: text,
      minutes: number,
      outcome: text,
    },
  },
  activity: {
    columns: {
      at: { kind: "instant", required: true },
      lat: { kind: "lat" },
      lon: { kind: "lon" },
      account_id: optionalKey,
      weight: number,
      kind: text,
    },
    oneOf: [["account_id"], ["lat", "lon"]],
  },
  calendar: {
    columns: {
      name: { kind: "text", required: true },
      start: { kind: "date", required: true },
      end: { kind: "date", required: true },
      kind: { kind: "text", required: true },
      brand: optionalKey,
      area_id: optionalKey,
      depth: number,
    },
  },
} as const satisfies Record<string, TableSpec>;

export type TableName = keyof typeof TABLES;

export const TABLE_NAMES = Object.keys(TABLES) as readonly TableName[];

/** Kinds of `calendar` entries. */
export const CALENDAR_KINDS = ["holiday", "promotion", "price", "launch", "stockout", "closure"] as const;

/** Contact channels of `visits`. */
export const CHANNELS = ["face_to_face", "phone", "sms", "email", "whatsapp", "ivr", "web"] as const;
