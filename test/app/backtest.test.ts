import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeBacktest } from "../../app/cli/backtest.ts";
import { voiceIn } from "../../app/cli/words/voice.ts";
import { openMarket } from "../../app/state/database.ts";
import { writePlantedFolder } from "../../bench/plantedFolder.ts";
import { type Planted, plant } from "../../proof/planted/plantedMarkets.ts";
import { SHAPES } from "../../proof/planted/shapes.ts";
import { recordKind } from "../../proof/trackRecord.ts";
import { writeTinyBuilt } from "../pageMarkets.ts";
import { cli } from "./effects.ts";
import { englishIn } from "./englishIn.ts";
import { temporaryFolder } from "./tinyMarket.ts";

const SMALL = { ...SHAPES[1], accounts: [200, 200] as const, areas: [4, 3] as const, territories: 3 };

/** A small planted market, from its files to its track record. */
describe("backtest of a market", () => {
  let root: Awaited<ReturnType<typeof temporaryFolder>>;
  let dir: string;
  let planted: Planted;

  beforeAll(async () => {
    root = await temporaryFolder();
    dir = join(root.path, "planted");
    planted = plant(SMALL, 3);
    await writePlantedFolder(dir, planted);
    const built = await cli(["build", dir, "--json", "--threads", "1"]);
    expect(built).toMatchObject({ code: 0 });
  });
  afterAll(() => root.remove());

  it("the folder of a planted market is read as the market that was planted", async () => {
    const read = await openMarket(dir);
    const { market } = planted;
    expect(read.accounts.ids).toEqual(market.accounts.ids);
    expect(read.accounts.cell.map(c => Number(read.cells.h3[c] % 1_000_003n))).toEqual(
      market.accounts.cell.map(c => Number(market.cells.h3[c] % 1_000_003n)),
    );
    expect(Array.from(read.accounts.closed)).toEqual(Array.from(market.accounts.closed));
    const total = (values: Float64Array) => values.reduce((a, b) => a + b, 0);
    expect(total(read.sales.amount)).toBe(total(market.sales.amount));
    expect(read.areaSales.count).toBe(market.areaSales.count);
    expect(total(read.areaSales.amount)).toBe(total(market.areaSales.amount));
    expect(read.sightings.account).toEqual(market.sightings.account);
    expect(read.visits.count).toBe(market.visits.count);
    expect(read.periodStart).toEqual(market.periodStart);
  });

  it("scores the dark estimate, and says why the forecast has no score", async () => {
    const args = ["backtest", dir, "--hide-by", "random", "--threads", "1"];
    const { code, stdout, stderr } = await cli([...args, "--json"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const { sales, dark, notes } = JSON.parse(stdout);
    const turkish = describeBacktest(JSON.parse(stdout), voiceIn("tr"));
    expect(englishIn(turkish, [planted.market.name])).toEqual([]);
    expect(turkish).toContain("tahmin puanlanmadı: geçmiş 104 hafta");
    expect(sales).toBeNull();
    expect(notes).toMatchObject([{ key: "backtest.too_short_week", figures: { periods: { value: 104 } } }]);
    expect(dark).toMatchObject({ situation: "panel+list", hide: 0.3, hide_by: ["random"] });
    expect(dark.kinds).toHaveLength(1);
    expect(dark.accounts_error).toBe(dark.kinds[0].accounts_error);
    expect(Math.abs(dark.amount_error)).toBeLessThan(1);
    for (const name of ["spearman_cells", "coverage90", "deviance"])
      expect(dark[name]).toEqual(expect.any(Number));
    expect(dark.baseline.known.deviance).toBeGreaterThan(0);
    expect(dark.baseline.population.deviance).toBeGreaterThan(0);
    // In a worker thread as in this one. The market lies in an ocean: no places.
    const market = await openMarket(dir);
    const here = recordKind(market, "random", { seed: 1, share: 0.3, places: [], onPart: () => undefined });
    expect(dark.kinds[0]).toEqual(here);
  });

  it("another brand's owner is asked for by name", async () => {
    const { code, stderr } = await cli(["backtest", dir, "--own", "Nobody"]);
    expect(code).toBe(2);
    expect(stderr).toContain(`expected one of the brands ${planted.market.brands.join(", ")}, got "Nobody"`);
  });

  it("stops when it is told to", async () => {
    const controller = new AbortController();
    const running = cli(["backtest", dir, "--threads", "1"], controller.signal);
    setTimeout(() => controller.abort(), 500);
    const { code, stderr } = await running;
    expect({ code, stderr }).toEqual({ code: 3, stderr: "penumbra: cancelled; nothing was changed\n" });
  });

  it("a market too short and too small for any score is told what it lacks", async () => {
    const tiny = join(root.path, "tiny");
    await writeTinyBuilt(tiny);
    const { code, stderr } = await cli(["backtest", tiny]);
    expect(code).toBe(2);
    expect(stderr).toContain(
      "history has 104 weeks, and two years (104) and at least one more to hide are needed",
    );
    expect(stderr).toContain("fewer than 40 accounts");
  });
});
