import type { Feature, FeatureCollection, Geometry } from "geojson";
import type { z } from "zod";
import { marketHealth } from "../api/health.ts";
import type { HeatMetric } from "../api/heat.ts";
import { kpis, type MarketInfo, marketData, marketInfo } from "../api/schema.ts";
import { segmentsAnswer } from "../api/segments.ts";
import { type BuiltMarket, outlineFeatures } from "../builtMarket.ts";
import { arrowBytes } from "../export/arrow.ts";
import { basemap } from "../geography/basemap.ts";
import { surroundings } from "../geography/bounds.ts";
import { places } from "../geography/places.ts";
import { describeSegments } from "../segments/describe.ts";
import { loadSegments } from "../segments/file.ts";
import { type CurrentState, onceEachState } from "./currentState.ts";
import { describeData } from "./dataView.ts";
import { type ForecastSlice, readForecastBook } from "./forecastBook.ts";
import { describeDark, describeHealth } from "./healthView.ts";
import { activityForPage, cellsForPage, heatForPage, ROUGH_CELL_COLUMNS } from "./pageTables.ts";
import { type Prepared, type PreparedAnswers, prepare } from "./prepared.ts";

export type AnswerName =
  | "info"
  | "kpis"
  | "data"
  | "health"
  | "segments"
  | "cells.arrow"
  | "activity.arrow"
  | `heat/${HeatMetric}.arrow`
  | "areas.geojson"
  | "territories.geojson"
  | "basemap.geojson"
  | "places";

const TYPES = {
  arrow: "application/vnd.apache.arrow.stream",
  geojson: "application/geo+json",
  json: "application/json; charset=utf-8",
} as const;

/** A market folder behind the API: always the state that was published last. */
export interface HostedMarket {
  readonly id: string;
  info(): Promise<MarketInfo>;
  answer(name: AnswerName): Promise<Prepared>;
  /** @throws InputError `not_found` for a place that the forecast does not have. */
  forecast(slice: ForecastSlice): Promise<Prepared>;
}

/** Hosts a market. Answers are made once for each built state. */
export function hostMarket(id: string, current: CurrentState, answers: PreparedAnswers): HostedMarket {
  const forecastBook = onceEachState(current, readForecastBook);
  const numbers = new WeakMap<BuiltMarket, number>();
  let next = 1;
  /** What is prepared of one state is never taken for another's, whatever their folders are called. */
  const keyOf = (built: BuiltMarket, ...names: (string | undefined)[]) => {
    const number = numbers.get(built) ?? next++;
    numbers.set(built, number);
    return JSON.stringify([id, number, ...names]);
  };

  return {
    id,
    info: async () => infoOf(id, await current()),
    async answer(name) {
      const built = await current();
      const now = new Date();
      const key = keyOf(built, name, name === "data" ? now.toISOString().slice(0, 10) : undefined);
      return answers.get(key, async () => prepare(await makeBody(id, built, name, now), typeOf(name)));
    },
    async forecast(slice) {
      const built = await current();
      return answers.get(keyOf(built, "forecast", slice.level, slice.id, slice.brand), async () => {
        const rows = (await forecastBook()).rows(slice);
        return prepare(JSON.stringify(rows), TYPES.json);
      });
    },
  };
}

function infoOf(id: string, { record }: BuiltMarket): MarketInfo {
  return { id, ...record.info };
}

function typeOf(name: AnswerName): string {
  return TYPES[(name.split(".")[1] ?? "json") as keyof typeof TYPES];
}

async function makeBody(
  id: string,
  built: BuiltMarket,
  name: AnswerName,
  now: Date,
): Promise<Uint8Array | string> {
  const { record } = built;
  switch (name) {
    case "info":
      return json(marketInfo, infoOf(id, built));
    case "kpis":
      return json(kpis, { ...record.kpis, dark: describeDark(record) });
    case "data":
      return json(marketData, describeData(record.data, now));
    case "health":
      return json(marketHealth, describeHealth(record));
    case "segments":
      return json(segmentsAnswer, describeSegments(await loadSegments(built)));
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

/** Text in the shape that the API promises, and nothing beside it. */
function json<S extends z.ZodType>(schema: S, value: z.input<S>): string {
  return JSON.stringify(schema.parse(value));
}

function metricOf(name: `heat/${HeatMetric}.arrow`): HeatMetric {
  return name.slice("heat/".length, -".arrow".length) as HeatMetric;
}

function collection(features: Feature<Geometry | null>[]): FeatureCollection<Geometry | null> {
  return { type: "FeatureCollection", features };
}
