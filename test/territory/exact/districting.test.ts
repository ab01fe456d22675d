import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import type { Assignment, Districting } from "../../../territory/districting.ts";
import { evenest } from "../../../territory/exact/districting/evenest.ts";
import { leastMoved, leastMovedBound } from "../../../territory/exact/districting/leastMoved.ts";
import { piecesOf, unitsOf } from "../../../territory/exact/districting/pieces.ts";
import { brokenSeparators } from "../../../territory/exact/districting/separators.ts";
import { openSolver } from "../../../territory/exact/highs/solve.ts";
import { proven } from "../../../territory/exact/proven.ts";
import { cases } from "../../further.ts";
import { contiguousPlans, cutEdges, deviation, grid, isContiguous, question } from "./questions.ts";

const solver = openSolver();
afterAll(() => solver.close());
const options = { solver, seconds: 60 };

const names = {
  units: Array.from({ length: 8 }, (_, u) => `U${u}`),
  territories: ["T1", "T2", "T3"],
};

/** Questions with locks, named accounts and bridges missing, of eight units: all plans can be listed. */
const asked = fc
  .record({
    weight: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 8, maxLength: 8 }),
    territories: fc.integer({ min: 1, max: 3 }),
    base: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 3, maxLength: 3 }),
    lock: fc.integer({ min: -1, max: 2 }),
    missing: fc.integer({ min: 0, max: 9 }),
    room: fc.integer({ min: 3, max: 8 }),
    holders: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 8, maxLength: 8 }),
    tolerance: fc.double({ min: 0.1, max: 0.6, noNaN: true }),
  })
  .filter(({ weight }) => weight.some(w => w > 0))
  .map(({ weight, territories, base, lock, missing, room, holders, tolerance }) =>
    question({
      borders: grid(2, 4).filter((_, e) => e !== missing),
      weight,
      territories,
      tolerance,
      base: base.slice(0, territories),
      more: {
        locked: Int32Array.from(weight, (_, u) => (u === 3 && lock < territories ? lock : -1)),
        capacity: new Float64Array(territories).fill(room),
        capacityWeight: new Float64Array(8).fill(1),
        before: 3,
        holdings: {
          start: Int32Array.from({ length: 9 }, (_, u) => u),
          territory: Int32Array.from(holders),
          amount: Float64Array.from(weight, w => w + 1),
        },
      },
    }),
  );

/** All plans that keep everything but the tolerance. */
function plansOf(one: Districting): Assignment[] {
  return contiguousPlans(one).filter(plan =>
    Array.from(one.capacity).every((room, t) => plan.filter(to => to === t).length <= room),
  );
}

function movedShare({ holdings: { territory, amount } }: Districting, plan: Assignment): number {
  const all = amount.reduce((sum, a) => sum + a, 0);
  return amount.reduce((sum, a, u) => (plan[u] === territory[u] ? sum : sum + a), 0) / all;
}

describe("exact districting", () => {
  it("finds the plan that deviates least, then the one that cuts fewest edges", async () => {
    await fc.assert(
      fc.asyncProperty(asked, async one => {
        const found = await evenest(one, options);
        const plans = plansOf(one);
        expect(found.plan === null).toBe(plans.length === 0);
        if (plans.length === 0) return;
        const best = Math.min(...plans.map(plan => deviation(one, plan)));
        const own = deviation(one, found.plan!);
        expect(isContiguous(one, found.plan!)).toBe(true);
        // Deviations within a tenth of a percent are the same.
        expect(own).toBeLessThan(best + 1.1e-3);
        expect(found.deviationBound).toBeLessThanOrEqual(best + 1e-6);
        expect([found.evenestProven, found.fewestCutsProven]).toEqual([true, true]);
        const even = plans.filter(plan => deviation(one, plan) <= own + 1e-9);
        expect(cutEdges(one, found.plan!)).toBe(Math.min(...even.map(plan => cutEdges(one, plan))));
      }),
      cases(8, 41),
    );
  });

  it("finds the plan that moves least within the tolerance, with a bound that no plan beats", async () => {
    await fc.assert(
      fc.asyncProperty(asked, async one => {
        const found = await leastMoved(one, options);
        const relaxed = await leastMovedBound(one, options);
        const within = plansOf(one).filter(plan => deviation(one, plan) <= one.balances[0]!.tolerance);
        expect(found.proven).toBe(true);
        expect(found.plan === null).toBe(within.length === 0);
        if (found.plan === null) return;
        const best = Math.min(...within.map(plan => movedShare(one, plan)));
        // Shares within a tenth of a percent are the same.
        expect(movedShare(one, found.plan)).toBeLessThan(best + 1.1e-3);
        expect(found.bound).toBeLessThanOrEqual(best + 1e-6);
        expect(relaxed).toBeLessThanOrEqual(best + 1e-6);
        const known = await proven({ ...one, maxDisruption: Math.max(0, best - 0.01) }, names);
        expect(known.infeasible?.reason.key).toBe(best > 0 ? "infeasible.amount_moved" : undefined);
        expect((await proven({ ...one, maxDisruption: best + 0.01 }, names)).infeasible).toBeNull();
      }),
      cases(5, 43),
    );
  });

  it("says that no plan exists where counting does not see it", async () => {
    // A cross: whoever is in two arms has the middle, and three arms are too heavy for one territory.
    const borders = [[0, 1], [0, 2], [0, 3], [0, 4]] as const; // biome-ignore format: a list of borders
    const cross = question({ borders, weight: [0, 3, 3, 3, 3], territories: 2, tolerance: 0.1 });
    expect((await proven(cross, names)).infeasible).not.toBeNull();
  });

  it("gives one territory everything, and every unit its own", async () => {
    const weight = [5, 0, 3, 8];
    const one = await evenest(question({ borders: grid(2, 2), weight, territories: 1 }), options);
    expect(Array.from(one.plan!)).toEqual([0, 0, 0, 0]);
    const four = await evenest(question({ borders: grid(2, 2), weight, territories: 4 }), options);
    expect(Array.from(four.plan!)).toEqual([0, 1, 2, 3]);
    const none = await evenest(question({ borders: grid(2, 2), weight, territories: 5 }), options);
    expect([none.plan, none.deviationBound]).toEqual([null, Number.POSITIVE_INFINITY]);
  });
});

describe("pieces", () => {
  it("are all contiguous sets within the tolerance, each once", () => {
    const one = question({ borders: grid(3, 4), weight: Array(12).fill(1), territories: 3 });
    const { list, complete } = piecesOf(one, 0.3, false, { visits: 1e6, kept: 1e6 });
    const sets = list.map(piece => unitsOf(piece).join());
    const expected = contiguousPlans({ ...one, territories: 2 }).filter(plan => {
      const size = plan.filter(t => t === 0).length;
      return size >= 3 && size <= 5;
    });
    // Of two contiguous parts one is the piece and the other the rest; pieces that part the rest are left out here.
    const whole = expected.map(plan => Array.from(plan.keys()).filter(u => plan[u] === 0).join()); // biome-ignore format: one line
    expect(new Set(sets).size).toBe(sets.length);
    expect(sets).toEqual(expect.arrayContaining(whole));
    expect(complete).toBe(true);
  });

  it("are not complete where there are more than the limit", () => {
    const one = question({ borders: grid(3, 4), weight: Array(12).fill(1), territories: 3 });
    expect(piecesOf(one, 0.3, false, { visits: 50, kept: 1e6 }).complete).toBe(false);
  });
});

describe("separators", () => {
  it("are what lies between two pieces of a territory, and no more", () => {
    const line = question({ borders: grid(1, 5), weight: [1, 1, 1, 1, 1], territories: 2 });
    expect(brokenSeparators(line, Int32Array.of(0, 0, 1, 1, 1))).toEqual([]);
    expect(brokenSeparators(line, Int32Array.of(0, 1, 1, 0, 0))).toEqual([{ a: 0, b: 3, between: [1] }]);
  });
});
