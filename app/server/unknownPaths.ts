import type { FastifyInstance } from "fastify";
import { InputError } from "../../core/errors.ts";
import { sendUnknown } from "./page.ts";

/**
 * Answers what no endpoint takes: 405 where another method would do, 404 in the API's form under /api/ and for files, and
 * the page, which says so, elsewhere. To be called before any endpoint is made.
 */
export function answerUnknownPaths(app: FastifyInstance, page: string | null): void {
  const endpoints: { readonly takes: (path: string) => boolean; readonly methods: readonly string[] }[] = [];
  app.addHook("onRoute", ({ url, method }) => {
    if (!url.includes("*")) endpoints.push({ takes: takes(url), methods: [method].flat() });
  });
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split("?")[0]!;
    const allowed = [
      ...new Set(endpoints.filter(endpoint => endpoint.takes(path)).flatMap(({ methods }) => methods)),
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

/** Whether an endpoint takes a path: `/api/markets/:id` takes any one name in its place. */
function takes(url: string): (path: string) => boolean {
  const parts = namesOf(url);
  return path => {
    const names = namesOf(path);
    return (
      names.length === parts.length &&
      parts.every((part, i) => (part.startsWith(":") ? names[i] !== "" : part === names[i]))
    );
  };
}

function namesOf(path: string): string[] {
  return (path.endsWith("/") ? path.slice(0, -1) : path).split("/");
}
