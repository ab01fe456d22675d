import { describe, expect, it } from "vitest";
import { learnReturns, type NonBuyer } from "../../../models/known/nonBuyers.ts";

/** Two hundred sites that had never bought a brand, of which every so-manieth did in the next year. */
function sites(brand: number, usual: number, every: number, came: number): NonBuyer[] {
  return Array.from({ length: 200 }, (_, i) => ({
    ...{ brand, usual, standing: "never" as const },
    came: i % every === 0 ? came : 0,
  }));
}

describe("sites that have not bought a brand for two years", () => {
  it("buy the part of what is usual that such sites bought before", () => {
    const [first, second] = learnReturns(
      [...sites(0, 10_000, 20, 20_000), ...sites(1, 10_000, 50, 20_000)],
      2,
    );
    // A tenth and 4% of what is usual, shrunk by 20 sites in 200 to the 7% of both.
    expect(first!.never).toBeCloseTo((0.1 + 0.1 * 0.07) / 1.1, 2);
    expect(second!.never).toBeCloseTo((0.04 + 0.1 * 0.07) / 1.1, 2);
    expect(first!.lapsed).toBeCloseTo(0.03, 12);
  });

  it("are not told by the first year of a brand that came new, over what nobody had bought before", () => {
    const known = sites(0, 10_000, 20, 20_000);
    const [before, launched] = learnReturns([...known, ...sites(1, 0, 4, 50_000)], 2);
    expect(before).toEqual(learnReturns(known, 1)[0]);
    expect(launched!.never).toBeCloseTo(0.1, 1);
  });

  it("buy no more than their kind, though the brand had hardly been launched", () => {
    const [launched] = learnReturns(sites(0, 10, 4, 50_000), 1);
    expect(launched!.never).toBe(1);
  });
});
