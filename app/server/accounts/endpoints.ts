import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { accountDetail, accountList, accountsQuery } from "../../api/accounts.ts";
import { problem } from "../../api/schema.ts";
import { sendPrepared } from "../host/prepared.ts";
import type { AccountBook } from "./book.ts";

const params = z.object({ id: z.string().describe("short name of the market, from GET /api/markets") });
const problems = { 400: problem, 404: problem };

/** The endpoints over the accounts of some markets. */
export function accountEndpoints(find: (id: string) => AccountBook): FastifyPluginAsyncZod {
  return async app => {
    app.get(
      "/api/markets/:id/accounts",
      {
        schema: {
          summary: "Known accounts by name, id, cell, territory or segment, the largest own amount first",
          params,
          querystring: accountsQuery,
          response: { 200: accountList, ...problems },
        },
      },
      async (request, reply) =>
        sendPrepared(request, reply, await find(request.params.id).list(request.query)),
    );
    app.get(
      "/api/markets/:id/accounts/:accountId",
      {
        schema: {
          summary: "All that is known of one account",
          params: params.extend({ accountId: z.string() }),
          response: { 200: accountDetail, ...problems },
        },
      },
      async (request, reply) =>
        sendPrepared(request, reply, await find(request.params.id).detail(request.params.accountId)),
    );
  };
}
