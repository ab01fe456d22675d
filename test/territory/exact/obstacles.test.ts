import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tell } from "../../../app/words/tell.ts";
import { infeasible } from "../../../territory/exact/infeasible.ts";
import { branches } from "../../../territory/exact/obstacles/branches.ts";
import { countedBound } from "../../../territory/exact/obstacles/deviationBound.ts";
import { hasSum, subsetSums } from "../../../territory/exact/obstacles/subsetSums.ts";
import { cases } from "../../further.ts";
import { type Asked, contiguousPlans, deviation, grid, question } from "./questions.ts";

const names = {
  units: Array.from({ length: 20 }, (_, u) => `U${u}`),
  territories: ["T1", "T2", "T3", "T4", "T5", "T6"],
};
const reasonOf = (asked: Asked) => {
  const found = infeasible(question(asked), names);
  return found && { ...found, says: tell(found.reason, "en"), mends: found.mends.map(m => tell(m, "en")) };
};

describe("what no plan gets round", () => {
  it("a unit that holds more than a territory may, and what would make it possible", () => {
    const weight = [20, 10, 10, 10, 10, 10, 10, 10, 10];
    const found = reasonOf({ borders: grid(3, 3), weight, territories: 6, tolerance: 0.05 });
    expect(found?.reason.key).toBe("infeasible.unit");
    expect(found?.says).toBe(
      "U0 alone holds 20.0% of potential, and one of 6 territories within ±5.0% may hold 17.5%",
    );
    expect(found?.nearest).toEqual({ tolerance: expect.closeTo(0.4, 6), territories: 5, split: [0] });
    expect(found?.mends).toHaveLength(3);
  });

  it("a unit with what hangs on it alone", () => {
    const star: [number, number][] = [1, 2, 3, 4, 5].map(leaf => [0, leaf]);
    const found = reasonOf({ borders: star, weight: [1, 3, 3, 3, 3, 3], territories: 2 });
    expect(found?.reason.key).toBe("infeasible.unit_branches");
    expect(found?.nearest.split).toEqual([0]);
  });

  it("few units that leave the others too little", () => {
    const found = reasonOf({ borders: grid(1, 6), weight: [10, 10, 10, 1, 1, 1], territories: 5 });
    expect(found?.nearest.tolerance).toBeGreaterThan(0.5);
  });

  it("locks that are too heavy, leave too little or lie apart", () => {
    const line = { borders: grid(1, 6), weight: [1, 1, 1, 1, 1, 1], territories: 2 };
    const locked = (...locks: number[]) => reasonOf({ ...line, more: { locked: Int32Array.from(locks) } });
    expect(locked(0, 0, 0, 0, -1, -1)?.reason.key).toBe("infeasible.locks_heavy");
    expect(locked(0, -1, 1, -1, -1, 0)?.reason.key).toBe("infeasible.locks_apart");
    expect(locked(-1, -1, 0, 1, -1, -1)?.reason.key).toBeUndefined();
    expect(locked(-1, 0, 1, -1, -1, -1)?.reason.key).toBe("infeasible.locks_light");
  });

  it("capacity, parts of a map and whole numbers", () => {
    const line = { borders: grid(1, 4), weight: [1, 1, 1, 1], territories: 2 };
    const load = new Float64Array(4).fill(1);
    const capacity = (...room: number[]) => ({ capacity: Float64Array.from(room), capacityWeight: load });
    expect(reasonOf({ ...line, more: capacity(1, 2) })?.reason.key).toBe("infeasible.capacity");
    expect(reasonOf({ ...line, more: capacity(2, 2) })?.reason.key).toBeUndefined();
    expect(reasonOf({ ...line, borders: [[0, 1]] })?.reason.key).toBe("infeasible.parts_many");
    const triangle = [...grid(1, 3), [0, 2] as const];
    expect(reasonOf({ ...line, borders: triangle })?.reason.key).toBe("infeasible.parts");
    const ring = [...grid(1, 4), [0, 3] as const];
    const seven = { borders: ring, weight: [7, 7, 7, 7], territories: 3, tolerance: 0.2 };
    expect(reasonOf(seven)?.reason.key).toBe("infeasible.sums");
  });

  it("is said of no question that a plan answers, and the bound is under every plan", () => {
    const asked = fc.record({
      weight: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 8, maxLength: 8 }),
      territories: fc.integer({ min: 1, max: 3 }),
      locked: fc.array(fc.integer({ min: -1, max: 2 }), { minLength: 8, maxLength: 8 }),
      lock: fc.boolean(),
      missing: fc.integer({ min: 0, max: 9 }),
      tolerance: fc.double({ min: 0, max: 0.5, noNaN: true }),
    });
    fc.assert(
      fc.property(asked, ({ weight, territories, locked, lock, missing, tolerance }) => {
        fc.pre(weight.some(w => w > 0));
        const locks = Int32Array.from(locked, (t, u) => (lock && u % 3 === 0 && t < territories ? t : -1));
        const borders = grid(2, 4).filter((_, e) => e !== missing);
        const one = question({ borders, weight, territories, tolerance, more: { locked: locks } });
        const best = Math.min(...contiguousPlans(one).map(plan => deviation(one, plan)));
        expect(countedBound(one)).toBeLessThanOrEqual(best + 1e-9);
        const found = infeasible(one, names);
        if (best <= tolerance) expect(found).toBeNull();
        if (found?.nearest.tolerance != null)
          expect(found.nearest.tolerance).toBeLessThanOrEqual(best + 1e-9);
      }),
      cases(20, 71),
    );
  });
});

describe("parts of these conditions", () => {
  it("knows what hangs on a cut vertex", () => {
    // Two triangles with unit 2 in common, and a tail at 4.
    const { graph } = question({
      borders: [[0, 1], [1, 2], [0, 2], [2, 3], [3, 4], [2, 4], [4, 5]], // biome-ignore format: a list of borders
      weight: [1, 1, 1, 1, 1, 1],
      territories: 2,
    });
    const hanging = branches(graph, Float64Array.of(1, 2, 4, 8, 16, 32));
    expect(hanging.map(parts => [...parts].sort((a, b) => a - b))).toEqual([
      [],
      [],
      [3, 56],
      [],
      [31 - 16, 32],
      [],
    ]);
  });

  it("knows the sums of subsets", () => {
    const sums = subsetSums(Float64Array.of(3, 5, 9))!;
    const reached = Array.from({ length: 18 }, (_, s) => s).filter(s => hasSum(sums, s, s));
    expect(reached).toEqual([0, 3, 5, 8, 9, 12, 14, 17]);
    expect(hasSum(sums, 5.5, 7.9)).toBe(false);
    expect(subsetSums(Float64Array.of(0.5, 1))).toBeNull();
  });
});
