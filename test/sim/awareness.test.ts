import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { f64, i32, u8 } from "../../core/columns.ts";
import { createKernel } from "../../sim/js/kernel.ts";
import { LIFECYCLE, wholeInfluence } from "../../twin/layout.ts";
import { METRICS } from "../../twin/metrics.ts";
import { mean, type SmallModel, simulate, smallModel } from "./smallModel.ts";

const unaware = (options: SmallModel) =>
  smallModel({
    ...options,
    set: columns => {
      u8(columns, "aware").fill(0);
      u8(columns, "lifecycle").fill(LIFECYCLE.unaware);
      options.set?.(columns);
    },
  });

describe("awareness", () => {
  test("innovation alone: the aware share after week t is 1 − (1 − p)^(t+1)", () => {
    const runs = simulate(unaware({ cellSizes: [500], innovation: 0.05, periods: 30 }), 20);
    for (const t of [0, 4, 29]) {
      const share = mean(runs.map(r => r.at(0, t, METRICS.aware_accounts.place))) / 500;
      const expected = 1 - 0.95 ** (t + 1);
      expect(Math.abs(share - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / 10_000));
    }
  });

  /** A cell of buyers (who buy the own brand every week), then one of unaware accounts that never buy, then two more. */
  const imitation = (buyers: number, influence: number) =>
    unaware({
      cellSizes: [10, 300, 300, 300],
      imitation: 0.6,
      periods: 2,
      set: columns => {
        u8(columns, "aware").fill(1, 0, buyers);
        f64(columns, "rate").fill(0);
        f64(columns, "rate").fill(100, 0, buyers);
        f64(columns, "preference").set([1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0]);
        i32(columns, "influence").fill(wholeInfluence(influence), 0, buyers);
      },
    });

  test("imitation reaches the neighbours of buyers a week later, and no further", () => {
    const runs = simulate(imitation(10, 1), 200);
    expect(runs.every(r => r.at(1, 0, METRICS.aware_accounts.place) === 0)).toBe(true);
    // Share of own buyers around cell 1: 10 of 10 + 300 + 300.
    const expected = (0.6 * 10) / 610;
    const share = mean(runs.map(r => r.at(1, 1, METRICS.aware_accounts.place))) / 300;
    expect(Math.abs(share - expected)).toBeLessThan(4 * Math.sqrt(expected / (300 * 200)));
    expect(runs.every(r => r.at(2, 1, METRICS.aware_accounts.place) === 0)).toBe(true);
  });

  test("influential buyers weigh more, in the share's numerator and denominator", () => {
    const runs = simulate(imitation(10, 30), 200);
    const expected = (0.6 * 300) / 900;
    const share = mean(runs.map(r => r.at(1, 1, METRICS.aware_accounts.place))) / 300;
    expect(Math.abs(share - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / (300 * 200)));
  });

  test("a hazard of one or more makes everybody aware at once", () => {
    const [run] = simulate(unaware({ cellSizes: [50], innovation: 1.5, periods: 2 }), 1);
    expect(run!.series(METRICS.aware_accounts.place)).toEqual([50, 50]);
  });

  test("without hazard and calls nobody becomes aware", () => {
    const [run] = simulate(unaware({ cellSizes: [50] }), 1);
    expect(run!.sum(METRICS.aware_accounts.place)).toBe(0);
  });
});

/** A model of three cells whose accounts have these influences, in this order within their cells. */
const heardBy = (influences: readonly (readonly number[])[]) =>
  createKernel(
    smallModel({
      cellSizes: influences.map(cell => cell.length),
      set: columns => i32(columns, "influence").set(influences.flat().map(wholeInfluence)),
    }),
  ).perInfluence;

test("what a cell hears is a whole number of 1/1024ths, the same in any order of accounts", () => {
  const cell = fc.array(fc.double({ min: 0.001, max: 1000, noNaN: true }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(fc.tuple(cell, cell, cell), fc.infiniteStream(fc.nat()), (cells, chance) => {
      const shuffled = cells.map(influences => {
        const keys = influences.map(() => chance.next().value!);
        return influences
          .map((_, i) => i)
          .sort((a, b) => keys[a] - keys[b])
          .map(i => influences[i]);
      });
      expect(heardBy(shuffled)).toEqual(heardBy(cells));
      const whole = (parts: readonly number[][]) => parts.flat().reduce((n, x) => n + wholeInfluence(x), 0);
      expect(1 / heardBy(cells)[1]).toBeCloseTo(whole(cells), 3);
    }),
    { numRuns: 200, seed: 3 },
  );
});
