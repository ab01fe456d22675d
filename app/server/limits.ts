import { createServer, type RequestListener, type Server } from "node:http";
import type { FastifyInstance } from "fastify";
import { InputError } from "../../core/errors.ts";
import { answerSocketErrors } from "./socketErrors.ts";

/** What one server takes on, so that nobody can keep it waiting or fill its memory. Times in milliseconds. */
export const LIMITS = {
  /** From the first byte of a request to the last of its headers, and of its body. */
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  /** How often the two above are looked at. */
  connectionsCheckingInterval: 2000,
  /** A connection on which nothing goes either way: a client that is gone, or that does not read. */
  connectionTimeout: 120_000,
  keepAliveTimeout: 60_000,
  /** Open connections; a page needs up to six. Further ones are not taken. */
  connections: 1024,
  /** Bytes of a request's line and headers, and of its body. */
  maxHeaderSize: 16_384,
  bodyLimit: 1_048_576,
  /** Letters of an id in an address. */
  idLength: 400,
  /** From the wish to end until connections that are still busy are cut. */
  drain: 5000,
} as const;

export type Limits = { readonly [name in keyof typeof LIMITS]: number };

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
