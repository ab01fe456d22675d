import { Readable } from "node:stream";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { runQuestion, runRequest, runResult, runStatus } from "../../api/scenarios.ts";
import { problem } from "../../api/schema.ts";
import type { FindDesk } from "../scenarios/endpoints.ts";
import { asEvents } from "./events.ts";
import type { Runs } from "./runs.ts";

const params = z.object({ id: z.string().describe("short name of the market, from GET /api/markets") });
const one = params.extend({ run: z.string().describe("id of the run") });
const problems = { 400: problem, 403: problem, 404: problem, 429: problem };

/** The endpoints for runs of two scenarios and what came of them. */
export function runEndpoints(find: FindDesk, runs: Runs): FastifyPluginAsyncZod {
  return async app => {
    app.post(
      "/api/markets/:id/runs",
      {
        schema: {
          summary: "Start to compare two scenarios; it goes on whether anybody looks or not",
          params,
          body: runRequest,
          response: { 202: runStatus, ...problems },
        },
      },
      async ({ params: { id }, body }, reply) => reply.code(202).send(await runs.start(find(id), body)),
    );
    app.get(
      "/api/markets/:id/runs/:run",
      {
        schema: {
          summary: "How far a run is",
          params: one,
          response: { 200: runStatus, ...problems },
        },
      },
      ({ params: { id, run } }) => runs.status(find(id), run),
    );
    app.get(
      "/api/markets/:id/runs/:run/question",
      {
        schema: {
          summary: "Both sides of a run as they were, with their texts",
          params: one,
          response: { 200: runQuestion, ...problems },
        },
      },
      ({ params: { id, run } }) => runs.question(find(id), run),
    );
    app.get(
      "/api/markets/:id/runs/:run/events",
      {
        schema: {
          summary: "Server-Sent Events: its status at every change, until it ends",
          params: one,
        },
        // Packed, they would wait in a buffer.
        compress: false,
      },
      async ({ params: { id, run } }, reply) => {
        const statuses = await runs.follow(find(id), run);
        reply.header("cache-control", "no-store").type("text/event-stream");
        return reply.send(Readable.from(asEvents(statuses)));
      },
    );
    app.post(
      "/api/markets/:id/runs/:run/cancel",
      {
        schema: {
          summary: "Stop a run",
          params: one,
          response: { 200: runStatus, ...problems },
        },
      },
      ({ params: { id, run } }) => runs.cancel(find(id), run),
    );
    app.get(
      "/api/markets/:id/runs/:run/result",
      {
        schema: {
          summary: "The paired difference B − A",
          params: one,
          response: { 200: runResult, ...problems },
        },
      },
      ({ params: { id, run } }) => runs.result(find(id), run),
    );
  };
}
