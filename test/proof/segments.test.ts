import { existsSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import type { Market } from "../../data/market.ts";
import { loadMarket, openMarket } from "../../data/openMarket.ts";
import { backtestSegments } from "../../proof/segments.ts";
import { truncateMarket } from "../../proof/truncate.ts";
import { IOWA, ingestedIowa } from "../iowa.ts";
import { builtMarket } from "../markets.ts";
import { segmentMarket } from "../models/segments/plantedMarket.ts";

/** Stable, and better than ABC classes at what is bought in a year that they have not seen. */
function expectGood(market: Market): void {
  const { stability, r2, r2Root } = backtestSegments(market, { seed: 1 });
  expect(stability.ariMedian).toBeGreaterThanOrEqual(0.8);
  expect(r2.segments).toBeGreaterThan(r2.abc + 0.05);
  expect(r2Root.segments).toBeGreaterThan(r2Root.abc + 0.02);
}

describe("segments judged by a hidden year", () => {
  const markets = new Map<string, Market>();
  beforeAll(async () => {
    markets.set("ankara", await openMarket(await builtMarket("ankara")));
    if (existsSync(IOWA)) markets.set("iowa", await loadMarket((await ingestedIowa()).database));
  }, 300_000);

  it("are stable and beat ABC classes on Ankara", () => expectGood(markets.get("ankara")!));

  it.skipIf(!existsSync(IOWA))("are stable and beat ABC classes on Iowa, a real market", () =>
    expectGood(markets.get("iowa")!),
  );

  it("are stable and beat ABC classes on planted kinds of buyers", () => {
    for (const seed of [3, 4]) expectGood(segmentMarket(seed));
  });

  it("need two years of history", () => {
    const short = truncateMarket(segmentMarket(3), 90);
    expect(() => backtestSegments(short, { seed: 1 })).toThrow("expected two years at least");
  });
});
