import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { packageRoot } from "../packageRoot.ts";

/** The built page, or null where only the API is there. */
export function pageFolder(): string | null {
  const folder = join(packageRoot(), "dist/page");
  return existsSync(join(folder, "index.html")) ? folder : null;
}

/**
 * Serves the page. Files under /assets/ carry a hash in their name and never change; the page itself is asked
 * for again each time. Every other path outside of /api/ is a view of the page.
 */
export async function servePage(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    // Ours, below, instead of the plugin's own.
    cacheControl: false,
    setHeaders: (response, path) => {
      const immutable = path.startsWith(join(folder, "assets"));
      response.setHeader("cache-control", immutable ? "public, max-age=31536000, immutable" : "no-cache");
    },
  });
}

/** Unknown paths: 404 as JSON under /api/ and for files, the page for its own views. */
export function answerUnknownPaths(app: FastifyInstance, page: string | null): void {
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split("?")[0]!;
    const isView = request.method === "GET" && !path.startsWith("/api/") && !/\.\w+$/.test(path);
    if (page && isView) return reply.header("cache-control", "no-cache").sendFile("index.html");
    return reply.code(404).send({ code: "not_found", message: `nothing is at ${path}` });
  });
}
