import { brotliDecompressSync, gunzipSync } from "node:zlib";
import Fastify from "fastify";
import { describe, expect, it } from "vitest";
import { type Prepared, prepare, preparedAnswers, sendPrepared } from "../../app/server/host/prepared.ts";

const LONG = JSON.stringify(Array.from({ length: 2000 }, (_, i) => ({ period: i, mean: i * 1.5 })));

describe("a prepared answer", () => {
  const answer = prepare(LONG, "application/json; charset=utf-8");
  const ask = async (headers: Record<string, string>, prepared: Prepared = answer) => {
    const app = Fastify();
    app.get("/", (request, reply) => sendPrepared(request, reply, prepared));
    return app.inject({ url: "/", headers });
  };

  it.each([
    ["br", "br"],
    ["gzip, deflate, br, zstd", "br"],
    ["gzip", "gzip"],
    ["br;q=0, gzip", "gzip"],
    ["br;q=0.1, gzip;q=0.9", "gzip"],
    ["identity", undefined],
    ["zstd", undefined],
    ["", undefined],
    [";;,q=x", undefined],
  ])("comes in a form that the asker takes: %j as %s", async (accepted, packing) => {
    const { headers, rawPayload } = await ask({ "accept-encoding": accepted });
    expect(headers["content-encoding"]).toBe(packing);
    expect(headers.vary).toBe("accept-encoding");
    const unpack =
      { br: brotliDecompressSync, gzip: gunzipSync }[packing as "br"] ?? ((body: Buffer) => body);
    expect(unpack(rawPayload).toString()).toBe(LONG);
    if (packing !== undefined) expect(rawPayload.length).toBeLessThan(LONG.length / 3);
  });

  it("is packed once, however many take it", async () => {
    const fresh = prepare(LONG, "application/json");
    await Promise.all(Array.from({ length: 20 }, () => ask({ "accept-encoding": "br" }, fresh)));
    const kept = await fresh.packed.get("br")!;
    const { rawPayload } = await ask({ "accept-encoding": "br" }, fresh);
    expect([...fresh.packed.keys()]).toEqual(["br"]);
    expect(rawPayload.equals(kept)).toBe(true);
  });

  it("has a tag in each form, and is not sent to who has it", async () => {
    const plain = await ask({});
    const packed = await ask({ "accept-encoding": "br" });
    expect(plain.headers.etag).not.toBe(packed.headers.etag);
    for (const etag of [plain.headers.etag, packed.headers.etag].map(String)) {
      const again = await ask({ "if-none-match": etag, "accept-encoding": "br" });
      expect([again.statusCode, again.rawPayload.length]).toEqual([304, 0]);
    }
    const other = prepare(`${LONG} `, "application/json");
    expect((await ask({ "if-none-match": String(plain.headers.etag) }, other)).statusCode).toBe(200);
  });
});

describe("the prepared answers of a server", () => {
  it("are made once for all who ask at the same time", async () => {
    const answers = preparedAnswers();
    let made = 0;
    const make = async () => {
      made++;
      await new Promise(resolve => setImmediate(resolve));
      return prepare("x", "text/plain");
    };
    const all = await Promise.all(Array.from({ length: 50 }, () => answers.get("one", make)));
    expect([made, new Set(all).size]).toEqual([1, 1]);
    await answers.get("another", make);
    expect(made).toBe(2);
  });

  it("take no more room than they have, and what was not asked for longest goes", async () => {
    const room = 100_000;
    const answers = preparedAnswers(room);
    const made: string[] = [];
    const ask = (name: string) =>
      answers.get(name, async () => {
        made.push(name);
        return prepare("x".repeat(1000), "text/plain");
      });
    for (let i = 0; i < 500; i++) {
      await ask("often");
      await ask(String(i));
      expect(answers.bytes).toBeLessThanOrEqual(room);
    }
    expect(made.filter(name => name === "often")).toHaveLength(1);
    await ask("0");
    expect(made.filter(name => name === "0")).toHaveLength(2);
  });

  it("that are pushed out while they are made still reach who asked for them", async () => {
    const answers = preparedAnswers(5000);
    let finish = () => {};
    const slow = answers.get("slow", async () => {
      await new Promise<void>(resolve => {
        finish = resolve;
      });
      return prepare("slow", "text/plain");
    });
    for (const name of ["a", "b", "c"])
      await answers.get(name, async () => prepare("x".repeat(1500), "text/plain"));
    finish();
    expect((await slow).body.toString()).toBe("slow");
  });

  it("that are too large to keep are sent all the same, and what failed is tried again", async () => {
    const answers = preparedAnswers(1000);
    const { body } = await answers.get("large", async () => prepare(LONG, "text/plain"));
    expect([body.length, answers.bytes]).toEqual([LONG.length, 0]);
    const fail = () => Promise.reject(new Error("out of luck"));
    await expect(answers.get("x", fail)).rejects.toThrow("out of luck");
    expect((await answers.get("x", async () => prepare("y", "text/plain"))).body.toString()).toBe("y");
  });
});
