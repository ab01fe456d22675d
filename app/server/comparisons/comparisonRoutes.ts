import { Readable } from "node:stream";
import { setTimeout } from "node:timers/promises";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import {
  type ComparisonStatus,
  comparisonQuestion,
  comparisonRequest,
  comparisonResult,
  comparisonStatus,
} from "../../api/scenarios.ts";
import { problem } from "../../api/schema.ts";
import type { FindDesk } from "../scenarios/routes.ts";
import type { Comparisons } from "./comparisons.ts";

const params = z.object({ id: z.string().describe("short name of the market, from GET /api/markets") });
const one = params.extend({ run: z.string().describe("id of the comparison") });
const problems = { 400: problem, 403: problem, 404: problem, 429: problem };

/** The routes for running comparisons and reading what came of them. */
export function comparisonRoutes(find: FindDesk, comparisons: Comparisons): FastifyPluginAsyncZod {
  return async app => {
    app.post(
      "/api/markets/:id/comparisons",
      {
        schema: {
          summary: "Start to compare two scenarios; it goes on whether anybody looks or not",
          params,
          body: comparisonRequest,
          response: { 202: comparisonStatus, ...problems },
        },
      },
      async ({ params: { id }, body }, reply) =>
        reply.code(202).send(await comparisons.start(find(id), body)),
    );
    app.get(
      "/api/markets/:id/comparisons/:run",
      {
        schema: {
          summary: "How far a comparison is",
          params: one,
          response: { 200: comparisonStatus, ...problems },
        },
      },
      ({ params: { id, run } }) => comparisons.status(find(id), run),
    );
    app.get(
      "/api/markets/:id/comparisons/:run/question",
      {
        schema: {
          summary: "Both sides of a comparison as they were run, with their texts",
          params: one,
          response: { 200: comparisonQuestion, ...problems },
        },
      },
      ({ params: { id, run } }) => comparisons.question(find(id), run),
    );
    app.get(
      "/api/markets/:id/comparisons/:run/events",
      {
        schema: {
          summary: "Server-Sent Events: its status at every change, until it ends",
          params: one,
        },
        // Packed, they would wait in a buffer.
        compress: false,
      },
      async ({ params: { id, run } }, reply) => {
        const statuses = await comparisons.follow(find(id), run);
        reply.header("cache-control", "no-store").type("text/event-stream");
        return reply.send(Readable.from(asEvents(statuses)));
      },
    );
    app.post(
      "/api/markets/:id/comparisons/:run/cancel",
      {
        schema: {
          summary: "Stop a comparison",
          params: one,
          response: { 200: comparisonStatus, ...problems },
        },
      },
      ({ params: { id, run } }) => comparisons.cancel(find(id), run),
    );
    app.get(
      "/api/markets/:id/comparisons/:run/result",
      {
        schema: {
          summary: "The paired difference B − A",
          params: one,
          response: { 200: comparisonResult, ...problems },
        },
      },
      ({ params: { id, run } }) => comparisons.result(find(id), run),
    );
  };
}

/** Milliseconds after which a stream on which nothing has happened says so: who has gone is found out then. */
const SILENCE = 30_000;

/** Statuses as Server-Sent Events. */
async function* asEvents(statuses: AsyncIterable<ComparisonStatus>): AsyncGenerator<string> {
  const following = statuses[Symbol.asyncIterator]();
  try {
    for (let next = following.next(); ; ) {
      const silence = new AbortController();
      const timer = setTimeout(SILENCE, null, { ref: false, signal: silence.signal }).catch(() => null);
      const status = await Promise.race([next, timer]);
      silence.abort();
      if (status?.done) return;
      if (status) next = following.next();
      yield status ? `data: ${JSON.stringify(status.value)}\n\n` : ": nothing new\n\n";
    }
  } finally {
    // Not waited for: it comes to it at the next change.
    following.return?.().catch(() => undefined);
  }
}
