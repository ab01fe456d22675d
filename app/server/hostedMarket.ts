import { createHash } from "node:crypto";
import type { Feature, FeatureCollection, Geometry } from "geojson";
import type { MarketHealth } from "../api/health.ts";
import type { HeatMetric } from "../api/heat.ts";
import type { ForecastRow, Kpis, MarketData, MarketInfo } from "../api/schema.ts";
import type { SegmentsAnswer } from "../api/segments.ts";
import { type BuiltMarket, openBuilt, outlineFeatures, resultTable } from "../builtMarket.ts";
import { arrowBytes } from "../export/arrow.ts";
import { rowsOf } from "../export/parquet.ts";
import { basemap } from "../geography/basemap.ts";
import { surroundings } from "../geography/bounds.ts";
import { places } from "../geography/places.ts";
import { describeSegments } from "../segments/describe.ts";
import { loadSegments } from "../segments/file.ts";
import { describeData } from "./dataView.ts";
import { describeDark, describeHealth } from "./healthView.ts";
import { activityForPage, cellsForPage, heatForPage, ROUGH_CELL_COLUMNS } from "./pageTables.ts";

/** One answer of the API, ready to send. The tag changes with the twin and the version of the answer. */
export interface Answer {
  readonly body: Buffer;
  readonly type: string;
  readonly etag: string;
}

export type AnswerName =
  | "cells.arrow"
  | "activity.arrow"
  | `heat/${HeatMetric}.arrow`
  | "areas.geojson"
  | "territories.geojson"
  | "basemap.geojson"
  | "places";

export interface ForecastSlice {
  readonly level: "market" | "territory" | "area";
  readonly id: string | undefined;
  readonly brand: string;
}

/** A market folder behind the API: always the state that was published last. */
export interface HostedMarket {
  readonly id: string;
  info(): Promise<MarketInfo>;
  kpis(): Promise<Kpis>;
  data(): Promise<MarketData>;
  health(): Promise<MarketHealth>;
  forecast(slice: ForecastSlice): Promise<ForecastRow[]>;
  segments(): Promise<SegmentsAnswer>;
  answer(name: AnswerName): Promise<Answer>;
}

const TYPES = { arrow: "application/vnd.apache.arrow.stream", geojson: "application/geo+json" } as const;

/** Hosts a market. Large answers are made once for each built state and kept in memory. */
export function hostMarket(id: string, dir: string): HostedMarket {
  let built: BuiltMarket | null = null;
  let answers = new Map<AnswerName, Promise<Answer>>();

  async function current(): Promise<BuiltMarket> {
    const latest = await openBuilt(dir, built);
    if (latest.path !== built?.path) answers = new Map();
    built = latest;
    return latest;
  }

  async function answer(name: AnswerName): Promise<Answer> {
    const state = await current();
    const kept = answers;
    const known = kept.get(name);
    if (known) return known;
    const made = makeAnswer(state, name);
    kept.set(name, made);
    made.catch(() => kept.delete(name));
    return made;
  }

  return {
    id,
    info: async () => ({ id, ...(await current()).record.info }),
    kpis: async () => {
      const { record } = await current();
      return { ...record.kpis, dark: describeDark(record) };
    },
    data: async () => describeData((await current()).record.data, new Date()),
    health: async () => describeHealth((await current()).record),
    segments: async () => describeSegments(await loadSegments(await current())),
    forecast: async slice => forecastRows(await current(), slice),
    answer,
  };
}

async function forecastRows(built: BuiltMarket, slice: ForecastSlice): Promise<ForecastRow[]> {
  const where: Record<string, string> = { level: slice.level, brand: slice.brand };
  if (slice.id !== undefined) where.id = slice.id;
  const rows = rowsOf(await resultTable(built, "forecast", where));
  return rows.map(({ level: _level, id: _id, brand: _brand, ...row }) => row as unknown as ForecastRow);
}

async function makeAnswer(built: BuiltMarket, name: AnswerName): Promise<Answer> {
  const body = Buffer.from(await makeBody(built, name));
  const ending = name.split(".")[1] as keyof typeof TYPES | undefined;
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  return { body, type: ending ? TYPES[ending] : "application/json", etag };
}

async function makeBody(built: BuiltMarket, name: AnswerName): Promise<Uint8Array | string> {
  switch (name) {
    case "cells.arrow":
      return arrowBytes(await cellsForPage(built), "stream", ROUGH_CELL_COLUMNS);
    case "activity.arrow":
      return arrowBytes(await activityForPage(built), "stream", ["weight"]);
    case "heat/contacts.arrow":
    case "heat/orders.arrow":
    case "heat/activity.arrow":
      return arrowBytes(await heatForPage(built, metricOf(name)), "stream", ["weight"]);
    case "areas.geojson":
    case "territories.geojson":
      return JSON.stringify(collection(await outlineFeatures(built, name)));
    case "basemap.geojson":
      return JSON.stringify(await basemap(surroundings(built.record.info.bounds), built.record.country));
    case "places":
      return JSON.stringify(await places(surroundings(built.record.info.bounds)));
  }
}

function metricOf(name: `heat/${HeatMetric}.arrow`): HeatMetric {
  return name.slice("heat/".length, -".arrow".length) as HeatMetric;
}

function collection(features: Feature<Geometry | null>[]): FeatureCollection<Geometry | null> {
  return { type: "FeatureCollection", features };
}
