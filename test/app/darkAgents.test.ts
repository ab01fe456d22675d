import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { populatedPlaces } from "../../app/geography/populatedPlaces.ts";
import { loadSlots, SLOTS_FILE, saveSlots } from "../../app/stages/slotsFile.ts";
import { openBuilt, TWIN_FILE } from "../../app/state/builtMarket.ts";
import type { WrittenRecord } from "../../app/state/manifest.ts";
import { takeOver } from "../../app/state/takeOver.ts";
import { saveColumns } from "../../data/files/columnsFile.ts";
import { loadMarket } from "../../data/loadMarket.ts";
import { DATABASE_FILE } from "../../data/store/state.ts";
import { type DarkSlots, estimateWithSlots } from "../../models/dark/slots.ts";
import { fitTwin } from "../../models/fit.ts";
import { writeTinyBuilt } from "../pageMarkets.ts";
import { cli } from "./effects.ts";
import { reseal } from "./reseal.ts";

/**
 * A small built market whose twin holds dark accounts. It has fewer accounts than a build asks for before it estimates the
 * dark side, so the estimate, a rough one, is made here.
 */
describe("a built market with dark accounts as agents", () => {
  let root: string;
  let dir: string;
  let state: string;
  let slots: DarkSlots;
  const made = (path: string) => ({ path, files: null });
  const few = ["--runs", "32", "--horizon", "52", "--seed", "5"];
  const json = async (...args: string[]) => {
    const { code, stdout, stderr } = await cli([...args, ...few, "--json"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    return JSON.parse(stdout);
  };

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "penumbra-dark-"));
    dir = join(root, "pazar");
    await writeTinyBuilt(dir);
    state = (await openBuilt(dir)).path;
    const market = await loadMarket(join(state, DATABASE_FILE));
    const places = await populatedPlaces(market);
    ({ slots } = estimateWithSlots(market, { seed: 1, places, effort: 0.05, draws: 64 }));
    await saveSlots(state, slots);
    const twin = fitTwin(market, { seed: 1, draws: 64, dark: await loadSlots(made(state)) });
    await saveColumns(join(state, TWIN_FILE), twin.header, twin.columns);
    await reseal(state, record =>
      Object.assign((record as unknown as WrittenRecord).made.summary.kept.summary, { twin_hash: twin.hash }),
    );
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  it("keeps the slots as they were, and takes them over into the next state", async () => {
    expect(slots.count).toBeGreaterThan(10);
    expect(await loadSlots(made(state))).toEqual(slots);
    expect(await loadSlots(made(root))).toBeNull();
    const built = await openBuilt(dir);
    expect(await takeOver([SLOTS_FILE], built, root)).toBe(true);
    expect(await loadSlots(made(root))).toEqual(slots);
  });

  it("without levers nothing changes", async () => {
    const { uplift, result_hash } = await json("compare", dir, "baseline", "baseline");
    expect(result_hash.a).toBe(result_hash.b);
    for (const figure of Object.values<{ mean: number; p05: number; p95: number }>(uplift))
      expect(figure).toMatchObject({ mean: 0, p05: 0, p95: 0 });
  });

  it("prospecting finds some of them, to the same bits on any number of threads", async () => {
    const one = await json("compare", dir, "baseline", "prospecting", "--threads", "1");
    const two = await json("compare", dir, "baseline", "prospecting", "--threads", "2");
    expect(two.result_hash).toEqual(one.result_hash);
    expect(one.remarks).toEqual([]);
    const { mean, a } = one.uplift.discovered_accounts;
    expect(a).toBe(0);
    expect(mean).toBeGreaterThan(0.5);
  });

  it("tells what recorded accounts bring beside what all bring", async () => {
    const { metrics, by_territory, by_period } = await json("simulate", dir);
    expect(metrics.own_amount_known.mean).toBeGreaterThan(0);
    expect(metrics.own_amount.mean).toBeGreaterThan(metrics.own_amount_known.mean);
    expect(metrics.market_amount.mean).toBeGreaterThan(metrics.market_amount_known.mean);
    const sum = (parts: (typeof metrics)[]) =>
      parts.reduce((total, part) => total + part.own_amount_known.mean, 0);
    expect(sum(Object.values(by_territory))).toBeCloseTo(metrics.own_amount_known.mean, 4);
    expect(sum(by_period)).toBeCloseTo(metrics.own_amount_known.mean, 4);
  });
});
