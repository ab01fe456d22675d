import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chance } from "../../../core/chance.ts";
import { brokenBy, disruptionOf, type Names } from "../../../territory/constraints/constraints.ts";
import type { Districting } from "../../../territory/districting.ts";
import { type ChainTask, runChain, startOf } from "../../../territory/search/chain.ts";
import { leavingCheck } from "../../../territory/search/connected.ts";
import { type Calls, questionOf } from "../../../territory/search/question.ts";
import { scoresOf } from "../../../territory/search/scores.ts";
import { membersOf, move, stateOf } from "../../../territory/search/state.ts";
import { components } from "../../../territory/units/components.ts";
import { cases } from "../../further.ts";
import { districting, evenBalance, graphOf, gridGraph, unevenWeights } from "./planted.ts";

const names: Names = { unit: u => `u${u}`, territory: t => `T${t}` };
const keysOf = (asked: Districting, assignment: Int32Array) =>
  brokenBy(asked, assignment, names).map(n => n.key);

const taste = { balance: 1, compactness: 0.3, travel: 0.3, disruption: 1 };
function walk(asked: Districting, steps: number, given: Partial<ChainTask> & { calls?: Calls } = {}) {
  const question = questionOf(asked, given.calls ?? null);
  return runChain({ question, seed: 1, chain: 0, taste, steps, frontSize: 20, ...given });
}

/** A grid with holes, an order of its units, weights, locks and today's plan, any of which may be awkward. */
const AWKWARD = fc
  .record({
    ...{ width: fc.integer({ min: 2, max: 7 }), height: fc.integer({ min: 2, max: 6 }) },
    ...{ territories: fc.integer({ min: 1, max: 6 }), before: fc.integer({ min: 1, max: 6 }) },
    seed: fc.integer({ min: 0, max: 1_000_000 }),
    ...{ zero: fc.boolean(), locks: fc.integer({ min: 0, max: 3 }), nobody: fc.boolean() },
  })
  .map(({ width, height, territories, before, seed, zero, locks, nobody }) => {
    const units = width * height;
    const { uniform } = chance(seed, 1);
    const weight = zero ? new Float64Array(units) : unevenWeights(units, 1, seed);
    const start = Int32Array.from({ length: units }, () =>
      nobody && uniform() < 0.3 ? -1 : Math.floor(uniform() * before),
    );
    const locked = new Int32Array(units).fill(-1);
    for (let n = 0; n < locks; n++)
      locked[Math.floor(uniform() * units)] = Math.floor(uniform() * Math.min(territories, units));
    return districting(gridGraph(width, height), {
      ...{ territories: Math.min(territories, units), start, locked, before },
      balances: [evenBalance(weight, Math.min(territories, units), 0.2)],
    });
  });

describe("whatever today's plan is", () => {
  test("a search starts and ends with every unit in one territory and locks where they were", () => {
    fc.assert(
      fc.property(AWKWARD, asked => {
        const { best } = walk(asked, 400);
        for (const plan of [startOf(questionOf(asked), 1), best.assignment]) {
          expect([...plan].every(t => t >= 0 && t < asked.territories)).toBe(true);
          expect([...plan].every((t, u) => asked.locked[u] < 0 || asked.locked[u] === t)).toBe(true);
        }
      }),
      cases(60, 1),
    );
  });

  test("without locks its territories are in one piece each and none is empty", () => {
    fc.assert(
      fc.property(AWKWARD, asked => {
        const free = { ...asked, locked: asked.locked.map(() => -1) };
        const wrong = ["constraint.pieces", "constraint.empty", "constraint.nobody"];
        const { best, front } = walk(free, 400);
        for (const plan of [startOf(questionOf(free), 1), best.assignment, ...front.map(c => c.assignment)])
          expect(keysOf(free, plan).filter(key => wrong.includes(key))).toEqual([]);
      }),
      cases(60, 2),
    );
  });

  test("its scores equal a full count, and what is on its front breaks nothing", () => {
    fc.assert(
      fc.property(AWKWARD, asked => {
        const calls = callsOn(asked);
        const { best, front, kept } = walk(asked, 400, { calls });
        const question = questionOf(asked, calls);
        for (const { assignment, scores } of [best, ...front])
          expect(scoresOf(stateOf(question, assignment))).toEqual(scores);
        if (kept === 2) for (const { assignment } of front) expect(keysOf(asked, assignment)).toEqual([]);
        expect(best.scores.disruption).toBeCloseTo(disruptionOf(asked, best.assignment), 9);
      }),
      cases(60, 3),
    );
  });
});

test("after any sequence of moves all sums and rings equal those of a fresh state", () => {
  fc.assert(
    fc.property(
      AWKWARD,
      fc.array(fc.tuple(fc.nat(1000), fc.nat(1000)), { maxLength: 60 }),
      (asked, moves) => {
        const question = questionOf(asked, callsOn(asked));
        const state = stateOf(question, startOf(question, 1));
        for (const [u, t] of moves) move(state, u % asked.units, t % asked.territories);
        const fresh = stateOf(question, state.territory);
        for (const column of ["size", "sums", "load", "travel", "totals"] as const)
          expect(state[column], column).toEqual(fresh[column]);
        for (let t = 0; t < asked.territories; t++) {
          const out = new Int32Array(asked.units);
          const members = [...out.subarray(0, membersOf(state, t, out))].sort((a, b) => a - b);
          expect(members).toEqual([...state.territory.keys()].filter(u => state.territory[u] === t));
        }
      },
    ),
    cases(60, 4),
  );
});

test("whether a territory stays whole without a unit is told as counting its pieces does", () => {
  fc.assert(
    fc.property(AWKWARD, fc.nat(1000), (asked, n) => {
      const question = questionOf(asked);
      const state = stateOf(
        question,
        asked.start.map(t => Math.max(0, t) % asked.territories),
      );
      const unit = n % asked.units;
      const own = state.territory[unit];
      const pieces = (without: number) =>
        components(asked.graph, u => (u !== without && state.territory[u] === own ? 0 : -1)).count;
      // A unit that stands alone is a piece less when it leaves.
      const alone = asked.graph.to
        .subarray(asked.graph.start[unit], asked.graph.start[unit + 1])
        .every(v => state.territory[v] !== own);
      expect(leavingCheck(asked.graph)(state, unit)).toBe(pieces(unit) <= pieces(-1) || alone);
    }),
    cases(100, 5),
  );
});

test("travel is the way out and back to a day's calls, from home or from the middle of the calls", () => {
  const row = districting(gridGraph(10, 1), {
    territories: 2,
    start: Int32Array.of(0, 0, 0, 0, 0, 1, 1, 1, 1, 1),
    balances: [evenBalance(new Float64Array(10).fill(1), 2, 1)],
  });
  const calls: Calls = {
    calls: new Float64Array(10).fill(2),
    ...{ x: Float64Array.from({ length: 10 }, (_, u) => u), y: new Float64Array(10) },
    ...{ homeX: Float64Array.of(0, Number.NaN), homeY: Float64Array.of(0, Number.NaN) },
  };
  // Ten calls a week each, two a day: from home 2 km away on average; from the middle √2 km.
  const { travel } = scoresOf(stateOf(questionOf(row, calls), row.start));
  expect(travel).toBeCloseTo(5 * 2 * 2 + 5 * 2 * Math.SQRT2, 1);
});

describe("edges of the question", () => {
  const graph = gridGraph(4, 3);
  const asked = (territories: number, weight = new Float64Array(12).fill(1)) =>
    districting(graph, { territories, balances: [evenBalance(weight, territories, 0.05)] });

  test("one territory holds everything; as many as units hold one each", () => {
    expect([...walk(asked(1), 50).best.assignment]).toEqual(new Array(12).fill(0));
    expect([...walk(asked(12), 300).best.assignment].sort((a, b) => a - b)).toEqual([...Array(12).keys()]);
  });

  test("units without potential are shared out too", () => {
    const { best, kept } = walk(asked(3, new Float64Array(12)), 300);
    expect(kept).toBe(2);
    expect(new Set(best.assignment).size).toBe(3);
  });

  test("an enclave of another territory is taken apart or kept whole", () => {
    const start = Int32Array.from({ length: 49 }, (_, u) => (u === 24 ? 1 : 0));
    const ring = districting(gridGraph(7, 7), {
      ...{ territories: 2, start, balances: [evenBalance(new Float64Array(49).fill(1), 2, 0.03)] },
    });
    const { best, kept } = walk(ring, 4000);
    expect(kept).toBe(2);
    expect(keysOf(ring, best.assignment)).toEqual([]);
  });

  test("a star is cut as far as it can be", () => {
    const star = graphOf([[1, 2, 3, 4, 5], [0], [0], [0], [0], [0]]);
    const three = districting(star, {
      territories: 3,
      balances: [evenBalance(new Float64Array(6).fill(1), 3, 1)],
    });
    expect(keysOf(three, walk(three, 300).best.assignment)).toEqual([]);
  });

  test("capacity and a limit on what changes hands are kept where they can be", () => {
    const start = Int32Array.from({ length: 36 }, (_, u) => (u % 6 < 2 ? 0 : 1));
    const bounded = districting(gridGraph(6, 6), {
      ...{ territories: 2, start, balances: [evenBalance(new Float64Array(36).fill(1), 2, 0.3)] },
      ...{ maxDisruption: 0.12, capacityWeight: new Float64Array(36).fill(1) },
      capacity: Float64Array.of(36, 22),
    });
    const { kept, best } = walk(bounded, 3000);
    expect(kept).toBe(2);
    expect(keysOf(bounded, best.assignment)).toEqual([]);
    expect(best.scores.disruption).toBeLessThanOrEqual(0.12);
  });
});

test("the same walk gives the same bits, another seed others", () => {
  const asked = districting(gridGraph(12, 12), {
    territories: 5,
    balances: [evenBalance(unevenWeights(144, 1, 7), 5, 0.05)],
  });
  const plan = (seed: number) => walk(asked, 1500, { seed }).best.assignment;
  expect(plan(3)).toEqual(plan(3));
  expect(plan(3)).not.toEqual(plan(4));
});

/** A call a week in every unit, on a line; the reps of every other territory live at its start. */
function callsOn({ units, territories }: Districting): Calls {
  const along = Float64Array.from({ length: units }, (_, u) => u);
  const homeX = Float64Array.from({ length: territories }, (_, t) => (t % 2 === 0 ? 0 : Number.NaN));
  return { calls: new Float64Array(units).fill(1), x: along, y: along.map(v => v / 2), homeX, homeY: homeX };
}
