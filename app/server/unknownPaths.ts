import type { FastifyInstance } from "fastify";
import { InputError } from "../../core/errors.ts";
import { sendUnknown } from "./page.ts";

/**
 * Answers what no route takes: 405 where another method would do, 404 in the API's form under /api/ and for files, and
 * the page, which says so, elsewhere. To be called before any route is made.
 */
export function answerUnknownPaths(app: FastifyInstance, page: string | null): void {
  const routes: { readonly path: RegExp; readonly methods: readonly string[] }[] = [];
  app.addHook("onRoute", ({ url, method }) => {
    if (!url.includes("*")) routes.push({ path: pathPattern(url), methods: [method].flat() });
  });
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split("?")[0]!;
    const allowed = [
      ...new Set(routes.filter(route => route.path.test(path)).flatMap(({ methods }) => methods)),
    ];
    // Where its own method is among them, an id in the path is longer than any that there is.
    if (allowed.length > 0 && !allowed.includes(request.method)) {
      reply.header("allow", allowed.join(", "));
      throw new InputError("wrong_method", `${path} takes ${allowed.join(", ")}, not ${request.method}`);
    }
    const forPage = request.method === "GET" && !path.startsWith("/api/") && !/\.\w+$/.test(path);
    if (page && forPage) return sendUnknown(reply, page);
    throw new InputError("not_found", `nothing is at ${path}`);
  });
}

/** Paths that a route takes: `/api/markets/:id` takes any one name in its place. */
function pathPattern(url: string): RegExp {
  const parts = url
    .split("/")
    .map(part => (part.startsWith(":") ? "[^/]+" : part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")));
  return new RegExp(`^${parts.join("/")}/?$`);
}
