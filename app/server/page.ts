import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply } from "fastify";
import { PAGE_PATH, SCREENS } from "../api/views.ts";
import { packageRoot } from "../effects/packageRoot.ts";

/** The built page, or null where only the API is there. */
export function pageFolder(): string | null {
  const folder = join(packageRoot(), "dist/page");
  return existsSync(join(folder, "index.html")) ? folder : null;
}

/**
 * Serves the page. Files under /assets/ carry a hash in their name and never change; the page itself is asked for
 * again each time. It also comes where it has nothing to show, to say so, with the status 404.
 * @param markets their short names
 */
export async function servePage(
  app: FastifyInstance,
  folder: string,
  markets: readonly string[],
): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    // Ours, below, instead of the plugin's own.
    cacheControl: false,
    setHeaders: (response, path) => {
      const immutable = path.startsWith(join(folder, "assets"));
      response.setHeader("cache-control", immutable ? "private, max-age=31536000, immutable" : "no-cache");
    },
  });
  app.get<{ Querystring: Record<string, unknown> }>(
    PAGE_PATH,
    { schema: { hide: true } },
    ({ query: { view, market } }, reply) =>
      isOneOf(SCREENS, view) && isOneOf(markets, market)
        ? reply.sendFile("index.html")
        : sendUnknown(reply, folder),
  );
}

/** Of a name that is asked for twice the first counts, as on the page. */
function isOneOf(known: readonly string[], asked: unknown): boolean {
  return asked === undefined || known.includes([asked].flat()[0] as string);
}

/** The page with 404, whole each time: a browser that has it already would be told so, and show nothing. */
export async function sendUnknown(reply: FastifyReply, folder: string): Promise<FastifyReply> {
  const html = await readFile(join(folder, "index.html"));
  return reply.code(404).header("cache-control", "no-store").type("text/html; charset=utf-8").send(html);
}
