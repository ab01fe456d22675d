import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer as createTcpServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tableFromIPC } from "apache-arrow";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { walletCategoryTable } from "../../app/results/wallet.ts";
import { RESULTS } from "../../app/stages/results.ts";
import { openBuilt } from "../../app/state/builtMarket.ts";
import type { WrittenRecord } from "../../app/state/manifest.ts";
import { openDatabase } from "../../data/tables/duckdb.ts";
import { cli } from "./effects.ts";
import { reseal } from "./reseal.ts";
import { writeTinyMarket } from "./tinyMarket.ts";

/** One small market through every command, in the order in which a person would call them. */
describe("a market from its files to the page", () => {
  let root: string;
  let dir: string;
  let ownLastYear: number;
  const json = async (...args: string[]) => {
    const { code, stdout, stderr } = await cli([...args, "--json"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    return JSON.parse(stdout);
  };

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "penumbra-market-"));
    dir = join(root, "Küçük Pazar");
    ({ ownLastYear } = await writeTinyMarket(dir));
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  it("is not simulated, exported or served before it is built", async () => {
    for (const args of [
      ["simulate", dir],
      ["export", dir, "cells", "--to", join(root, "x.csv")],
      ["serve", dir],
    ]) {
      const { code, stderr } = await cli(args);
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining("penumbra build") });
    }
  });

  it("is checked: every row read is kept or rejected", async () => {
    const { ok, rows, readiness } = await json("check", dir);
    expect(ok).toBe(true);
    expect(readiness.score).toBeGreaterThan(30);
    expect(readiness.score).toBeLessThan(90);
    expect(readiness.items[0].next).toMatch(/^Add|^Export/);
    expect(Object.keys(rows)).toEqual(
      expect.arrayContaining(["accounts", "sales", "areas", "territories", "reps", "visits", "activity"]),
    );
    for (const { read, kept, rejected } of Object.values<Record<string, number>>(rows))
      expect(read).toBe(kept! + rejected!);
    expect(rows.accounts.read).toBe(40);
    const { stdout } = await cli(["check", dir]);
    expect(stdout).toMatch(/accounts +40 +40 +0/);
    expect(stdout).toContain(`Ready for a twin: ${readiness.score} of 100`);
  });

  it("is built, and a second build does nothing", async () => {
    const first = await json("build", dir, "--threads", "1");
    expect(first).toMatchObject({
      // Some of the forty have no place: too few to tell of what is dark.
      accounts: { known: 40, dark: null },
      amount_52w: { own: ownLastYear / 100, dark: null, market: null },
      dark: null,
      done: RESULTS.map(({ name }) => name),
      synthetic: true,
    });
    expect(first.amount_52w.rivals_known).toBeGreaterThan(0);
    expect(first.twin_hash).toMatch(/^[0-9a-f]{64}$/);
    const made = await written(join(dir, ".penumbra", "current"));
    expect(made.size).toBeGreaterThan(10);
    const second = await json("build", dir, "--threads", "2");
    const none = { data: [], settings: [], code: [], figures: [] };
    expect(first.changes).toBeNull();
    expect(second).toEqual({ ...first, done: [], changes: none });
    expect(await written(join(dir, ".penumbra", "current"))).toEqual(made);
    const { stdout } = await cli(["build", dir]);
    expect(stdout).toContain("nothing had changed");
    expect(stdout).toContain("synthetic");
  });

  it("has its territories measured, as the table of territories has them", async () => {
    const { plan, currency, by, measures, figures, territories } = await json("plan", dir, "measure");
    expect({ plan, currency, by }).toEqual({ plan: "today", currency: "TRY", by: "account" });
    expect(measures.map((measure: { name: string }) => measure.name)).toEqual(Object.keys(figures));
    expect(figures.amount.value).toBeCloseTo(ownLastYear / 100, 6);
    expect(figures).toMatchObject({
      customers: { value: 40 },
      // Nothing is known of the dark side, nothing has moved, nobody's home is known.
      prospects: { value: 0 },
      balance_prospects: { value: null },
      moved_share: { value: 0 },
      home_km: { value: null },
      coverage: { value: 1 },
    });
    const table = JSON.parse(
      await readFile(join(dir, ".penumbra", "current", "territories.geojson"), "utf8"),
    );
    expect(territories).toHaveLength(2);
    for (const { territory_id, figures: of } of territories) {
      const row = table.features
        .map((feature: { properties: Record<string, unknown> }) => feature.properties)
        .find((properties: Record<string, unknown>) => properties.territory_id === territory_id);
      expect(of.workload.value).toBeGreaterThan(0);
      expect(of.workload.value).toBeCloseTo(row.workload_hours, 9);
      expect(of.balance_workload.value).toBeCloseTo(row.balance, 9);
      expect(of.polsby_popper.value).toBeCloseTo(row.compactness, 9);
      expect(of.capacity_use.value).toBeCloseTo(of.contacts.value / row.call_capacity, 9);
    }
    const wrong = await cli(["plan", dir, "measure", "tody"]);
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('got "tody"') });
  });

  it("is simulated to the same bits on any number of threads, and the run is kept", async () => {
    const one = await json(
      "simulate",
      dir,
      "--runs",
      "24",
      "--horizon",
      "10",
      "--seed",
      "5",
      "--threads",
      "1",
    );
    const two = await json(
      "simulate",
      dir,
      "--runs",
      "24",
      "--horizon",
      "10",
      "--seed",
      "5",
      "--threads",
      "2",
    );
    expect(two).toEqual(one);
    expect(one).toMatchObject({ runs: 24, horizon: 10, seed: 5, engine: "js" });
    for (const name of [
      "own_amount",
      "market_amount",
      "own_share",
      "visits",
      "new_accounts",
      "lapsed_accounts",
    ]) {
      const { p05, p25, p50, p75, p95, mean } = one.metrics[name];
      expect([p05, p25, p50, p75, p95]).toEqual([p05, p25, p50, p75, p95].sort((a, b) => a - b));
      expect(mean).toBeGreaterThanOrEqual(0);
    }
    expect(Object.keys(one.by_territory)).toEqual(["T1", "T2"]);
    const sum = one.by_territory.T1.own_amount.mean + one.by_territory.T2.own_amount.mean;
    expect(sum).toBeCloseTo(one.metrics.own_amount.mean, 4);
    expect(one.by_period.map((row: { period: string }) => row.period).slice(0, 2)).toEqual([
      "2024-12-30",
      "2025-01-06",
    ]);
    const folder = join(dir, ".penumbra", "runs", one.id);
    expect((await readdir(folder)).sort()).toEqual([
      "by_period.parquet",
      "by_territory.parquet",
      "manifest.json",
      "metrics.parquet",
      "run.json",
    ]);
    const kept = JSON.parse(await readFile(join(folder, "run.json"), "utf8"));
    expect(kept.result_hash).toBe(one.result_hash);
    expect((await cli(["simulate", dir, "--runs", "16", "--horizon", "5"])).stdout).toContain(
      "mean and 90% interval of 16 runs",
    );
  });

  it("stops a simulation on Ctrl-C with exit code 3 and nothing half-written", async () => {
    const runs = join(dir, ".penumbra", "runs");
    const before = await readdir(runs);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 300);
    const { code, stdout } = await cli(
      ["simulate", dir, "--runs", "100000", "--threads", "1", "--json"],
      controller.signal,
    );
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(await readdir(runs)).toEqual(before);
  });

  it("refuses a horizon that the twin does not reach", async () => {
    const { code, stderr } = await cli(["simulate", dir, "--horizon", "520"]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining(
        "horizon: expected 1 to 104 periods, as far as the twin looks ahead, got 520",
      ),
    });
  });

  it.each(["cells", "areas", "territories", "accounts", "forecast"])(
    "exports %s as CSV, Parquet and Arrow with the same rows",
    async table => {
      const database = await openDatabase(":memory:");
      const counts: number[] = [];
      for (const ending of ["csv", "parquet"]) {
        const file = join(root, `${table}.${ending}`);
        await json("export", dir, table, "--to", file);
        const [row] = await database.query<{ n: number }>(`SELECT count(*) AS n FROM '${file}'`);
        counts.push(row!.n);
      }
      database.close();
      const { rows, format } = await json("export", dir, table, "--to", join(root, `${table}.arrow`));
      counts.push(tableFromIPC(await readFile(join(root, `${table}.arrow`))).numRows, rows);
      expect(format).toBe("Arrow");
      expect(new Set(counts).size).toBe(1);
      expect(counts[0]).toBeGreaterThan(0);
    },
  );

  it("exports cells whose own amount is own sales of the last 52 weeks, the unplaced row included", async () => {
    const database = await openDatabase(":memory:");
    const [row] = await database.query<{ own: number; unplaced: number }>(
      `SELECT sum(own_amount) AS own, count(*) FILTER (cell IS NULL) AS unplaced FROM '${join(root, "cells.parquet")}'`,
    );
    database.close();
    expect(row!.own).toBeCloseTo(ownLastYear / 100, 6);
    expect(row!.unplaced).toBe(1);
  });

  it("exports accounts with wallet, share of wallet and headroom, and says what they rest on", async () => {
    const database = await openDatabase(":memory:");
    const rows = await database.query<Record<string, number>>(
      `SELECT own_amount, wallet, wallet_p05, wallet_p95, share_of_wallet, headroom, headroom_p05, headroom_p95
       FROM '${join(root, "accounts.parquet")}'`,
    );
    database.close();
    expect(rows).toHaveLength(40);
    for (const row of rows) {
      expect(row.wallet).toBeGreaterThanOrEqual(row.own_amount!);
      expect(row.wallet_p05).toBeLessThanOrEqual(row.wallet!);
      expect(row.wallet_p95).toBeGreaterThanOrEqual(row.wallet!);
      expect(row.share_of_wallet).toBeCloseTo(row.own_amount! / row.wallet!, 9);
      for (const point of ["", "_p05", "_p95"]) {
        expect(row[`headroom${point}`]).toBeCloseTo(row[`wallet${point}`]! - row.own_amount!, 6);
      }
    }
    const { sources } = await json("build", dir);
    expect(sources.wallet).toEqual({
      from: "data",
      note: {
        key: "wallet.with_rivals",
        figures: {
          how: {
            kind: "note",
            value: { key: "wallet.pooled", figures: { teachers: { kind: "count", value: 40 } } },
          },
        },
      },
    });
    const built = await openBuilt(dir);
    expect(await walletCategoryTable(built)).toMatchObject({ name: "wallet_categories", rows: 0 });
  });

  it.each(["cells", "areas", "territories", "accounts"])(
    "exports %s as GeoJSON with closed rings",
    async table => {
      const file = join(root, `${table}.geojson`);
      const { rows } = await json("export", dir, table, "--to", file);
      const { features } = JSON.parse(await readFile(file, "utf8"));
      expect(features).toHaveLength(rows);
      const placed = features.filter((f: { geometry: unknown }) => f.geometry !== null);
      expect(placed.length).toBeGreaterThanOrEqual(table === "territories" ? rows : rows - 1);
      for (const { geometry } of placed) {
        const rings =
          geometry.type === "Polygon"
            ? geometry.coordinates
            : geometry.type === "MultiPolygon"
              ? geometry.coordinates.flat()
              : [];
        for (const ring of rings) expect(ring.at(-1)).toEqual(ring[0]);
      }
    },
  );

  it("forecasts every level and brand, and the past carries actuals", async () => {
    const database = await openDatabase(":memory:");
    const rows = await database.query<{
      level: string;
      units: number;
      brands: number;
      past: number;
      ahead: number;
    }>(
      `SELECT level, count(DISTINCT coalesce(id, '')) AS units, count(DISTINCT brand) AS brands,
         count(DISTINCT period) FILTER (actual IS NOT NULL) AS past, count(DISTINCT period) FILTER (mean IS NOT NULL) AS ahead
       FROM '${join(root, "forecast.parquet")}' GROUP BY level ORDER BY level`,
    );
    const [own] = await database.query<{ own: number }>(
      `SELECT sum(actual) AS own FROM '${join(root, "forecast.parquet")}' WHERE level = 'market' AND brand = 'Kervan' AND period >= '2024-01-01'`,
    );
    database.close();
    expect(rows).toEqual([
      { level: "area", units: 2, brands: 3, past: 104, ahead: 52 },
      { level: "market", units: 1, brands: 3, past: 104, ahead: 52 },
      { level: "territory", units: 2, brands: 3, past: 104, ahead: 52 },
    ]);
    expect(own!.own).toBeCloseTo(ownLastYear / 100, 6);
  });

  it("is served on a free port, and a taken port is exit code 4", async () => {
    const controller = new AbortController();
    const taken = createTcpServer().listen(0, "127.0.0.1");
    await new Promise(resolve => taken.once("listening", resolve));
    const { port } = taken.address() as { port: number };
    const refused = await cli(["serve", dir, "--port", String(port)], controller.signal);
    taken.close();
    expect(refused).toMatchObject({ code: 4, stderr: expect.stringContaining("--port") });
    controller.abort();
    const served = await cli(["serve", dir, "--port", "0", "--json"], controller.signal);
    expect(served.code).toBe(0);
    expect(JSON.parse(served.stdout).address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it("makes a result again when only its own key differs", async () => {
    const { twin_hash } = await json("build", dir);
    const state = join(dir, ".penumbra", "current");
    for (const name of ["forecast", "twin", "heat", "wallet"]) {
      await reseal(state, record => {
        const { made } = record as unknown as WrittenRecord;
        Object.assign(made[name]!, { key: "from other code" });
      });
      const again = await json("build", dir, "--threads", "1");
      expect(again.done).toEqual([name]);
      expect(again.twin_hash).toBe(twin_hash);
    }
  });

  it("takes up what has changed, and keeps the last good state when the files are bad", async () => {
    const config = await readFile(join(dir, "market.yaml"), "utf8");
    await writeFile(join(dir, "market.yaml"), config.replace("seed: 3", "seed: 4"));
    const changed = await json("build", dir, "--threads", "1");
    expect(changed.done).toContain("twin");
    const accounts = await readFile(join(dir, "accounts.csv"), "utf8");
    await writeFile(join(dir, "accounts.csv"), accounts.replaceAll("39.", "412."));
    const failed = await cli(["build", dir]);
    expect(failed.code).toBe(2);
    await writeFile(join(dir, "accounts.csv"), accounts);
    const again = await json("build", dir, "--threads", "1");
    expect(again.twin_hash).toBe(changed.twin_hash);
    expect((await stat(join(dir, ".penumbra", "market.duckdb"))).size).toBeGreaterThan(0);
  });
});

/** The files of a folder with what tells whether one was written again. */
async function written(folder: string): Promise<Map<string, unknown>> {
  const names = await readdir(folder);
  const stamp = async (name: string) => {
    const { ino, mtimeMs, size } = await stat(join(folder, name));
    return [name, { ino, mtimeMs, size }] as const;
  };
  return new Map(await Promise.all(names.map(stamp)));
}
