import { describe, expect, it } from "vitest";
import type { Market } from "../../../data/market/market.ts";
import { estimateDark } from "../../../models/dark/estimate.ts";
import type { DarkTruth } from "../../../proof/dark/truth.ts";
import { type DarkScore, scoreDark } from "../../../proof/darkScores.ts";
import { withEvidence } from "../../../proof/evidence.ts";
import { type Planted, plant, plantedMarkets } from "../../../proof/planted/plantedMarkets.ts";
import { SHAPES } from "../../../proof/planted/shapes.ts";
import { today } from "../../../territory/plan/plan.ts";

function score(market: Market, truth: DarkTruth, places: Planted["places"], seed: number): DarkScore {
  const options = { seed, places, territoryAt: today(market).place };
  return scoreDark(estimateDark(market, options), truth, { market, places, seed });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, v) => sum + v, 0) / values.length;
}

describe("dark accounts of planted markets", () => {
  it("are counted from lists: within 10% on average, 15% in five of six, and areas' intervals hold", () => {
    const scores = plantedMarkets().map(({ make }) => {
      const { market, truth, places } = make(2);
      return score(withEvidence(market, "list"), truth, places, 2);
    });
    const errors = scores.map(s => Math.abs(s.accounts.error));
    expect(mean(errors)).toBeLessThan(0.1);
    expect(errors.filter(e => e < 0.15).length).toBeGreaterThanOrEqual(5);
    expect(scores.filter(s => s.accounts.inside).length).toBeGreaterThanOrEqual(5);
    for (const what of ["accounts", "amount", "untapped"] as const) {
      const held = mean(scores.map(s => s.coverage90[what]));
      expect(held).toBeGreaterThan(0.8);
      expect(held).toBeLessThan(0.97);
    }
  });

  it("are told with their doubt where totals alone are known: small markets' intervals hold in 24 of 30", () => {
    const inside = SHAPES.flatMap(shape =>
      [1, 2, 3, 4, 5].map(seed => {
        const [least, most] = shape.accounts;
        const small = { ...shape, accounts: [Math.round(least / 5), Math.round(most / 5)] as const };
        const { market, truth, places } = plant(small, seed);
        return score(withEvidence(market, "panel"), truth, places, seed).accounts.inside;
      }),
    );
    expect(inside.filter(Boolean).length).toBeGreaterThanOrEqual(24);
  });
});
