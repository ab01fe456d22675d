import { createServer, type RequestListener, type Server } from "node:http";
import type { FastifyInstance } from "fastify";
import { InputError } from "../../core/errors.ts";
import type { Limits } from "./limits.ts";
import { answerSocketErrors } from "./socketErrors.ts";

/** Makes the HTTP servers of a Fastify instance with these limits: `localhost` has one for each of its addresses. */
export function limitedServers(limits: Limits) {
  const servers: Server[] = [];
  return {
    make(handler: RequestListener): Server {
      const { headersTimeout, requestTimeout, connectionsCheckingInterval, maxHeaderSize } = limits;
      const server = createServer(
        {
          headersTimeout,
          requestTimeout,
          connectionsCheckingInterval,
          maxHeaderSize,
          keepAliveTimeout: limits.keepAliveTimeout,
          // Finds clients that have gone without a word.
          keepAlive: true,
          keepAliveInitialDelay: 30_000,
          // Missing and double names are told of like all that is wrong: see access/guard.
          requireHostHeader: false,
        },
        handler,
      );
      server.setTimeout(limits.connectionTimeout);
      server.maxConnections = limits.connections;
      answerSocketErrors(server, limits);
      servers.push(server);
      return server;
    },
    /** At the end new requests are refused, those under way are waited for a while, and then all is cut. */
    drain(app: FastifyInstance): void {
      let closing = false;
      app.addHook("onRequest", async () => {
        if (closing) throw new InputError("closing", "the server is closing; start it again first");
      });
      app.addHook("preClose", async () => {
        closing = true;
        const cut = () => {
          for (const server of servers) server.closeAllConnections();
        };
        const timer = setTimeout(cut, limits.drain).unref();
        app.server.once("close", () => clearTimeout(timer));
      });
    },
  };
}
