import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { InputError } from "../../../core/errors.ts";
import { didYouMean } from "../../../data/config/nearest.ts";
import { marketHealth } from "../../api/health.ts";
import { HEAT_METRICS } from "../../api/heat.ts";
import { forecastQuery, forecastRow, kpis, marketData, marketInfo, problem } from "../../api/schema.ts";
import type { Table } from "../../results/table.ts";
import { RESULTS, tablesOf } from "../../stages/results.ts";
import type { AnswerName, HostedMarket } from "./hostedMarket.ts";
import { sendPrepared } from "./prepared.ts";

const params = z.object({ id: z.string().describe("short name of the market, from GET /api/markets") });
const problems = { 400: problem, 404: problem };

const FILES: readonly { readonly name: AnswerName; readonly summary: string }[] = [
  { name: "cells.arrow", summary: "The placed cells as an Arrow IPC stream" },
  { name: "activity.arrow", summary: "Activity by cell and hour of the week as an Arrow IPC stream" },
  ...HEAT_METRICS.map(metric => ({
    name: `heat/${metric}.arrow` as const,
    summary: `Expected ${metric} a week by cell and hour of the week, smoothed, as an Arrow IPC stream`,
  })),
  { name: "areas.geojson", summary: "The areas with their figures" },
  { name: "territories.geojson", summary: "The outlines of the territories with their figures" },
  { name: "basemap.geojson", summary: "Land and borders around the market" },
  { name: "places", summary: "Place labels around the market, the most populous first" },
];

/** The endpoints of the API over some markets, and each table of their results. */
export function apiEndpoints(
  markets: readonly HostedMarket[],
  tables: readonly Table[] = tablesOf(RESULTS),
): FastifyPluginAsyncZod {
  const find = findIn(markets);

  return async app => {
    app.get(
      "/api/markets",
      { schema: { summary: "All markets served here", response: { 200: z.array(marketInfo) } } },
      () => Promise.all(markets.map(market => market.info())),
    );
    app.get(
      "/api/markets/:id",
      { schema: { summary: "One market", params, response: { 200: marketInfo, ...problems } } },
      async (request, reply) => sendPrepared(request, reply, await find(request.params.id).answer("info")),
    );
    app.get(
      "/api/markets/:id/kpis",
      { schema: { summary: "The figures of the KPI strip", params, response: { 200: kpis, ...problems } } },
      async (request, reply) => sendPrepared(request, reply, await find(request.params.id).answer("kpis")),
    );
    app.get(
      "/api/markets/:id/data",
      {
        schema: {
          summary: "What became of the market's files, and how ready they are for a twin",
          params,
          response: { 200: marketData, ...problems },
        },
      },
      async (request, reply) => sendPrepared(request, reply, await find(request.params.id).answer("data")),
    );
    app.get(
      "/api/markets/:id/health",
      {
        schema: {
          summary: "How far the twin may be trusted: its track record, and what it rests on",
          params,
          response: { 200: marketHealth, ...problems },
        },
      },
      async (request, reply) => sendPrepared(request, reply, await find(request.params.id).answer("health")),
    );
    app.get(
      "/api/markets/:id/forecast",
      {
        schema: {
          summary: "History and forecast of one brand, ascending by period",
          params,
          querystring: forecastQuery,
          response: { 200: z.array(forecastRow), ...problems },
        },
      },
      async (request, reply) => {
        const { level, id: unit, brand } = request.query;
        const market = find(request.params.id);
        const { brands } = await market.info();
        checkSlice(brands, level, unit, brand);
        return sendPrepared(
          request,
          reply,
          await market.forecast({ level, id: unit, brand: brand ?? brands[0]! }),
        );
      },
    );
    for (const { name, summary } of FILES) {
      app.get(`/api/markets/:id/${name}`, { schema: { summary, params } }, async (request, reply) =>
        sendPrepared(request, reply, await find(request.params.id).answer(name)),
      );
    }
    for (const table of tables) {
      const summary = `The table ${table.name} as \`export\` writes it, as an Arrow IPC stream: a row for ${table.rows}`;
      app.get(
        `/api/markets/:id/tables/${table.name}.arrow`,
        { schema: { summary, params } },
        async (request, reply) => sendPrepared(request, reply, await find(request.params.id).table(table)),
      );
    }
  };
}

/** Finds a market by its short name. @throws InputError `unknown_market` where there is none. */
export function findIn<M extends { readonly id: string }>(markets: readonly M[]): (id: string) => M {
  const byId = new Map(markets.map(market => [market.id, market]));
  return id => {
    const market = byId.get(id);
    if (market) return market;
    const known = [...byId.keys()].join(", ");
    throw new InputError(
      "unknown_market",
      `no market "${id}" here; there are ${known}${didYouMean(id, byId.keys())}`,
    );
  };
}

function checkSlice(
  brands: readonly string[],
  level: string,
  unit: string | undefined,
  brand: string | undefined,
) {
  if (brand !== undefined && !brands.includes(brand)) {
    throw new InputError("unknown_brand", `no brand "${brand}"; brands are ${brands.join(", ")}`);
  }
  if (level !== "market" && unit === undefined) {
    throw new InputError("bad_request", `level=${level} needs an id: the ${level} that is meant`);
  }
  if (level === "market" && unit !== undefined) {
    throw new InputError(
      "bad_request",
      `level=market takes no id, got "${unit}"; ask with level=territory or area`,
    );
  }
}
