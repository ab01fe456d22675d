import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assignReps, type Posts } from "../../../territory/exact/assignReps.ts";

const posts = (held: number[][], more: Partial<Posts> = {}): Posts => ({
  territories: held.length,
  reps: held[0]?.length ?? 0,
  held: Float64Array.from(held.flat()),
  ...more,
});

describe("assignment of reps to territories", () => {
  it("keeps most in all, not most in each", () => {
    // Greedy gives the first territory its best rep and leaves the second with nothing.
    expect(
      Array.from(
        assignReps(
          posts([
            [10, 9],
            [9, 0],
          ]),
        ),
      ),
    ).toEqual([1, 0]);
  });

  it("leaves territories vacant that have no rep, and reps without a territory", () => {
    expect(Array.from(assignReps(posts([[3], [5], [1]])))).toEqual([-1, 0, -1]);
    expect(Array.from(assignReps(posts([[0, 4, 9]])))).toEqual([2]);
    expect(Array.from(assignReps({ territories: 2, reps: 0, held: new Float64Array() }))).toEqual([-1, -1]);
    expect(assignReps({ territories: 0, reps: 3, held: new Float64Array() })).toHaveLength(0);
  });

  it("fills a territory before it keeps an amount, and never by a rep who is barred", () => {
    const held = [
      [0, 100],
      [0, 0],
    ];
    expect(Array.from(assignReps(posts(held, { barred: Uint8Array.of(0, 0, 1, 0) })))).toEqual([0, 1]);
    expect(Array.from(assignReps(posts(held, { barred: Uint8Array.of(1, 1, 0, 0) })))).toEqual([-1, 1]);
  });

  it("goes by distance only where the amount is the same, unknown homes last", () => {
    const distance = Float64Array.of(90, 5, 5, Number.NaN);
    const even = [
      [7, 7],
      [7, 7],
    ];
    expect(Array.from(assignReps(posts(even, { distance })))).toEqual([1, 0]);
    expect(
      Array.from(
        assignReps(
          posts(
            [
              [8, 7],
              [7, 7],
            ],
            { distance },
          ),
        ),
      ),
    ).toEqual([0, 1]);
    expect(Array.from(assignReps(posts(even)))).toEqual([0, 1]);
  });

  it("is as good as the best of all permutations, to the last unit", () => {
    const amount = fc.integer({ min: 0, max: 2 ** 50 });
    fc.assert(
      fc.property(fc.array(amount, { minLength: 16, maxLength: 16 }), all => {
        const held = [0, 4, 8, 12].map(at => all.slice(at, at + 4));
        const kept = (reps: ArrayLike<number>) => held.reduce((sum, row, t) => sum + row[reps[t]!]!, 0);
        const best = Math.max(...permutations([0, 1, 2, 3]).map(kept));
        expect(kept(assignReps(posts(held)))).toBe(best);
      }),
    );
  });
});

function permutations(of: readonly number[]): number[][] {
  if (of.length === 0) return [[]];
  return of.flatMap(first => permutations(of.filter(x => x !== first)).map(rest => [first, ...rest]));
}
