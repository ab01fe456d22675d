import type { FastifyInstance } from "fastify";
import { InputError } from "../../core/errors.ts";

const READING = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Keeps other sites' pages from changing anything through the browser of somebody who runs this server: a request
 * that changes something must come from this page or from no page at all, and to this machine under its own name
 * (a name that somebody points at 127.0.0.1 is not its own).
 */
export function guardChanges(app: FastifyInstance): void {
  app.addHook("onRequest", async request => {
    if (READING.has(request.method)) return;
    const { origin, host = "" } = request.headers;
    if (origin !== undefined && hostOf(origin) !== hostOf(`http://${host}`))
      throw new InputError("foreign_origin", `changes are taken from this server's page, not from ${origin}`);
    if (isLoopback(request.socket.localAddress) && !isLoopback(host.replace(/:\d+$/, "")))
      throw new InputError("foreign_host", `changes are taken at localhost or 127.0.0.1, not at ${host}`);
  });
}

/** Name and port of an address; the port that its protocol takes for granted is left out. */
function hostOf(address: string): string | null {
  return URL.canParse(address) ? new URL(address).host : null;
}

function isLoopback(name: string | undefined): boolean {
  if (name === undefined) return false;
  const plain = name.replace(/^\[|\]$/g, "").replace(/^::ffff:/, "");
  return plain === "localhost" || plain === "::1" || /^127\.\d+\.\d+\.\d+$/.test(plain);
}
