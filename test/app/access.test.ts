import { mkdtemp, rm, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { problem } from "../../app/api/schema.ts";
import { accessOf } from "../../app/cli/access.ts";
import { tokenKeeper } from "../../app/server/access/token.ts";
import { listen } from "../../app/server/listen.ts";
import { createServer, type ServerOptions } from "../../app/server/server.ts";
import { cli } from "./effects.ts";
import { head, sendRaw } from "./rawHttp.ts";

type App = Awaited<ReturnType<typeof createServer>>;
const TOKEN = "0123456789abcdef-market";

async function served(
  options: ServerOptions = {},
): Promise<{ app: App; port: number; end: () => Promise<void> }> {
  const app = await createServer([], options);
  await listen(app, "127.0.0.1", 0);
  return { app, port: (app.server.address() as AddressInfo).port, end: () => app.close() };
}

describe("the names that a server answers to", () => {
  let server: Awaited<ReturnType<typeof served>>;
  beforeAll(async () => {
    server = await served({ allowedHosts: ["market.example.com", "10.0.0.5:8080"] });
  });
  afterAll(() => server.end());
  const ask = async (line: string, ...headers: string[]) => {
    const { status, body } = await sendRaw(server.port, head(line, ...headers));
    return status === 200 ? "answers" : `${status} ${problem.parse(JSON.parse(body)).code}`;
  };
  const GET = "GET /api/markets HTTP/1.1";

  it("are its own with its port, and those allowed, whatever the case", async () => {
    const { port } = server;
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`, `LOCALHOST:${port}`])
      expect([host, await ask(GET, `Host: ${host}`)]).toEqual([host, "answers"]);
    for (const host of [
      "market.example.com",
      `market.example.com:${port}`,
      "Market.Example.com:443",
      "10.0.0.5:8080",
    ])
      expect([host, await ask(GET, `Host: ${host}`)]).toEqual([host, "answers"]);
  });

  it("are no others, for reading as for writing", async () => {
    const { port } = server;
    const foreign = [
      `evil.example:${port}`,
      "localhost",
      `localhost:${port + 1}`,
      `localhost.:${port}`,
      `127.0.0.2:${port}`,
      `127.1:${port}`,
      `[::ffff:127.0.0.1]:${port}`,
      `evil.market.example.com`,
      `market.example.com.evil.example`,
      `market.example.com:8443`,
      "10.0.0.5",
      `localhost.evil.example:${port}`,
    ];
    for (const host of foreign)
      for (const method of ["GET", "HEAD", "OPTIONS", "POST", "DELETE"]) {
        const answer = await sendRaw(port, head(`${method} /api/markets HTTP/1.1`, `Host: ${host}`));
        expect([host, method, answer.status]).toEqual([host, method, 403]);
      }
    for (const path of ["/", "/assets/none.js", "/nothing", "/api/openapi.json"])
      expect(await ask(`GET ${path} HTTP/1.1`, `Host: evil.example:${port}`)).toBe("403 foreign_host");
  });

  it("stand once, in one header, before a path", async () => {
    const own = `Host: localhost:${server.port}`;
    expect(await ask(GET)).toBe("400 bad_host");
    expect(await ask("GET /api/markets HTTP/1.0")).toBe("400 bad_host");
    expect(await ask(GET, own, "Host: evil.example")).toBe("400 bad_host");
    expect(await ask(GET, "Host: evil.example", own)).toBe("400 bad_host");
    expect(await ask(GET, "Host: ")).toBe("400 bad_host");
    expect(await ask(GET, `Host: evil.example@localhost:${server.port}`)).toBe("400 bad_host");
    expect(await ask(`GET http://localhost:${server.port}/api/markets HTTP/1.1`, own)).toBe("400 bad_target");
    expect(await ask("GET http://evil.example/api/markets HTTP/1.1", own)).toBe("400 bad_target");
    expect(await ask("OPTIONS * HTTP/1.1", own)).toBe("400 bad_target");
  });

  it("and the pages that may ask are its own", async () => {
    const { port } = server;
    const own = `Host: localhost:${port}`;
    expect(await ask(GET, own, `Origin: http://localhost:${port}`)).toBe("answers");
    expect(await ask(GET, "Host: market.example.com", "Origin: https://market.example.com")).toBe("answers");
    for (const origin of [
      "https://evil.example",
      "null",
      `http://localhost:${port + 1}`,
      `http://127.0.0.1:${port}`,
    ])
      for (const method of ["GET", "POST"])
        expect(await ask(`${method} /api/markets HTTP/1.1`, own, `Origin: ${origin}`)).toBe(
          "403 foreign_origin",
        );
    expect(await ask(GET, own, "Sec-Fetch-Site: same-origin")).toBe("answers");
    expect(await ask(GET, own, "Sec-Fetch-Site: none")).toBe("answers");
    const link = ["Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"];
    expect(await ask(GET, own, "Sec-Fetch-Site: cross-site", ...link)).toBe("answers");
    for (const site of ["cross-site", "same-site"])
      expect(
        await ask(GET, own, `Sec-Fetch-Site: ${site}`, "Sec-Fetch-Mode: no-cors", "Sec-Fetch-Dest: image"),
      ).toBe("403 foreign_origin");
    const frame = ["Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"];
    expect(await ask(GET, own, "Sec-Fetch-Site: cross-site", ...frame)).toBe("403 foreign_origin");
  });

  it("do not matter to who asks whether it lives", async () => {
    expect(await sendRaw(server.port, head("GET /health HTTP/1.0"))).toEqual({
      status: 200,
      body: '{"status":"ok"}',
    });
  });
});

describe("a server with a token", () => {
  let app: App;
  beforeAll(async () => {
    app = await createServer([], { keeper: tokenKeeper(TOKEN) });
  });
  afterAll(() => app.close());
  const get = (url: string, headers: Record<string, string> = {}, remoteAddress = "10.1.1.1") =>
    app.inject({ method: "GET", url, headers, remoteAddress });
  const signIn = (token: string, to = "/", remoteAddress = "10.1.1.2", more: Record<string, string> = {}) =>
    app.inject({
      method: "POST",
      url: "/sign-in",
      remoteAddress,
      headers: { "content-type": "application/x-www-form-urlencoded", ...more },
      payload: new URLSearchParams({ token, to }).toString(),
    });

  it("tells nothing without it, at any address but that it lives", async () => {
    const paths = Object.keys(
      (await get("/api/openapi.json", { authorization: `Bearer ${TOKEN}` })).json().paths,
    );
    expect(paths.length).toBeGreaterThan(20);
    const known = paths.filter(path => path !== "/health").map(path => path.replace(/\{\w+\}/g, "x"));
    for (const url of [
      ...known,
      "/",
      "/index.html",
      "/assets/none.js",
      "/icon.svg",
      "/nothing",
      "/api/openapi.json",
    ])
      for (const method of ["GET", "POST", "PUT", "DELETE"] as const) {
        const answer = await app.inject({ method, url });
        expect([url, method, answer.statusCode]).toEqual([url, method, 401]);
        expect(problem.parse(answer.json()).code).toBe("token_needed");
      }
    expect((await get("/health")).json()).toEqual({ status: "ok" });
  });

  it("takes it from programs as Bearer, and nothing like it", async () => {
    expect((await get("/api/markets", { authorization: `Bearer ${TOKEN}` })).statusCode).toBe(200);
    for (const authorization of [
      `Bearer ${TOKEN}x`,
      `Bearer ${TOKEN.slice(0, -1)}`,
      `Basic ${TOKEN}`,
      "Bearer ",
      TOKEN,
    ])
      expect((await get("/api/markets", { authorization })).statusCode).toBe(401);
    expect((await get(`/api/markets?token=${TOKEN}`)).statusCode).toBe(401);
  });

  it("asks people on a page, and then knows them by a cookie that does not hold it", async () => {
    const asked = await get("/?market=x&view=data", { accept: "text/html,*/*" });
    expect([asked.statusCode, asked.headers["content-type"]]).toEqual([401, "text/html; charset=utf-8"]);
    expect(asked.payload).toContain('value="/?market=x&amp;view=data"');
    expect((await signIn("wrong-wrong-wrong-wrong")).statusCode).toBe(401);
    const done = await signIn(TOKEN, "/?market=x&view=data");
    expect([done.statusCode, done.headers.location]).toEqual([303, "/?market=x&view=data"]);
    const [cookie] = done.cookies;
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Strict", path: "/" });
    expect(done.headers["set-cookie"]).not.toContain(TOKEN);
    const headers = { cookie: `${cookie!.name}=${cookie!.value}` };
    expect((await get("/api/markets", headers)).statusCode).toBe(200);
    const [expires, seal] = cookie!.value.split(".");
    for (const value of [
      `${Number(expires) + 1}.${seal}`,
      `${expires}.`,
      `.${seal}`,
      expires,
      "x",
      `${expires}.${seal}x`,
    ])
      expect((await get("/api/markets", { cookie: `${cookie!.name}=${value}` })).statusCode).toBe(401);
  });

  it("has who follows a link to here ask once more, with the cookie that browsers keep back from a link", async () => {
    const headers = { accept: "text/html", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" };
    expect((await get("/?view=data", { ...headers, "sec-fetch-site": "cross-site" })).headers.refresh).toBe(
      "0",
    );
    expect(
      (await get("/?view=data", { ...headers, "sec-fetch-site": "same-origin" })).headers.refresh,
    ).toBeUndefined();
  });

  it("marks the cookie for https where the page came by it", async () => {
    const plain = await signIn(TOKEN, "/", "10.1.1.2", { origin: "http://localhost" });
    const secure = await signIn(TOKEN, "/", "10.1.1.2", { origin: "https://localhost" });
    expect([plain.cookies[0]!.secure ?? false, secure.cookies[0]!.secure]).toEqual([false, true]);
  });

  it.each([
    "//evil.example/",
    "https://evil.example/",
    "/\\evil.example",
    "javascript:alert(1)",
    "\t//evil.example",
  ])("leads nobody to %j after signing in", async to => {
    expect(String((await signIn(TOKEN, to)).headers.location)).toMatch(/^\/(?![/\\])/);
  });

  it("lets no other site's form or page sign in, and shows no text of theirs", async () => {
    expect((await signIn(TOKEN, "/", "10.1.1.2", { origin: "https://evil.example" })).statusCode).toBe(403);
    expect((await get('/"><script>x', { accept: "text/html" })).payload).not.toContain("<script>");
    const form = await app.inject({
      method: "POST",
      url: "/api/markets/x/scenarios",
      headers: { "content-type": "application/x-www-form-urlencoded", authorization: `Bearer ${TOKEN}` },
      payload: "text=x",
    });
    expect(form.statusCode).toBe(415);
  });

  it("looks at no further token from an address after ten wrong ones; who is in stays in", async () => {
    const cookie = (await signIn(TOKEN, "/", "10.9.9.9")).cookies[0]!;
    const tries: number[] = [];
    for (let i = 0; i < 12; i++)
      tries.push(
        (await get("/api/markets", { authorization: "Bearer not-the-token-at-all" }, "10.9.9.9")).statusCode,
      );
    expect(tries).toEqual([...Array(10).fill(401), 429, 429]);
    expect((await get("/api/markets", { authorization: `Bearer ${TOKEN}` }, "10.9.9.9")).statusCode).toBe(
      429,
    );
    expect((await signIn(TOKEN, "/", "10.9.9.9")).statusCode).toBe(429);
    const headers = { cookie: `${cookie.name}=${cookie.value}` };
    expect((await get("/api/markets", headers, "10.9.9.9")).statusCode).toBe(200);
    expect((await get("/api/markets", { authorization: `Bearer ${TOKEN}` }, "10.9.9.8")).statusCode).toBe(
      200,
    );
  });
});

describe("a token", () => {
  it("keeps a session for a month, also after a restart, and no longer than the token itself", () => {
    const session = tokenKeeper(TOKEN).session(1_000_000);
    const month = 30 * 86_400;
    expect(tokenKeeper(TOKEN).holds(session, 1_000_000 + month - 1)).toBe(true);
    expect(tokenKeeper(TOKEN).holds(session, 1_000_000 + month)).toBe(false);
    expect(tokenKeeper(`${TOKEN}!`).holds(session, 1_000_001)).toBe(false);
  });

  it.each([
    "",
    "short",
    "fifteen-letters",
    "with a space in it, long",
    "x".repeat(257),
    "ünlü-harfler-olmaz-burada",
  ])("is refused as %j", token => {
    expect(() => tokenKeeper(token)).toThrow(/expected 16 to 256/);
  });
});

describe("penumbra serve to other machines", () => {
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "penumbra-access-"));
    await writeFile(join(dir, "token"), `${TOKEN}\n`);
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  it.each([
    [["--host", "0.0.0.0"]],
    [["--host", "::"]],
    [["--host", ""]],
    [["--host", "0.0.0.0", "--token", TOKEN]],
    [["--host", "0.0.0.0", "--allow-host", "market.example.com"]],
    [["--host", "10.1.2.3", "--allow-host", "market.example.com"]],
  ])("is refused with exit code 2 for %j, and says how", async args => {
    const { code, stderr } = await cli(["serve", dir, ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain("--token-file FILE");
    expect(stderr).toContain("--allow-host NAME");
  });

  it("is not refused with a token and a name", async () => {
    const options = { host: "0.0.0.0", allowHost: ["market.example.com"] };
    const file = await accessOf({ ...options, tokenFile: join(dir, "token") }, {});
    const variable = await accessOf(options, { PENUMBRA_TOKEN: TOKEN });
    const option = await accessOf(
      { ...options, token: TOKEN },
      { PENUMBRA_TOKEN: "another-token-of-another" },
    );
    for (const { keeper } of [file, variable, option]) expect(keeper!.admits(TOKEN)).toBe(true);
    for (const host of ["127.0.0.1", "127.5.5.5", "::1", "localhost"])
      expect((await accessOf({ host }, {})).keeper).toBeNull();
  });

  it("refuses a name that is none, a weak token, and a file that holds none", async () => {
    for (const name of ["https://market.example.com", "*", "a/b", "x:y", "", "fd00::5"])
      await expect(accessOf({ host: "127.0.0.1", allowHost: [name] }, {})).rejects.toThrow(
        /--allow-host: expected/,
      );
    await expect(accessOf({ host: "127.0.0.1", token: "short" }, {})).rejects.toThrow(/has 5 characters/);
    await expect(accessOf({ host: "127.0.0.1", tokenFile: dir }, {})).rejects.toThrow(
      /--token-file: .* is a folder; expected a file/,
    );
    await expect(accessOf({ host: "127.0.0.1", tokenFile: join(dir, "none") }, {})).rejects.toThrow(
      /--token-file: there is no file .*none; expected/,
    );
    await writeFile(join(dir, "long"), "x".repeat(5000));
    await expect(accessOf({ host: "127.0.0.1", tokenFile: join(dir, "long") }, {})).rejects.toThrow(
      /--token-file: .*long is longer than 4,096 bytes/,
    );
  });
});
