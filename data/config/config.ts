import { isAbsolute, join, normalize, sep } from "node:path";
import { z } from "zod";
import { InputError } from "../../core/errors.ts";
import { LANGUAGES, type Language } from "../../core/figures.ts";
import { MAX_SEED } from "../../core/rng.ts";
import { readWhole } from "../files/regularFile.ts";
import { MOST_EXPANDED } from "../text/expansion.ts";
import { decodeYaml } from "../yaml/decode.ts";
import { YAML_LIMITS } from "../yaml/limits.ts";
import { readYaml, type YamlText } from "../yaml/read.ts";
import { plainValue } from "../yaml/tree.ts";
import { COLUMN_NOTES } from "./columnNotes.ts";
import { configError, lineOf } from "./configErrors.ts";
import { handover, PUBLISHED_HANDOVER } from "./handover.ts";
import { didYouMean } from "./nearest.ts";
import { TABLE_NAMES, TABLES, type TableName } from "./schema.ts";
import { CHANNELS } from "./vocabulary.ts";

const day = z.iso.date({ error: "expected a day such as 2012-01-02" });

const source = z.strictObject({
  file: z.string().min(1).describe("Path inside the market folder"),
  columns: z.record(z.string(), z.string().min(1)).default({}),
  decimal: z.enum([",", "."]).optional().describe("Decimal mark, where the file leaves it open"),
  encoding: z.string().optional().describe("Such as utf-8, windows-1254, iso-8859-9 or utf-16le"),
  date_format: z.string().optional().describe("Such as DD.MM.YYYY or MM/DD/YYYY"),
  span: z
    .enum(["week", "month", "quarter", "year"])
    .optional()
    .describe("What one row of totals or targets covers"),
  delimiter: z.string().length(1).optional().describe("Between the fields of a line"),
  sheet: z.string().min(1).optional().describe("Of an Excel workbook with several sheets"),
});

/** A table's sources: one or a list. The columns' names and notes are for editors; `checkColumnName` checks them. */
function sourcesOf(table: TableName) {
  const notes: Readonly<Record<string, string>> = COLUMN_NOTES[table];
  const properties = Object.fromEntries(
    Object.entries(notes).map(([name, description]) => [name, { type: "string", description }]),
  );
  const closed = hasAttributes(table) ? {} : { additionalProperties: false };
  const columns = source.shape.columns.meta({
    description: "Our column: the file's column",
    properties,
    ...closed,
  });
  const one = source.extend({ columns }).meta({ id: table });
  return z.union([one.transform(s => [s]), z.array(one).min(1)]);
}

/** Any other column of accounts and sightings and property of areas is an attribute, and may be renamed too. */
function hasAttributes(table: TableName): boolean {
  return table === "accounts" || table === "areas" || table === "sightings";
}

type Sources = ReturnType<typeof sourcesOf>;

const tables = Object.fromEntries(TABLE_NAMES.map(name => [name, sourcesOf(name).optional()])) as Record<
  TableName,
  z.ZodOptional<Sources>
>;

const percent = z
  .union([z.number().min(0).max(1), z.string().regex(/^\d+([.,]\d+)?\s*%$/, 'expected a share such as "1%"')])
  .transform(v => (typeof v === "number" ? v : Number(v.replace("%", "").replace(",", ".").trim()) / 100));

const UNITS = { kB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 } as const;

const bytes = z
  .union([
    z.int().positive(),
    z.string().regex(/^\d{1,6} ?(kB|MB|GB|TB)$/, 'expected a size such as "20 GB"'),
  ])
  .transform(v => {
    if (typeof v === "number") return v;
    return Number.parseInt(v, 10) * UNITS[v.slice(-2) as keyof typeof UNITS];
  });

const amount = z.number().nonnegative();

const economics = z.strictObject({
  margin: percent.optional().describe("Share of an own amount that is left after its cost, 0.35 or 35%"),
  contact_cost: z
    .partialRecord(z.enum(CHANNELS), amount)
    .optional()
    .describe("What one contact costs, by channel"),
  rep_week: amount.optional().describe("What a rep costs in a week"),
});

const HOURS = /^([01]?\d|2[0-4])(?::([0-5]\d))?\s*-\s*([01]?\d|2[0-4])(?::([0-5]\d))?$/;

/** Minutes since midnight. */
const hours = z
  .string()
  .regex(HOURS, 'expected hours of a day such as "9-18" or "8:30-17:45"')
  .transform(text => {
    const [, fromHour, fromMinute, toHour, toMinute] = HOURS.exec(text)!;
    const minutes = (hour: string, minute: string | undefined) => 60 * Number(hour) + Number(minute ?? 0);
    return { from: minutes(fromHour!, fromMinute), to: minutes(toHour!, toMinute) };
  })
  .refine(({ from, to }) => from < to && to <= 1440, "expected an end after the begin, by 24 at the latest");

const travel = z.strictObject({
  detour: z.number().min(1).max(10).optional().describe("Kilometres of road for one as the crow flies"),
  speed: z.number().positive().max(300).optional().describe("Kilometres of road an hour, from door to door"),
  hours: hours.optional().describe("When reps leave home and are back, such as 9-18"),
  matrix: z
    .string()
    .min(1)
    .optional()
    .describe("CSV file of from_id, to_id and minutes, inside the market folder"),
});

const marketConfig = z.strictObject({
  name: z.string().min(1).describe("The market's name"),
  own_brand: z.string().min(1).describe("Our brand, as the column brand of sales writes it"),
  currency: z
    .string()
    .refine(isCurrency, "expected an ISO 4217 code such as TRY or USD")
    .describe("ISO 4217"),
  timezone: z
    .string()
    .refine(isTimezone, "expected an IANA time zone such as Europe/Istanbul")
    .describe("IANA time zone of local times, such as Europe/Istanbul"),
  language: z.enum(LANGUAGES).default("en").describe("Language of page and reports"),
  resolution: z.int().min(0).max(15).describe("H3 resolution of the cells: 8 for a city, 6 for a country"),
  period: z.enum(["week", "month"]).default("week").describe("Step of time; weeks start on Monday"),
  history: z
    .strictObject({ from: day.optional(), to: day.optional() })
    .default({})
    .describe("First and last day of history, both inclusive; default: all sales"),
  house_territory: z
    .string()
    .min(1)
    .optional()
    .describe("The territory of what no other one has; without it, that is nobody's"),
  plans: z
    .array(
      z.strictObject({
        plan: z.string().min(1).describe("A saved plan: NAME of plans/NAME.csv"),
        from: day.describe("First day on which it is in force"),
        targets: z
          .enum(["shared_out", "as_written"])
          .default("shared_out")
          .describe("Whether targets from that day on are shared out anew, or are by this plan already"),
      }),
    )
    .default([])
    .describe("Plans of territories that are in force one after the other; before the first, the sources"),
  seed: z.int().min(0).max(MAX_SEED).default(1).describe("Of everything that is drawn by chance"),
  max_rejects: percent.default(0.01).describe("Share of a table's rows that may be bad"),
  max_expanded: bytes
    .default(MOST_EXPANDED)
    .describe("The most that one packed file (.gz, .xlsx, .parquet) may unpack to, in bytes or as 20 GB"),
  synthetic: z.boolean().default(false).describe("The market is invented"),
  economics: economics.default({}).describe("What things cost and bring, in the market's currency"),
  handover: handover.prefault({}).describe("What it costs when accounts change rep"),
  travel: travel.default({}).describe("How reps travel: what their tours and travel minutes rest on"),
  sources: z
    .strictObject({ ...tables, accounts: sourcesOf("accounts"), sales: sourcesOf("sales") })
    .describe("Which file is which table"),
});

/** A checked `market.yaml`. Every table's sources are a list. */
export type MarketConfig = z.infer<typeof marketConfig>;
export type SourceConfig = z.infer<typeof source>;

/** JSON Schema of `market.yaml`, for editors; draft 7 is what those that know YAML read. */
export function configJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(marketConfig, { io: "input", target: "draft-7" });
}

const FILE = "market.yaml";

/**
 * Reads and checks `market.yaml` of a market folder.
 * @throws InputError naming the file, the line, the key, what was expected and what came.
 */
export async function readConfig(dir: string): Promise<MarketConfig> {
  const role = { kind: "config", name: `${FILE} in ${dir}`, inside: dir, details: { dir } } as const;
  const bytes = await readWhole(join(dir, FILE), role, YAML_LIMITS.bytes);
  if (bytes !== null) return parseConfig(decodeYaml(bytes, FILE, "config_encoding"));
  const mend = "a market folder holds market.yaml and its files; `penumbra init DIR` makes one";
  throw new InputError("config_missing", `there is no market.yaml in ${dir}; ${mend}`, { dir });
}

/** The language that a market asks for, whatever else is wrong with its `market.yaml`; null where it asks for none. */
export async function marketLanguage(dir: string): Promise<Language | null> {
  const role = { kind: "config", name: FILE, inside: dir } as const;
  const bytes = await readWhole(join(dir, FILE), role, YAML_LIMITS.bytes).catch(() => null);
  const asked = /^language:[ \t]{0,9}["']?([a-z]{2})\b/m.exec(bytes?.toString("utf8") ?? "")?.[1];
  return LANGUAGES.find(language => language === asked) ?? null;
}

/** Checks the text of a `market.yaml`; see {@link readConfig}. */
export function parseConfig(text: string): MarketConfig {
  const yaml = readYaml(text, FILE, "config_syntax");
  const value = plainValue(yaml.root) ?? {};
  const checked = marketConfig.safeParse(value);
  if (!checked.success) throw configError(checked.error.issues, value, yaml, knownKeys);
  checkSources(checked.data, yaml);
  checkPlans(checked.data, yaml);
  return checked.data;
}

function knownKeys(path: readonly PropertyKey[]): string[] {
  const [top, , third] = path;
  if (top === undefined) return Object.keys(marketConfig.shape);
  if (top === "history") return ["from", "to"];
  if (top === "plans") return ["plan", "from", "targets"];
  if (top === "travel") return Object.keys(travel.shape);
  if (top === "economics") return path.length === 1 ? Object.keys(economics.shape) : [...CHANNELS];
  if (top === "handover") return Object.keys(PUBLISHED_HANDOVER);
  if (top === "sources" && path.length === 1) return [...TABLE_NAMES];
  return third === "columns" ? [] : Object.keys(source.shape);
}

/** Paths stay inside the folder, and `columns` maps columns that we know. */
function checkSources(config: MarketConfig, yaml: YamlText): void {
  for (const table of TABLE_NAMES) {
    for (const item of config.sources[table] ?? []) {
      const line = lineOf(yaml, ["sources", table]);
      const path = normalize(item.file);
      if (isAbsolute(path) || path.split(sep)[0] === "..") {
        const message = `market.yaml line ${line}: sources.${table}: file "${item.file}" leaves the market folder; put it inside`;
        throw new InputError("source_outside", message, { table, file: item.file, line });
      }
      for (const ours of Object.keys(item.columns)) checkColumnName(table, ours, line);
    }
  }
}

/** Each day has one plan in force. */
function checkPlans({ plans }: MarketConfig, yaml: YamlText): void {
  plans.forEach(({ from }, i) => {
    const before = plans.findIndex(other => other.from === from);
    if (before === i) return;
    const line = lineOf(yaml, ["plans", i]);
    const message = `market.yaml line ${line}: plans: expected one plan from a day, got ${plans[before]!.plan} and ${plans[i]!.plan} from ${from}`;
    throw new InputError("config_invalid", message, { key: `plans.${i}.from`, line });
  });
}

function checkColumnName(table: TableName, ours: string, line: number): void {
  const known = Object.keys(TABLES[table].columns);
  if (known.includes(ours) || hasAttributes(table)) return;
  const hint = didYouMean(ours, known) || `; its columns: ${known.join(", ")}`;
  const message = `market.yaml line ${line}: sources.${table}.columns: "${ours}" is not a column of ${table}${hint} (write ours: theirs)`;
  throw new InputError("config_unknown_column", message, { table, column: ours, line });
}

function isCurrency(code: string): boolean {
  return /^[A-Z]{3}$/.test(code) && Intl.supportedValuesOf("currency").includes(code);
}

function isTimezone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
