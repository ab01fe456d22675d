import { appendFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tableFromIPC } from "apache-arrow";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import {
  ACTIVITY_COLUMNS,
  CELL_COLUMNS,
  darkFigures,
  forecastRow,
  kpis,
  marketData,
  marketInfo,
  place,
  problem,
} from "../../app/api/schema.ts";
import { territoryProperties } from "../../app/api/territories.ts";
import { SCREENS } from "../../app/api/views.ts";
import { createServer } from "../../app/server/server.ts";
import { buildMarket } from "../../app/stages/build.ts";
import { RESULTS, tablesOf } from "../../app/stages/results.ts";
import { inEnglish } from "../../app/words/tell.ts";
import { checkMarket } from "../../data/readiness/check.ts";
import { precedence } from "../../territory/plan/precedence.ts";
import { writeTinyMarket } from "./tinyMarket.ts";

describe("the HTTP API over a built market", () => {
  let root: string;
  let dir: string;
  let ownLastYear: number;
  let app: Awaited<ReturnType<typeof createServer>>;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "penumbra-api-"));
    dir = join(root, "Küçük Pazar");
    ({ ownLastYear } = await writeTinyMarket(dir));
    await appendFile(join(dir, "sales.csv"), "2024-03-05,A99,Kervan,1,77.50\n");
    await buildMarket(dir, { threads: 1 });
    app = await createServer([dir]);
  });
  afterAll(async () => {
    await app.close();
    await rm(root, { recursive: true, force: true });
  });
  const get = (url: string, headers: Record<string, string> = {}) =>
    app.inject({ method: "GET", url, headers });
  const market = "/api/markets/kucuk-pazar";

  it("answers in the shapes of the schemas", async () => {
    const parsed = z.array(marketInfo).parse((await get("/api/markets")).json());
    expect(parsed).toHaveLength(1);
    expect(parsed[0]).toMatchObject({
      id: "kucuk-pazar",
      activity: "hour",
      counts: { accounts: 40, unplaced: 1 },
    });
    expect(marketInfo.parse((await get(market)).json())).toEqual(parsed[0]);
    const strip = kpis.parse((await get(`${market}/kpis`)).json());
    expect(strip.own_amount_52w).toBeCloseTo(ownLastYear / 100, 6);
    // Whose figures: the strip's keys, and those of the dark side, each under its name.
    const told = Object.keys(strip).filter(name => !["dark", "scopes", "forecast_runs"].includes(name));
    const dark = Object.keys(darkFigures.shape).map(name => `dark.${name}`);
    expect(Object.keys(strip.scopes).sort()).toEqual([...told, ...dark].sort());
    expect(strip.own_forecast_52w.p05).toBeLessThan(strip.own_forecast_52w.p95);
    const rows = z
      .array(forecastRow)
      .parse((await get(`${market}/forecast?level=territory&id=T2&brand=Hitit`)).json());
    expect(rows).toHaveLength(104 + 52);
    expect(rows.every(({ scope }) => scope === "known")).toBe(true);
    expect(rows.map(row => row.period)).toEqual(rows.map(row => row.period).sort());
    const labels = z.array(place).parse((await get(`${market}/places`)).json());
    expect(labels[0]!.name).toBe("Ankara");
  });

  it("sends cells and activity as Arrow in the promised columns", async () => {
    const cells = tableFromIPC((await get(`${market}/cells.arrow`)).rawPayload);
    expect(cells.schema.fields.map(field => field.name)).toEqual(Object.keys(CELL_COLUMNS));
    const info = (await get(market)).json();
    expect(cells.numRows).toBe(info.counts.cells);
    const activity = tableFromIPC((await get(`${market}/activity.arrow`)).rawPayload);
    expect(activity.schema.fields.map(field => field.name)).toEqual(Object.keys(ACTIVITY_COLUMNS));
    const rows = activity.toArray().map(row => row.toJSON());
    expect(
      rows.every(
        row => row.cell >= 0 && row.cell < cells.numRows && row.hour_of_week >= 0 && row.hour_of_week < 168,
      ),
    ).toBe(true);
    expect(rows.reduce((sum, row) => sum + row.weight, 0)).toBeCloseTo(600, 3);
  });

  it("sends outlines with figures", async () => {
    const { features } = (await get(`${market}/territories.geojson`)).json();
    expect(features.map((f: { properties: { territory_id: string } }) => f.properties.territory_id)).toEqual([
      "T1",
      "T2",
    ]);
    for (const { properties } of features) {
      const { balance, workload_hours } = territoryProperties.parse(properties);
      expect(balance).toBeGreaterThan(0);
      expect(workload_hours).toBeGreaterThan(0);
    }
    expect((await get(`${market}/areas.geojson`)).json().features).toHaveLength(2);
    expect((await get(`${market}/basemap.geojson`)).json().features[0].properties.kind).toBe("land");
  });

  it("says what became of the files, as check says it", async () => {
    const data = marketData.parse((await get(`${market}/data`)).json());
    const sales = data.sources.find(({ table }) => table === "sales")!;
    expect(sales).toMatchObject({ files: ["sales.csv"], rejected: 1, outside_history: 0 });
    expect(sales.read).toBe(sales.kept + 1);
    expect(sales.amount!.read).toBeCloseTo(sales.amount!.kept + 77.5, 6);
    expect(data.sources.find(({ table }) => table === "visits")!.amount).toBeNull();
    expect(data.rejects).toEqual([
      {
        table: "sales",
        count: 1,
        first: [
          {
            file: "sales.csv",
            line: sales.read + 1,
            column: "account_id",
            value: "A99",
            reason: "is an unknown account",
            note: { key: "reject.account_unknown", figures: {} },
          },
        ],
      },
    ]);
    expect(data.guesses).toContainEqual(
      expect.objectContaining({ file: "sales.csv", column: "amount", what: "decimal", value: "." }),
    );
    expect(data.unplaced.accounts).toBe(1);
    const { readiness } = await checkMarket(dir, { precedence, tell: inEnglish });
    expect(data.readiness).toMatchObject({ score: readiness.score });
    expect(data.readiness.items).toEqual(
      readiness.items.map(item => expect.objectContaining({ id: item.id, points: item.points })),
    );
    const places = data.readiness.items.find(({ id }) => id === "places")!;
    expect(places.evidence).toMatch(/^97\.5% of accounts, 9\d(\.\d)?% of amount$/);
  });

  it("names what is wrong with market.yaml by its line, beside the figures of the last build", async () => {
    const data = async () => marketData.parse((await get(`${market}/data`)).json());
    const whole = await data();
    expect(whole.config_problem).toBe(null);
    const file = join(dir, "market.yaml");
    const text = await readFile(file, "utf8");
    try {
      await writeFile(file, text.replace("currency: TRY", "curency: TRY"));
      const broken = await data();
      expect(broken.config_problem!.code).toBe("config_unknown_key");
      expect(broken.config_problem!.message).toMatch(/^market\.yaml line 3: unknown key "curency"/);
      expect(broken).toEqual({ ...whole, config_problem: broken.config_problem });
    } finally {
      await writeFile(file, text);
    }
    expect((await data()).config_problem).toBe(null);
  });

  it("answers 304 to what the page already has", async () => {
    const { headers } = await get(`${market}/cells.arrow`);
    const again = await get(`${market}/cells.arrow`, { "if-none-match": String(headers.etag) });
    expect(again.statusCode).toBe(304);
    expect(again.rawPayload).toHaveLength(0);
  });

  it.each([
    ["/api/markets/izmir", 404, "unknown_market"],
    [`${market}/forecast?level=city`, 400, "bad_request"],
    [`${market}/forecast?level=territory`, 400, "bad_request"],
    [`${market}/forecast?level=territory&id=T9`, 404, "not_found"],
    [`${market}/forecast?brand=Nobody`, 400, "unknown_brand"],
    [`${market}/../../package.json`, 404, "not_found"],
    ["/api/markets/..%2f..%2fetc%2fpasswd", 404, "unknown_market"],
    ["/..%2f..%2fpackage.json", 404, "not_found"],
    ["/assets/..%2f..%2f..%2fpackage.json", 404, "not_found"],
    ["/api/nothing", 404, "not_found"],
    [`${market}/accounts/A99`, 404, "unknown_account"],
    [`${market}/scenarios/none`, 404, "not_found"],
  ])("answers %s with %i %s", async (url, status, code) => {
    const answer = await get(url);
    expect(answer.statusCode).toBe(status);
    expect(problem.parse(answer.json()).code).toBe(code);
  });

  it("answers of the state that was published last, from the first request on", async () => {
    const config = join(dir, "market.yaml");
    const text = await readFile(config, "utf8");
    const name = async () => (await get(market)).json().name;
    const tag = async (path: string) => String((await get(`${market}/${path}`)).headers.etag);
    const before = await Promise.all(["", "kpis", "forecast"].map(tag));
    try {
      await writeFile(config, text.replace("name: Küçük pazar", "name: Büyük pazar"));
      await appendFile(join(dir, "sales.csv"), "2024-03-05,A1,Kervan,1,1000.00\n");
      await buildMarket(dir, { threads: 1 });
      expect(await name()).toBe("Büyük pazar");
      const after = await Promise.all(["", "kpis", "forecast"].map(tag));
      for (const [i, known] of before.entries()) expect(after[i]).not.toBe(known);
    } finally {
      await writeFile(config, text);
    }
  });

  it("shows the page at its own views and, with 404, where there is nothing to show", async () => {
    const status = async (url: string) => {
      const answer = await get(url, { accept: "text/html" });
      expect([url, answer.headers["content-type"]]).toEqual([url, "text/html; charset=utf-8"]);
      expect(answer.payload).toContain("<div id=");
      return answer.statusCode;
    };
    for (const view of SCREENS) expect(await status(`/?view=${view}&market=kucuk-pazar`)).toBe(200);
    for (const url of ["/", "/?lang=tr", "/?market=kucuk-pazar", "/?view=map&view=none"])
      expect([url, await status(url)]).toEqual([url, 200]);
    for (const url of ["/?view=none", "/?market=izmir", "/?view=none&view=map", "/map", "/nothing", "/a/b"])
      expect([url, await status(url)]).toEqual([url, 404]);
    const { headers } = await get("/");
    const again = await get("/nothing", { "if-none-match": String(headers.etag) });
    expect([again.statusCode, again.payload.length > 0]).toEqual([404, true]);
  });

  it("describes itself as OpenAPI and keeps other hosts out", async () => {
    const answer = await get("/api/openapi.json");
    const document = answer.json();
    expect(document.openapi).toMatch(/^3\.1/);
    expect(Object.keys(document.paths)).toHaveLength(42 + tablesOf(RESULTS).length);
    expect(
      document.paths["/api/markets/{id}/kpis"].get.responses["200"].content["application/json"].schema,
    ).toBeDefined();
    const policy = String(answer.headers["content-security-policy"]);
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("worker-src 'self' blob:");
    expect(policy).not.toMatch(/https?:|upgrade-insecure/);
  });
});
