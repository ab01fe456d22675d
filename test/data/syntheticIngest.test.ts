import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inEnglish } from "../../app/words/tell.ts";
import { readConfig } from "../../data/config/config.ts";
import { type IngestReport, ingest } from "../../data/ingest/ingest.ts";
import { loadMarket } from "../../data/loadMarket.ts";
import { heaviestGroups } from "../../data/market/heaviestGroups.ts";
import type { Market } from "../../data/market/market.ts";
import type { Truth } from "../../data/synthetic/truth.ts";
import { today } from "../../territory/plan/plan.ts";
import { precedence } from "../../territory/plan/precedence.ts";
import { type PlantedMarket, plantMarket } from "./smallAnkara.ts";

/** The example through the real door: what comes out must be what was planted. */
describe("the Ankara example, ingested", () => {
  let root: string;
  let planted: PlantedMarket;
  let truth: Truth;
  let report: IngestReport;
  let market: Market;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "penumbra-ingest-"));
    planted = await plantMarket();
    truth = planted.truth;
    const to = join(root, "market.duckdb");
    report = await ingest(planted.dir, await readConfig(planted.dir), { precedence, tell: inEnglish, to });
    market = await loadMarket(to);
  });
  afterAll(async () => {
    await rm(root, { recursive: true, force: true });
    await planted.remove();
  });

  test("today's plan, made of its columns, is the plan by which it was ingested", () => {
    const { territory, reason } = today(market);
    expect(territory).toEqual(market.accounts.territory);
    expect(heaviestGroups(market, market.cells.count, territory)).toEqual(market.cells.territory);
    expect(reason).toEqual(Array.from(market.accounts.cell, cell => (cell < 0 ? "own" : "area")));
  });

  test("no row is rejected, none falls outside history", () => {
    for (const [table, rows] of Object.entries(report.rows)) {
      expect(rows.rejected, table).toBe(0);
      expect(rows.outside_history ?? 0, table).toBe(0);
    }
    expect(market.periodStart.length).toBe(truth.weeks.length);
    expect(market.synthetic).toBe(true);
    expect(market.country).toBe("TR");
    expect(market.brands[0]).toBe(truth.spec.brands[0]!.name);
  });

  test("weekly amounts by brand are the planted ones, to the kuruş", () => {
    const sums = market.brands.map(() => new Float64Array(market.periodStart.length));
    const { sales } = market;
    for (let i = 0; i < sales.count; i++) sums[sales.brand[i]!]![sales.period[i]!]! += sales.amount[i]!;
    truth.spec.brands.forEach((brand, b) => {
      const column = sums[market.brands.indexOf(brand.name)]!;
      expect([...column], brand.name).toEqual(truth.weeks.map(w => w.known[b]!));
    });
  });

  test("each placed account falls into its own district and territory, the unplaced ones into their territory", () => {
    const planted = new Map(truth.accounts.map(a => [a.id, a]));
    const { accounts } = market;
    accounts.ids.forEach((id, i) => {
      const account = planted.get(id)!;
      expect(market.territories[accounts.territory[i]!]?.id, id).toBe(account.territoryId);
      if (accounts.cell[i]! >= 0) expect(market.areas[accounts.area[i]!]?.id, id).toBe(account.areaId);
    });
    expect(market.cells.count).toBeGreaterThan(500);
  });
});
