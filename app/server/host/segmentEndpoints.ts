import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { problem } from "../../api/schema.ts";
import { segmentsAnswer } from "../../api/segments.ts";
import { findIn } from "./endpoints.ts";
import type { HostedMarket } from "./hostedMarket.ts";
import { sendPrepared } from "./prepared.ts";

/** Customer segments over the API. */
export function segmentEndpoints(markets: readonly HostedMarket[]): FastifyPluginAsyncZod {
  const find = findIn(markets);
  return async app => {
    app.get(
      "/api/markets/:id/segments",
      {
        schema: {
          summary: "Customer segments, and how accounts move between them",
          params: z.object({ id: z.string() }),
          response: { 200: segmentsAnswer, 400: problem, 404: problem },
        },
      },
      async (request, reply) =>
        sendPrepared(request, reply, await find(request.params.id).answer("segments")),
    );
  };
}
