import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import fc from "fast-check";
import type { InjectOptions, LightMyRequestResponse } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { problem } from "../../app/api/schema.ts";
import { listen } from "../../app/server/listen.ts";
import { createServer } from "../../app/server/server.ts";
import { buildMarket } from "../../app/stages/build.ts";
import { type JsonSchema, nearly, oddText, oddValue } from "./fromSchema.ts";
import { sendRaw } from "./rawHttp.ts";
import { writeTinyMarket } from "./tinyMarket.ts";

interface Operation {
  readonly parameters?: readonly {
    readonly in: string;
    readonly name: string;
    readonly schema: JsonSchema;
  }[];
  readonly requestBody?: {
    readonly content: { readonly "application/json": { readonly schema: JsonSchema } };
  };
}

/** Values that the market knows, by the name of a parameter or a property. */
const KNOWN = {
  id: ["tiny", "T1", "B", "draft"],
  accountId: ["A1", "A0"],
  scenario: ["more-visits", "baseline"],
  run: ["compare-0123456789ab"],
  level: ["market", "territory", "area"],
  brand: ["Kervan", "Hitit"],
  territory: ["T1"],
  text: [
    "name: x\nlevers: []\n",
    "name: x\nlevers:\n  - {lever: visits, change: +5%}\n",
    "a: &a [*a]",
    "levers: [",
  ],
  runs: [16],
  horizon: [1],
} as const;

/** Every endpoint that the server tells of itself, answered whatever is asked: a new one is tried without a word here. */
describe("the API asked for anything", () => {
  let root: string;
  let app: Awaited<ReturnType<typeof createServer>>;
  let endpoints: { readonly path: string; readonly method: string; readonly operation: Operation }[];
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "penumbra-fuzz-"));
    const dir = join(root, "tiny");
    await writeTinyMarket(dir);
    await buildMarket(dir, { threads: 1 });
    const limits = {
      headersTimeout: 100,
      requestTimeout: 200,
      connectionsCheckingInterval: 20,
      keepAliveTimeout: 20,
    };
    app = await createServer([dir], { threads: 1, limits });
    await listen(app, "127.0.0.1", 0);
    endpoints = Object.entries(app.swagger().paths ?? {}).flatMap(([path, methods]) =>
      Object.entries(methods as Record<string, Operation>).map(([method, operation]) => ({
        path,
        method,
        operation,
      })),
    );
  });
  afterAll(async () => {
    await app.close();
    await rm(root, { recursive: true, force: true });
  });

  const request = fc
    .nat()
    .map(n => endpoints[n % endpoints.length]!)
    .chain(({ path, method, operation }) => requestTo(path, method, operation));

  it("answers with what was asked or with what is wrong, and never with a failure of its own", async () => {
    expect(endpoints.length).toBeGreaterThan(25);
    const statuses = new Map<number, number>();
    const port = (app.server.address() as AddressInfo).port;
    await fc.assert(
      fc.asyncProperty(request, async ({ headers, ...options }) => {
        const answer = await app.inject({ ...options, headers: { host: `localhost:${port}`, ...headers } });
        statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1);
        expect(answer.statusCode, answer.payload).toBeLessThan(500);
        if (answer.statusCode >= 400) problem.strict().parse(JSON.parse(unpacked(answer)));
      }),
      { seed: 11, numRuns: 600 },
    );
    // What is asked well among it is answered: the tries reach beyond the first check.
    expect(statuses.get(200)).toBeGreaterThan(60);
    expect([...statuses.keys()]).toEqual(expect.arrayContaining([200, 400, 404]));
  });

  it("reads any bytes, and is there for the next one", async () => {
    const { port } = app.server.address() as AddressInfo;
    const own = `Host: localhost:${port}`;
    const piece = fc.oneof(
      fc.constantFrom(
        "GET",
        "POST",
        " ",
        "/",
        "/api/markets/tiny/kpis",
        "%zz",
        "%00",
        " HTTP/1.1\r\n",
        "HTTP/1.0\r\n",
      ),
      fc.constantFrom(
        own,
        "Content-Length: 5",
        "Content-Length: -1",
        "Transfer-Encoding: chunked",
        "\r\n",
        "\r\n\r\n",
      ),
      fc.constantFrom(
        "5\r\n{}",
        "Expect: 100-continue",
        "Upgrade: websocket\r\nConnection: upgrade",
        "Connection: close",
      ),
      fc.string({ unit: "binary", maxLength: 20 }),
    );
    const bytes = fc.oneof(
      fc.array(piece, { maxLength: 12 }).map(pieces => pieces.join("")),
      fc
        .array(piece, { maxLength: 8 })
        .map(rest => `GET /api/markets HTTP/1.1\r\n${own}\r\n${rest.join("\r\n")}\r\n\r\n`),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async text => {
        const { status } = await sendRaw(port, text).catch(() => ({ status: 0 }));
        expect(status === 501 || status < 500).toBe(true);
      }),
      { seed: 12, numRuns: 60 },
    );
    expect((await sendRaw(port, `GET /health HTTP/1.1\r\n${own}\r\nConnection: close\r\n\r\n`)).status).toBe(
      200,
    );
  });
});

function requestTo(path: string, method: string, { parameters = [], requestBody }: Operation) {
  const of = (where: string) => parameters.filter(parameter => parameter.in === where);
  const text = (name: string, schema: JsonSchema) => {
    const known = KNOWN[name as keyof typeof KNOWN] as readonly unknown[] | undefined;
    const value = nearly(schema).map(any => (typeof any === "string" ? any : JSON.stringify(any)) ?? "");
    const good = fc.constantFrom(...(known ?? [""])).map(String);
    return known ? fc.oneof({ weight: 4, arbitrary: good }, { weight: 1, arbitrary: value }) : value;
  };
  const filled = fc
    .tuple(...of("path").map(({ name, schema }) => text(name, schema).map(value => [name, value] as const)))
    .map(values => values.reduce((url, [name, value]) => url.replace(`{${name}}`, encoded(value)), path));
  const asked = fc
    .tuple(
      ...of("query").map(({ name, schema }) =>
        fc.option(text(name, schema).map(value => [name, value] as const)),
      ),
    )
    .map(values => values.flatMap(pair => (pair ? [`${pair[0]}=${encoded(pair[1])}`] : [])));
  const strange = fc.option(
    fc.constantFrom(
      "level=a&level=b",
      "brand[]=x",
      "limit=1e9",
      "__proto__[x]=1",
      "%zz=1",
      "&&&",
      "=".repeat(50),
    ),
    { freq: 8 },
  );
  const body = requestBody
    ? fc.option(nearly(requestBody.content["application/json"].schema, KNOWN), { freq: 12 })
    : fc.option(oddValue, { freq: 12 });
  return fc.record({ filled, asked, strange, body, headers: oddHeaders }).map(parts => {
    const query = [...parts.asked, ...(parts.strange ? [parts.strange] : [])].join("&");
    const payload = method === "get" || parts.body === null ? undefined : JSON.stringify(parts.body);
    return {
      method: method.toUpperCase() as InjectOptions["method"] & string,
      url: query ? `${parts.filled}?${query}` : parts.filled,
      headers: { ...(payload !== undefined && { "content-type": "application/json" }), ...parts.headers },
      ...(payload !== undefined && { payload }),
    } as InjectOptions & { headers: Record<string, string> };
  });
}

const oddHeaders = fc
  .record(
    {
      accept: oddText,
      "accept-encoding": fc.oneof(
        fc.constantFrom("br", "gzip", "br;q=0", "br;q=x,*", "identity;q=0", "zstd"),
        oddText,
      ),
      "if-none-match": oddText,
      authorization: oddText,
      cookie: oddText,
      range: fc.constantFrom("bytes=0-1", "bytes=9999999-", "bytes=x"),
      "x-forwarded-for": oddText,
    },
    { requiredKeys: [] },
  )
  .map(headers =>
    Object.fromEntries(
      // What no client can send in a header.
      Object.entries(headers).map(([name, value]) => [name, value.replace(/[^\t\x20-\x7e\x80-\xff]/g, "?")]),
    ),
  );

function encoded(text: string): string {
  // A surrogate without its other half has no bytes.
  return encodeURIComponent(Buffer.from(text).toString());
}

function unpacked({ headers, rawPayload }: Pick<LightMyRequestResponse, "headers" | "rawPayload">): string {
  const packing = headers["content-encoding"];
  if (packing === "br") return brotliDecompressSync(rawPayload).toString();
  return (packing === "gzip" ? gunzipSync(rawPayload) : rawPayload).toString();
}
