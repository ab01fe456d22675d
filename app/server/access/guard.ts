import type { FastifyInstance, FastifyRequest } from "fastify";
import { InputError } from "../../../core/errors.ts";
import { type Authority, hostRule, readAuthority, readOrigin, sameAuthority } from "./hosts.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Who may ask: default `known`, who shows the token; `page`, who has none yet; `anyone`, under any name. */
    readonly access?: "known" | "page" | "anyone";
  }
}

/**
 * Keeps other sites' pages from reading or changing anything through the browser of somebody who runs this server: a
 * request must be made to this server under a name of its own (a name that somebody points at 127.0.0.1 is none), and
 * come from this server's page or from no page at all.
 * @param allowed further names, see {@link hostRule}
 */
export function guardNames(app: FastifyInstance, allowed: readonly string[]): void {
  const answersTo = hostRule(allowed);
  app.addHook("onRequest", async request => {
    if (request.routeOptions.config?.access === "anyone") return;
    const host = hostOf(request);
    if (!answersTo(host, servedPort(app)))
      throw new InputError(
        "foreign_host",
        `this server does not answer to "${request.headers.host}"; ask at localhost:${servedPort(app)} or 127.0.0.1:${servedPort(app)}, or start it with --allow-host for another name`,
      );
    checkOrigin(request, host);
    checkSite(request);
  });
}

/** The port that is listened at. Before that, as in an injected request, the one that an address leaves out. */
export function servedPort(app: FastifyInstance): number {
  const address = app.server.address();
  return typeof address === "object" && address ? address.port : 80;
}

/** The one name that the request gives the server. */
function hostOf({ raw }: FastifyRequest): Authority {
  if (!raw.url?.startsWith("/"))
    throw new InputError(
      "bad_target",
      `expected a path such as /api/markets, got ${JSON.stringify(raw.url)}`,
    );
  const given = raw.rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === "host");
  const host = readAuthority(raw.headers.host ?? "");
  if (given.length === 1 && host) return host;
  const got = given.length === 1 ? JSON.stringify(raw.headers.host) : `${given.length} of them`;
  throw new InputError("bad_host", `expected one Host header such as localhost:4173, got ${got}`);
}

function checkOrigin({ headers: { origin } }: FastifyRequest, host: Authority): void {
  if (origin === undefined) return;
  const from = readOrigin(origin);
  if (from && sameAuthority(from, host)) return;
  throw new InputError("foreign_origin", `requests are taken from this server's page, not from ${origin}`);
}

/** Browsers also say where a request comes from that has no Origin, such as a picture. Links may lead here. */
function checkSite({ method, headers }: FastifyRequest): void {
  const site = headers["sec-fetch-site"];
  if (site !== "cross-site" && site !== "same-site") return;
  const follows = headers["sec-fetch-mode"] === "navigate" && headers["sec-fetch-dest"] === "document";
  if (follows && (method === "GET" || method === "HEAD")) return;
  throw new InputError("foreign_origin", "requests are taken from this server's page, not from another one");
}
