import { describe, expect, it } from "vitest";
import { categoryBreadth } from "../../../models/segments/breadth.ts";
import { WEEKS } from "../smallMarket.ts";
import { segmentMarket } from "./plantedMarket.ts";

const plain = segmentMarket(1);

/** Rows of account, category, amount in both years; in the year before, account 0 buys the second category alone. */
function withCategories(rows: readonly (readonly [number, number, number])[]) {
  const all = [...rows.map(row => [...row, 0] as const), [0, 1, 1e6, 1] as const];
  return {
    ...plain,
    categories: ["a", "b", "c", "d"],
    categorySales: {
      count: all.length,
      account: Int32Array.from(all, r => r[0]),
      category: Int32Array.from(all, r => r[1]),
      brand: new Uint8Array(all.length),
      year: Uint8Array.from(all, r => r[3]),
      amount: Float64Array.from(all, r => r[2]),
    },
  };
}

describe("how much of the range an account buys", () => {
  const market = withCategories([
    [0, 0, 1e6],
    [0, 1, 1e6],
    [0, 2, 1e6],
    [0, 3, 1e6],
    [1, 0, 1e6],
    [2, 0, 50],
    [3, -1, 1e6],
  ]);

  it("is 1 for all of it in equal parts, and nearly 1 of 4 for one line", () => {
    const breadth = categoryBreadth(market, WEEKS);
    expect(breadth[0]).toBeGreaterThan(0.97);
    expect(breadth[1]).toBeGreaterThan(0.25);
    expect(breadth[1]).toBeLessThan(0.45);
    // One small order says little: the account stands near the market's mix.
    expect(breadth[2]).toBeGreaterThan(0.8);
    expect(breadth[3]).toBeNaN();
    expect(breadth[4]).toBeNaN();
  });

  it("looks at the year before a date only", () => {
    expect(categoryBreadth(market, WEEKS - 13)[0]).toBeCloseTo(0.25, 6);
    expect(categoryBreadth(market, WEEKS - 53).every(Number.isNaN)).toBe(true);
    expect(categoryBreadth(plain, WEEKS).every(Number.isNaN)).toBe(true);
  });
});
