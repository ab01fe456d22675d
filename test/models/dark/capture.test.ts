import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  chao1,
  chao1Corrected,
  chapman,
  lincolnPetersen,
  modelM0,
  modelMt,
} from "../../../models/dark/capture.ts";

/**
 * Snowshoe hares caught on six occasions: capture histories of Cormack (1989), as printed by Agresti (1994). Rows: caught
 * on occasions 6, 5, 4; columns: on 3, 2, 1; both in binary order. The first entry, never caught, is what is asked for.
 */
const HARES = [
  [0, 3, 6, 0, 5, 1, 0, 0],
  [3, 2, 3, 0, 0, 1, 0, 0],
  [4, 2, 3, 1, 0, 1, 0, 0],
  [1, 0, 0, 0, 0, 0, 0, 0],
  [4, 1, 1, 1, 2, 0, 2, 0],
  [4, 0, 3, 0, 1, 0, 2, 0],
  [2, 0, 1, 0, 1, 0, 1, 0],
  [1, 1, 1, 0, 0, 0, 1, 2],
];

function caughtByOccasion(): { caught: number[]; distinct: number } {
  const caught = [0, 0, 0, 0, 0, 0];
  let distinct = 0;
  HARES.forEach((row, late) => {
    row.forEach((hares, early) => {
      const history = 8 * late + early;
      distinct += hares;
      for (let j = 0; j < 6; j++) if ((history >> j) & 1) caught[j] += hares;
    });
  });
  return { caught, distinct };
}

describe("a population that lists hold in part, published figures", () => {
  it("Chapman, lists 346 and 184 with 49 in common: 1,282.9", () => {
    expect(chapman(346, 184, 49).size).toBeCloseTo(1282.9, 1);
  });

  it("Chapman, lists 100 and 100 with 20 in common: 484.76, standard error 82.03", () => {
    const { size, se } = chapman(100, 100, 20);
    expect(size).toBeCloseTo(484.76, 2);
    expect(se).toBeCloseTo(82.03, 2);
  });

  it("Chao1, n = 168, S = 26, f₁ = 12, f₂ = 4: 43.893, and 39.121 bias-corrected", () => {
    expect(chao1(168, 26, 12, 4)).toBeCloseTo(43.893, 3);
    expect(chao1Corrected(168, 26, 12, 4)).toBeCloseTo(39.121, 3);
  });

  it("snowshoe hares, six occasions: M0 75.4, Mt 75.1", () => {
    const { caught, distinct } = caughtByOccasion();
    expect(distinct).toBe(68);
    const captures = caught.reduce((a, b) => a + b, 0);
    expect(captures).toBe(145);
    expect(modelM0(6, captures, distinct)).toBeCloseTo(75.4, 1);
    expect(modelMt(caught, distinct)).toBeCloseTo(75.1, 1);
  });
});

describe("capture models", () => {
  it("Mt of two lists is Lincoln-Petersen", () => {
    const lists = fc.tuple(
      fc.integer({ min: 1, max: 400 }),
      fc.integer({ min: 0, max: 400 }),
      fc.integer({ min: 0, max: 400 }),
    );
    fc.assert(
      fc.property(lists, ([both, first, second]) => {
        const n1 = both + first;
        const n2 = both + second;
        const mt = modelMt([n1, n2], both + first + second);
        expect(mt / lincolnPetersen(n1, n2, both)).toBeCloseTo(1, 6);
      }),
      { seed: 5 },
    );
  });

  it("nobody caught twice: no upper end", () => {
    expect(modelMt([10, 12, 5], 27)).toBe(Number.POSITIVE_INFINITY);
    expect(Number.isFinite(chapman(10, 12, 0).size)).toBe(true);
  });
});
