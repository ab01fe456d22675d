import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maxRegions } from "../../../territory/exact/maxRegions.ts";
import { cases } from "../../further.ts";
import { root } from "../../imports.ts";
import { grid, isContiguous, question } from "./questions.ts";

const MEXICO = join(root, "../shared/data/mexico/states.json");

describe("max-p regions", () => {
  it.skipIf(!existsSync(MEXICO)).each([
    [4, 8],
    [5, 6],
    [10, 3],
  ])("of Mexico's 32 states with at least %i states each: %i", (floor, count) => {
    const { neighbours } = JSON.parse(readFileSync(MEXICO, "utf8")) as { neighbours: number[][] };
    const borders = neighbours.flatMap((near, u) => near.map(v => [u, v] as const));
    const asked = question({ borders, weight: Array(32).fill(1), territories: count });
    const found = maxRegions(asked.graph, new Float64Array(32).fill(1), floor, 1);
    expect([found.count, found.bound]).toEqual([count, count]);
    expect(isContiguous(asked, found.region)).toBe(true);
    const sizes = Array.from({ length: count }, (_, r) => found.region.filter(of => of === r).length);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(floor);
  });

  it("are contiguous, hold the floor and cover everything, or there are none", () => {
    const asked = fc.record({
      weight: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 12 }),
      missing: fc.array(fc.nat(16), { maxLength: 6 }),
      floor: fc.integer({ min: 1, max: 30 }),
    });
    fc.assert(
      fc.property(asked, ({ weight, missing, floor }) => {
        const borders = grid(3, 4).filter((_, e) => !missing.includes(e));
        const weights = Float64Array.from(weight);
        const { graph } = question({ borders, weight: weight.map(w => w + 1), territories: 1 });
        const { region, count, bound } = maxRegions(graph, weights, floor, 7);
        expect(count).toBeLessThanOrEqual(bound);
        expect(count > 0).toBe(bound > 0);
        if (count === 0) return;
        const made = question({ borders, weight: weight.map(w => w + 1), territories: count });
        expect(isContiguous(made, region)).toBe(true);
        for (let r = 0; r < count; r++)
          expect(weights.reduce((sum, w, u) => (region[u] === r ? sum + w : sum), 0)).toBeGreaterThanOrEqual(
            floor,
          );
      }),
      cases(15, 5),
    );
  });
});
