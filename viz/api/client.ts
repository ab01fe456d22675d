import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { FeatureCollection, Geometry } from "geojson";
import type { HeatMetric } from "../../app/api/heat.ts";
import type { ForecastRow, Kpis, MarketData, MarketInfo, Place } from "../../app/api/schema.ts";
import type { TerritoryProperties } from "../../app/api/territories.ts";
import { decodeActivity, decodeCells } from "./columns.ts";

/** A request that the server answered with a problem, or could not answer at all (`status` 0). */
export class ApiError extends Error {
  readonly status: number;
  /** The problem's stable code, where the server gave one. */
  readonly code: string | undefined;

  constructor(message: string, status: number, code?: string) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.code = code;
  }
}

export interface AreaProperties {
  area_id: string;
  name: string;
}

export interface BaseProperties {
  kind: "land" | "country" | "state";
}

export type Territories = FeatureCollection<Geometry, TerritoryProperties>;
export type Areas = FeatureCollection<Geometry, AreaProperties>;
export type BaseMap = FeatureCollection<Geometry, BaseProperties>;

/** Data of a built market does not change while the page is open. */
export const LASTING = {
  staleTime: Number.POSITIVE_INFINITY,
  retry: 1,
  refetchOnWindowFocus: false,
} as const;

export const marketPath = (id: string, rest: string) => `/api/markets/${encodeURIComponent(id)}/${rest}`;

export const useMarkets = () =>
  useQuery({ queryKey: ["markets"], queryFn: () => getJson<MarketInfo[]>("/api/markets"), ...LASTING });

export const useKpis = (id: string) =>
  useQuery({ queryKey: [id, "kpis"], queryFn: () => getJson<Kpis>(marketPath(id, "kpis")), ...LASTING });

export const useData = (id: string) => useMarketJson<MarketData>(id, "data");
export const useBaseMap = (id: string) => useMarketJson<BaseMap>(id, "basemap.geojson");
export const usePlaces = (id: string, enabled: boolean) => useMarketJson<Place[]>(id, "places", enabled);
export const useAreas = (id: string, enabled: boolean) => useMarketJson<Areas>(id, "areas.geojson", enabled);
export const useTerritories = (id: string, enabled: boolean) =>
  useMarketJson<Territories>(id, "territories.geojson", enabled);

export const useCells = (id: string) =>
  useQuery({
    queryKey: [id, "cells"],
    queryFn: async () => decodeCells(await getBytes(marketPath(id, "cells.arrow"))),
    ...LASTING,
  });

/** The activity by cell and hour of week. `cellCount` is the number of rows of the cells table, once it is known. */
export const useActivity = (id: string, cellCount: number | null, enabled: boolean) =>
  useQuery({
    queryKey: [id, "activity", cellCount],
    queryFn: async () => decodeActivity(await getBytes(marketPath(id, "activity.arrow")), cellCount!),
    enabled: enabled && cellCount !== null,
    ...LASTING,
  });

/** The smoothed heat of a metric by cell and hour of week; a null metric asks for nothing. */
export const useHeat = (id: string, cellCount: number | null, metric: HeatMetric | null) =>
  useQuery({
    queryKey: [id, "heat", metric, cellCount],
    queryFn: async () => {
      const bytes = await getBytes(marketPath(id, `heat/${metric}.arrow`));
      return { metric: metric!, columns: decodeActivity(bytes, cellCount!) };
    },
    enabled: metric !== null && cellCount !== null,
    placeholderData: keepPreviousData,
    ...LASTING,
  });

/** History and forecast of one brand, of the market or of one territory. */
export const useForecast = (id: string, territory: string | null, brand: string) => {
  const query = new URLSearchParams({ level: territory === null ? "market" : "territory", brand });
  if (territory !== null) query.set("id", territory);
  const path = marketPath(id, `forecast?${query}`);
  return useQuery({ queryKey: [path], queryFn: () => getJson<ForecastRow[]>(path), ...LASTING });
};

function useMarketJson<T>(id: string, name: string, enabled = true) {
  return useQuery({
    queryKey: [id, name],
    queryFn: () => getJson<T>(marketPath(id, name)),
    enabled,
    ...LASTING,
  });
}

export async function getJson<T>(path: string): Promise<T> {
  return (await request(path)).json() as Promise<T>;
}

/** Sends a change or a question as JSON; the answer is null where there is none. */
export async function sendJson<T>(
  method: "POST" | "PUT" | "DELETE",
  path: string,
  body: object | null = null,
  signal?: AbortSignal,
): Promise<T> {
  const response = await request(path, {
    method,
    ...(signal && { signal }),
    ...(body && { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  });
  return (response.status === 204 ? null : await response.json()) as T;
}

async function getBytes(path: string): Promise<Uint8Array> {
  return new Uint8Array(await (await request(path)).arrayBuffer());
}

async function request(path: string, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new ApiError("no answer from the server", 0);
  }
  if (response.ok) return response;
  const problem = (await response.json().catch(() => null)) as { message?: string; code?: string } | null;
  const message = problem?.message ?? `${response.status} ${response.statusText}`;
  throw new ApiError(message, response.status, problem?.code);
}
