import { Readable } from "node:stream";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import {
  type PriceResult,
  priceRequest,
  priceResult,
  type SearchResult,
  searchRequest,
  searchResult,
} from "../../api/planJobs.ts";
import { runStatus } from "../../api/scenarios.ts";
import { problem } from "../../api/schema.ts";
import { asEvents } from "../runs/events.ts";
import type { PlanDesk } from "./desk.ts";
import { LARGEST_DRAFT } from "./endpoints.ts";
import type { PlanJobs } from "./jobs.ts";

const params = z.object({ id: z.string().describe("short name of the market, from GET /api/markets") });
const one = params.extend({ job: z.string().describe("id of the search or price") });
const problems = { 400: problem, 403: problem, 404: problem, 429: problem };

/** The endpoints for searching plans and pricing them: started, followed, stopped, read. */
export function planJobEndpoints(find: (market: string) => PlanDesk, jobs: PlanJobs): FastifyPluginAsyncZod {
  return async app => {
    app.post(
      "/api/markets/:id/plan-searches",
      {
        bodyLimit: LARGEST_DRAFT,
        schema: {
          summary: "Start to search better plans; what it proposes is kept",
          params,
          body: searchRequest,
          response: { 202: runStatus, ...problems },
        },
      },
      async ({ params: { id }, body: request }, reply) =>
        reply.code(202).send(await jobs.start(find(id), { kind: "search", request })),
    );
    app.get(
      "/api/markets/:id/plan-searches/:job/result",
      {
        schema: {
          summary: "What a search proposes",
          params: one,
          response: { 200: searchResult, ...problems },
        },
      },
      async ({ params: { id, job } }) => (await jobs.result(find(id), "search", job)) as SearchResult,
    );
    app.post(
      "/api/markets/:id/plan-prices",
      {
        schema: {
          summary: "Start to price plans against today's, by paired runs",
          params,
          body: priceRequest,
          response: { 202: runStatus, ...problems },
        },
      },
      async ({ params: { id }, body: request }, reply) =>
        reply.code(202).send(await jobs.start(find(id), { kind: "price", request })),
    );
    app.get(
      "/api/markets/:id/plan-prices/:job/result",
      {
        schema: {
          summary: "What plans would change in sales",
          params: one,
          response: { 200: priceResult, ...problems },
        },
      },
      async ({ params: { id, job } }) => (await jobs.result(find(id), "price", job)) as PriceResult,
    );
    app.get(
      "/api/markets/:id/plan-jobs/:job",
      {
        schema: {
          summary: "How far a search or price is",
          params: one,
          response: { 200: runStatus, ...problems },
        },
      },
      ({ params: { id, job } }) => jobs.status(find(id), job),
    );
    app.get(
      "/api/markets/:id/plan-jobs/:job/events",
      {
        schema: { summary: "Server-Sent Events: its status at every change, until it ends", params: one },
        // Packed, they would wait in a buffer.
        compress: false,
      },
      async ({ params: { id, job } }, reply) => {
        const statuses = jobs.follow(find(id), job);
        reply.header("cache-control", "no-store").type("text/event-stream");
        return reply.send(Readable.from(asEvents(statuses)));
      },
    );
    app.post(
      "/api/markets/:id/plan-jobs/:job/cancel",
      {
        schema: { summary: "Stop a search or price", params: one, response: { 200: runStatus, ...problems } },
      },
      ({ params: { id, job } }) => jobs.cancel(find(id), job),
    );
  };
}
