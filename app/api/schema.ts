import { z } from "zod";
import { SCOPES } from "../../twin/metrics.ts";
import { READINESS_IDS } from "../words/readiness.ts";
import { HEAT_METRICS } from "./heat.ts";
import { note } from "./notes.ts";

/**
 * The HTTP API between server and page, as zod schemas: Fastify validates with them, OpenAPI is generated from
 * them, and the page takes its types from them. Amounts are in major currency units (USD, TRY).
 */

const interval = z.object({ mean: z.number(), p05: z.number(), p95: z.number() });

export const problem = z.object({ code: z.string(), message: z.string() });

export const marketInfo = z.object({
  /** Short name in URLs. */
  id: z.string(),
  name: z.string(),
  synthetic: z.boolean(),
  language: z.enum(["en", "tr"]),
  currency: z.string(),
  timezone: z.string(),
  resolution: z.number(),
  period: z.enum(["week", "month"]),
  brands: z.array(z.string()).describe("own brand first, then rivals by amount"),
  /** [west, south, east, north] of the cells, degrees. */
  bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  history: z.object({ first: z.string(), last: z.string(), periods: z.number() }),
  counts: z.object({
    accounts: z.number().describe("open at the end of history, as sites and unplaced are"),
    sites: z.number(),
    unplaced: z.number(),
    cells: z.number(),
    territories: z.number(),
    areas: z.number(),
  }),
  activity: z.enum(["hour", "day"]).nullable().describe("finest time of the activity signal; null: none"),
  heat: z
    .record(z.enum(HEAT_METRICS), z.enum(["hour", "day"]).nullable())
    .describe("by metric the finest time of its signals; null: none"),
  twinHash: z.string(),
  territories: z.array(z.object({ id: z.string(), name: z.string(), repId: z.string().nullable() })),
});

/** Estimates of the dark side of a market; counts of accounts are sites, amounts as below. */
export const darkFigures = z.object({
  accounts: interval,
  unaware: interval.describe("dark accounts that have never heard of the own brand"),
  amount: interval.describe("all brands at dark accounts"),
  own_amount: interval.describe("the own brand at dark accounts, a part of `amount`"),
  market: interval.describe("own + rivals + dark"),
  own_share: interval
    .nullable()
    .describe("all own, at known and dark accounts, of the market; null: nobody buys"),
  untapped_amount: interval.describe("market less all own"),
  untapped_share: interval.nullable().describe("null: nobody buys"),
});

/** Figures of the KPI strip. `*_52w` are the last 52 weeks (12 months) of history. */
export const kpis = z.object({
  own_amount_52w: z.number(),
  /** Relative to the 52 weeks before; null when history is shorter. */
  own_amount_change: z.number().nullable(),
  rival_amount_52w: z.number().nullable().describe("null: rivals' sales are not in the input"),
  market_amount_52w: z.number().nullable().describe("own + rivals at known accounts"),
  own_share_52w: z.number().nullable(),
  known_accounts: z.number().describe("sites open at the end of history"),
  /** Own amount over the next 52 weeks (12 months), from the baseline ensemble. */
  scopes: z
    .record(z.string(), z.enum(SCOPES))
    .describe("whose figures each of these tells: known accounts, dark ones, or all"),
  own_forecast_52w: interval,
  forecast_runs: z.number(),
  dark: darkFigures.nullable().describe("null: this build has no estimate of the dark side"),
});

/** One row of the `forecast` table; past rows have only `actual`. */
export const forecastRow = z.object({
  period: z.string(),
  scope: z
    .enum(SCOPES)
    .describe("whose sales: the forecast goes on from history, which is that of known accounts"),
  mean: z.number().nullable(),
  p05: z.number().nullable(),
  p25: z.number().nullable(),
  p50: z.number().nullable(),
  p75: z.number().nullable(),
  p95: z.number().nullable(),
  actual: z.number().nullable(),
});

export const forecastQuery = z.object({
  level: z.enum(["market", "territory", "area"]).default("market"),
  id: z.string().optional(),
  brand: z.string().optional().describe("default: the own brand"),
});

/** A place label of the base map. */
export const place = z.object({
  name: z.string(),
  lat: z.number(),
  lon: z.number(),
  population: z.number(),
});

const rowCounts = {
  read: z.number(),
  kept: z.number(),
  rejected: z.number(),
  outside_history: z
    .number()
    .nullable()
    .describe("kept, but outside of history; null: the table has no dates"),
};

/** What became of the files of a market, as of its last build. */
export const marketData = z.object({
  config_problem: problem
    .nullable()
    .describe(
      "what is wrong with market.yaml as it is now, by line; the figures are the last build's. null: nothing",
    ),
  sources: z.array(
    z.object({
      table: z.string(),
      files: z.array(z.string()),
      ...rowCounts,
      amount: z.object(rowCounts).nullable().describe("null: the table has no amounts"),
    }),
  ),
  history: z.object({ first: z.string(), last: z.string(), periods: z.number() }),
  unplaced: z.object({ accounts: z.number(), amount: z.number() }).describe("accounts without coordinates"),
  notes: z.array(note),
  guesses: z.array(
    z.object({
      table: z.string(),
      file: z.string(),
      column: z.string().nullable().describe("null: the guess holds for the whole file"),
      what: z.string(),
      value: z.union([z.string(), note]).describe("as market.yaml would say it, or in words of its own"),
      evidence: note,
    }),
  ),
  rejects: z.array(
    z.object({
      table: z.string(),
      count: z.number(),
      first: z
        .array(
          z.object({
            file: z.string(),
            line: z.number(),
            column: z.string().nullable(),
            value: z.string().nullable(),
            reason: z.string().describe("as the file of the rejects has it, in English"),
            note: note.describe("the same as a note"),
          }),
        )
        .describe("the first few; all of them are in .penumbra/rejects"),
    }),
  ),
  readiness: z.object({
    score: z.number().describe("0 to 100"),
    as_of: z.string().describe("the day that freshness is measured from"),
    items: z
      .array(
        z.object({
          id: z.enum(READINESS_IDS),
          points: z.number(),
          max: z.number(),
          figures: z.record(z.string(), z.number()),
          title: z.string(),
          evidence: z.string(),
          unlocks: z.string(),
          next: z.string().nullable().describe("null: nothing to gain"),
        }),
      )
      .describe("what brings most comes first"),
  }),
});

export type MarketInfo = z.infer<typeof marketInfo>;
export type Kpis = z.infer<typeof kpis>;
export type DarkFigures = z.infer<typeof darkFigures>;
export type ForecastRow = z.infer<typeof forecastRow>;
export type MarketData = z.infer<typeof marketData>;
export type Place = z.infer<typeof place>;

function ends<Name extends string>(name: Name) {
  const columns = { [`${name}_p05`]: "float64", [`${name}_p95`]: "float64" };
  return columns as Record<`${Name}_p05` | `${Name}_p95`, "float64">;
}

function estimated<Name extends string>(name: Name) {
  return { [name]: "float64", ...ends(name) } as Record<Name | `${Name}_p05` | `${Name}_p95`, "float64">;
}

/**
 * Endpoints.
 *
 * | method and path | answer |
 * | --- | --- |
 * | GET /api/markets | MarketInfo[] |
 * | GET /api/markets/:id | MarketInfo |
 * | GET /api/markets/:id/kpis | Kpis |
 * | GET /api/markets/:id/data | MarketData |
 * | GET /api/markets/:id/health | MarketHealth, see health.ts |
 * | GET /api/markets/:id/segments | SegmentsAnswer, see segments.ts |
 * | GET /api/markets/:id/accounts?query&cell&territory&segment&limit | AccountList, see accounts.ts |
 * | GET /api/markets/:id/accounts/:accountId | AccountDetail |
 * | GET /api/markets/:id/forecast?level&id&brand | ForecastRow[] ascending by period |
 * | GET /api/markets/:id/cells.arrow | Arrow IPC stream, see CELL_COLUMNS |
 * | GET /api/markets/:id/activity.arrow | Arrow IPC stream, see ACTIVITY_COLUMNS |
 * | GET /api/markets/:id/heat/:metric.arrow | Arrow IPC stream, see ACTIVITY_COLUMNS: expected weight a week, smoothed |
 * | GET /api/markets/:id/tables/:table.arrow | Arrow IPC stream of a table of `export`, see docs/tables.md |
 * | GET /api/markets/:id/areas.geojson | FeatureCollection, properties {area_id, name, own_amount, known_accounts} |
 * | GET /api/markets/:id/territories.geojson | FeatureCollection of outlines, properties TerritoryProperties, see territories.ts |
 * | GET /api/markets/:id/basemap.geojson | FeatureCollection clipped to the market's surroundings, properties {kind: "land" \| "country" \| "state"} |
 * | GET /api/markets/:id/places | Place[] by population, largest first |
 * | GET /api/openapi.json | the OpenAPI document |
 */
export const CELL_COLUMNS = {
  /** Utf8, H3 index as hexadecimal string. Only placed cells; row i is cell i of the activity table. */
  cell: "utf8",
  lat: "float64",
  lon: "float64",
  /** Index into MarketInfo.territories, -1 for none. */
  territory: "int32",
  area_id: "utf8",
  known_accounts: "int32",
  own_amount: "float64",
  /** Null: not in the input. */
  rival_amount: "float64",
  market_amount: "float64",
  /** Known and dark accounts alike, where the dark side is estimated. */
  own_share: "float64",
  activity: "float64",
  /** Null: this build has no estimate of the dark side. Here and below: mean, 5% and 95% points. */
  ...estimated("dark_accounts"),
  ...estimated("unaware_accounts"),
  ...estimated("dark_amount"),
  /** The own brand's part of it. */
  ...estimated("dark_own_amount"),
  ...ends("market_amount"),
  ...ends("own_share"),
  ...estimated("untapped_amount"),
  ...estimated("untapped_share"),
  method_spread: "float64",
  /** Own sales and expected headroom of the cell's known accounts; null without any, or where rivals' sales are not seen. */
  wallet: "float64",
} as const;

/** Sorted by (cell, hour_of_week). Without hours in the input, hour_of_week is the day's first hour. */
export const ACTIVITY_COLUMNS = {
  /** Row of the cells table. */
  cell: "int32",
  /** 0 = Monday 00:00 local time. */
  hour_of_week: "int32",
  weight: "float32",
} as const;
