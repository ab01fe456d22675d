import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { problem } from "../../app/api/schema.ts";
import type { Limits } from "../../app/server/limits.ts";
import { listen } from "../../app/server/listen.ts";
import { createServer } from "../../app/server/server.ts";
import { head, openRaw, sendRaw } from "./rawHttp.ts";

const open: Awaited<ReturnType<typeof createServer>>[] = [];
afterEach(async () => {
  for (const app of open.splice(0)) await app.close();
});

async function serve(limits: Partial<Limits> = {}, host = "127.0.0.1") {
  const app = await createServer([], { limits });
  open.push(app);
  await listen(app, host, 0);
  const { port } = app.server.address() as AddressInfo;
  return { app, port, own: `Host: localhost:${port}` };
}

/** Limits of a tenth of a second, so that they are met in no time. */
const QUICK = { headersTimeout: 100, requestTimeout: 200, connectionsCheckingInterval: 20 };

describe("what a server does not wait for", () => {
  it("an unfinished request, when it is told to end", async () => {
    for (const host of ["127.0.0.1", "localhost"]) {
      const { app, port, own } = await serve({ drain: 100 }, host);
      const unfinished = [
        await openRaw(port, `POST /api/markets/x/scenarios HTTP/1.1\r\n${own}\r\nContent-Length: 100\r\n`),
        await openRaw(
          port,
          `POST /api/markets/x/scenarios HTTP/1.1\r\n${own}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`,
        ),
        await openRaw(port, "GE"),
        await openRaw(port, ""),
      ];
      await setTimeout(50);
      await expect(app.close()).resolves.toBeUndefined();
      for (const socket of unfinished) socket.destroy();
    }
  });

  it("headers and bodies that come by the drop: 408", async () => {
    const { port, own } = await serve(QUICK);
    for (const request of [
      `GET /api/markets HTTP/1.1\r\n${own}\r\nX-Slow: `,
      `POST /api/markets/x/scenarios HTTP/1.1\r\n${own}\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{`,
    ]) {
      const { status, body } = await sendRaw(port, request);
      expect([status, problem.parse(JSON.parse(body)).code]).toEqual([408, "too_slow"]);
    }
  });

  it("a connection on which nothing happens, and more of them than it takes", async () => {
    const { app, port, own } = await serve({ connections: 3, connectionTimeout: 500 });
    const idle = [await openRaw(port, ""), await openRaw(port, ""), await openRaw(port, "")];
    const ended = idle.map(socket => new Promise(resolve => socket.on("close", resolve)));
    const dropped = new Promise(resolve => app.server.once("drop", resolve));
    const fourth = await sendRaw(port, head("GET /api/markets HTTP/1.1", own)).catch(() => ({ status: 0 }));
    expect(fourth.status).toBe(0);
    await dropped;
    await Promise.all(ended);
    expect((await sendRaw(port, head("GET /api/markets HTTP/1.1", own))).status).toBe(200);
  });
});

describe("what Node and Fastify refuse", () => {
  it.each([
    [404, "not_found", (own: string) => head(`GET /api/markets/${"x".repeat(500)} HTTP/1.1`, own)],
    [
      431,
      "long_header",
      (own: string) => head("GET /api/markets HTTP/1.1", own, `X-Long: ${"x".repeat(20_000)}`),
    ],
    [431, "long_header", (own: string) => head(`GET /${"x".repeat(20_000)} HTTP/1.1`, own)],
    [400, "bad_request", (own: string) => head("GET /api/markets/%zz HTTP/1.1", own)],
    [400, "bad_request", (own: string) => head("GET /api/markets/%E0%A4%A HTTP/1.1", own)],
    [501, "unknown_method", (own: string) => head("FETCH /api/markets HTTP/1.1", own)],
    [400, "bad_request", (own: string) => head("GET /api/markets HTTP/9.9", own)],
    [400, "bad_request", (own: string) => head("GET /api/markets HTTP/1.1", own, "No colon")],
    [400, "bad_request", () => "\u0016\u0003\u0001\u0002\u0000 a TLS greeting\r\n\r\n"],
    [405, "wrong_method", (own: string) => head("DELETE /api/markets HTTP/1.1", own)],
    [405, "wrong_method", (own: string) => head("PROPFIND /api/markets/x/kpis HTTP/1.1", own)],
    [404, "not_found", (own: string) => head("DELETE /api/nothing HTTP/1.1", own)],
    [400, "bad_request", (own: string) => json(own, "{")],
    [400, "bad_request", (own: string) => json(own, "")],
    [400, "bad_request", (own: string) => json(own, '{"__proto__": {"x": 1}, "text": "x"}')],
    [413, "too_large", (own: string) => json(own, JSON.stringify({ text: "x".repeat(1_100_000) }))],
    [415, "media_type", (own: string) => json(own, "x", "application/x-www-form-urlencoded")],
    [415, "media_type", (own: string) => json(own, "x", "text/plain")],
  ])("is told as %i %s in the API's own form", async (status, code, request) => {
    const { port, own } = await serve();
    const answer = await sendRaw(port, request(own));
    const told = problem.strict().parse(JSON.parse(answer.body));
    expect([answer.status, told.code]).toEqual([status, code]);
  });

  function json(own: string, body: string, type = "application/json"): string {
    const length = `Content-Length: ${Buffer.byteLength(body)}`;
    return head("POST /api/markets/x/scenarios HTTP/1.1", own, `Content-Type: ${type}`, length) + body;
  }
});
