import { expect } from "vitest";
import type { Market } from "../../data/market/market.ts";
import { backtestSegments } from "../../proof/segments.ts";

/** Stable, and better than ABC classes at what is bought in a year that they have not seen. */
export function expectGoodSegments(market: Market): void {
  const { stability, r2, r2Root } = backtestSegments(market, { seed: 1 });
  expect(stability.ariMedian).toBeGreaterThanOrEqual(0.8);
  expect(r2.segments).toBeGreaterThan(r2.abc + 0.05);
  expect(r2Root.segments).toBeGreaterThan(r2Root.abc + 0.02);
}
