import type { Feature, FeatureCollection, Geometry } from "geojson";
import { z } from "zod";
import { InputError } from "../../../core/errors.ts";
import { dayOf, isoDay } from "../../../core/period.ts";
import { readConfig } from "../../../data/config/config.ts";
import { marketHealth } from "../../api/health.ts";
import type { HeatMetric } from "../../api/heat.ts";
import {
  forecastRow,
  kpis,
  type MarketData,
  type MarketInfo,
  marketData,
  marketInfo,
  place,
} from "../../api/schema.ts";
import { segmentsAnswer } from "../../api/segments.ts";
import { arrowBytes } from "../../export/arrow.ts";
import { basemap } from "../../geography/basemap.ts";
import { surroundings } from "../../geography/bounds.ts";
import { places } from "../../geography/places.ts";
import { outlineFeatures } from "../../results/outlines.ts";
import { describeSegments } from "../../results/segments/describe.ts";
import { loadSegments } from "../../results/segments/file.ts";
import { readTable, type Table } from "../../results/table.ts";
import type { BuiltMarket } from "../../state/builtMarket.ts";
import { type CurrentState, onceEachState, stateKey } from "./currentState.ts";
import { describeData } from "./dataView.ts";
import { type ForecastSlice, readForecastBook } from "./forecastBook.ts";
import { describeDark, describeHealth } from "./healthView.ts";
import { activityForPage, cellsForPage, heatForPage, ROUGH_CELL_COLUMNS } from "./pageTables.ts";
import { type Prepared, type PreparedAnswers, prepare, prepareJson } from "./prepared.ts";

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

const ARROW = "application/vnd.apache.arrow.stream";
const GEOJSON = "application/geo+json";

/** A market folder behind the API: always the state that was published last. */
export interface HostedMarket {
  readonly id: string;
  info(): Promise<MarketInfo>;
  answer(name: AnswerName): Promise<Prepared>;
  /** A table of the market's results, as `export` writes it, as an Arrow IPC stream. */
  table(table: Table): Promise<Prepared>;
  /** @throws InputError `not_found` for a place that the forecast does not have. */
  forecast(slice: ForecastSlice): Promise<Prepared>;
}

/** Hosts a market. Answers are made once for each built state. */
export function hostMarket(id: string, current: CurrentState, answers: PreparedAnswers): HostedMarket {
  const forecastBook = onceEachState(current, readForecastBook);
  return {
    id,
    info: async () => infoOf(id, await current()),
    async answer(name) {
      const built = await current();
      if (name !== "data") return answers.get(stateKey(built, name), () => makeAnswer(id, built, name));
      // It changes with the day too, and with what has become of market.yaml since the build.
      const now = new Date();
      const problem = await configProblem(built.dir);
      const key = stateKey(built, name, isoDay(dayOf(now)), problem?.message);
      return answers.get(key, async () =>
        prepareJson(marketData, { config_problem: problem, ...describeData(built.record.data, now) }),
      );
    },
    async table(table) {
      const built = await current();
      const bytes = async () => arrowBytes(await readTable(table, built), "stream");
      return answers.get(stateKey(built, "table", table.name), async () => prepare(await bytes(), ARROW));
    },
    async forecast(slice) {
      const { built, rows } = await forecastBook();
      return answers.get(stateKey(built, "forecast", slice.level, slice.id, slice.brand), async () =>
        prepareJson(z.array(forecastRow), rows(slice)),
      );
    },
  };
}

/** What keeps market.yaml from being read, by line; null: nothing. The next build will stumble over it. */
async function configProblem(dir: string): Promise<MarketData["config_problem"]> {
  try {
    await readConfig(dir);
    return null;
  } catch (error) {
    if (error instanceof InputError) return { code: error.code, message: error.message };
    throw error;
  }
}

function infoOf(id: string, { record }: BuiltMarket): MarketInfo {
  return { id, ...record.info };
}

async function makeAnswer(
  id: string,
  built: BuiltMarket,
  name: Exclude<AnswerName, "data">,
): Promise<Prepared> {
  const { record } = built;
  switch (name) {
    case "info":
      return prepareJson(marketInfo, infoOf(id, built));
    case "kpis":
      return prepareJson(kpis, { ...record.kpis, dark: describeDark(record) });
    case "health":
      return prepareJson(marketHealth, describeHealth(record));
    case "segments":
      return prepareJson(segmentsAnswer, describeSegments(await loadSegments(built)));
    case "cells.arrow":
      return prepare(arrowBytes(await cellsForPage(built), "stream", ROUGH_CELL_COLUMNS), ARROW);
    case "activity.arrow":
      return prepare(arrowBytes(await activityForPage(built), "stream", ["weight"]), ARROW);
    case "heat/contacts.arrow":
    case "heat/orders.arrow":
    case "heat/activity.arrow":
      return prepare(arrowBytes(await heatForPage(built, metricOf(name)), "stream", ["weight"]), ARROW);
    case "areas.geojson":
    case "territories.geojson":
      return prepare(JSON.stringify(collection(await outlineFeatures(built, name))), GEOJSON);
    case "basemap.geojson":
      return prepare(
        JSON.stringify(await basemap(surroundings(record.info.bounds), record.country)),
        GEOJSON,
      );
    case "places":
      return prepareJson(z.array(place), await places(surroundings(record.info.bounds)));
  }
}

function metricOf(name: `heat/${HeatMetric}.arrow`): HeatMetric {
  return name.slice("heat/".length, -".arrow".length) as HeatMetric;
}

function collection(features: Feature<Geometry | null>[]): FeatureCollection<Geometry | null> {
  return { type: "FeatureCollection", features };
}
