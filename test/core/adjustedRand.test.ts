import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { adjustedRand } from "../../core/adjustedRand.ts";

/** Two groupings from their contingency table. */
function fromTable(table: readonly (readonly number[])[]): [number[], number[]] {
  const a: number[] = [];
  const b: number[] = [];
  table.forEach((row, i) => {
    row.forEach((n, j) => {
      for (let k = 0; k < n; k++) {
        a.push(i);
        b.push(j);
      }
    });
  });
  return [a, b];
}

describe("the adjusted Rand index", () => {
  test("has the values of published examples", () => {
    // Yeung and Ruzzo 2001, "Details of the adjusted Rand index", table 2: 0.313.
    const yeung = fromTable([
      [1, 1, 0],
      [1, 2, 1],
      [0, 0, 4],
    ]);
    expect(adjustedRand(...yeung)).toBeCloseTo(0.313, 3);
    // scikit-learn's documentation: 0.57… (adjusted_rand_score) and 0.24… (user guide, 2.3.11.1).
    expect(adjustedRand([0, 0, 1, 2], [0, 0, 1, 1])).toBeCloseTo(0.5714, 4);
    expect(adjustedRand([0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 2, 2])).toBeCloseTo(0.2424, 4);
  });

  test("is 1 for the same grouping under other names, and does not mind which comes first", () => {
    const grouping = fc.array(fc.nat(4), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(grouping, a => {
        expect(
          adjustedRand(
            a,
            a.map(v => 10 - 2 * v),
          ),
        ).toBeCloseTo(1, 12);
        const b = [...a].reverse();
        expect(adjustedRand(a, b)).toBeCloseTo(adjustedRand(b, a), 12);
      }),
    );
  });

  test("is 0 on average for groupings that have nothing to do with each other", () => {
    const next = linear(5);
    const values = Array.from({ length: 400 }, () =>
      adjustedRand(
        Array.from({ length: 60 }, () => Math.floor(3 * next())),
        Array.from({ length: 60 }, () => Math.floor(3 * next())),
      ),
    );
    expect(Math.abs(values.reduce((a, b) => a + b, 0) / values.length)).toBeLessThan(0.005);
  });

  test("refuses groupings of different items", () => {
    expect(() => adjustedRand([0, 1], [0])).toThrow("groupings of 2 and 1 items; expected the same items");
  });
});

function linear(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}
