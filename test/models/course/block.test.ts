import { describe, expect, it } from "vitest";
import { fitBlock } from "../../../models/course/block.ts";
import { normalSample, stream } from "../sampling.ts";

const SERIES = 4;
const PERIODS = 312;
const MONDAY = 15_341; // 2012-01-02

const span = {
  period: "week",
  periodStart: Int32Array.from({ length: PERIODS }, (_, t) => MONDAY + 7 * t),
  horizon: 52,
} as const;

const noRegressors = { names: [], precision: new Float64Array(0), row: () => new Float64Array(0) };

/** Series whose noise remembers a part of the same week of the year before. */
function planted(seed: number, memory: number): Float64Array {
  const next = stream(seed);
  const y = new Float64Array(PERIODS * SERIES);
  for (let at = 0; at < y.length; at++) {
    const before = at < 52 * SERIES ? normalSample(next) / 10 : y[at - 52 * SERIES]! - 5;
    y[at] = 5 + memory * before + (Math.sqrt(1 - memory ** 2) * normalSample(next)) / 10;
  }
  return y;
}

describe("what past errors teach", () => {
  it("how much of last year's same week comes again", () => {
    // 832 pairs: standard error 0.035; a prior of 52 pairs at 0.2 draws it by a twentieth.
    expect(Math.abs(fitBlock(planted(3, 0.6), SERIES, noRegressors, span).memory - 0.6)).toBeLessThan(0.12);
    expect(fitBlock(planted(4, 0), SERIES, noRegressors, span).memory).toBeLessThan(0.1);
  });

  it("that the model is right where it is: factors on its spread are about one", () => {
    const { spread } = fitBlock(planted(5, 0), SERIES, noRegressors, span);
    expect(Math.abs(spread.noise - 1)).toBeLessThan(0.06);
    expect(spread.level.every(factor => factor < 1.2)).toBe(true);
  });

  it("that levels move more than the model says, where they jumped", () => {
    const calm = planted(6, 0);
    const jumping = calm.map((v, at) => v + 0.3 * (Math.floor(at / SERIES / 40) % 2));
    const year = (y: Float64Array) => {
      const { spread, fit } = fitBlock(y, SERIES, noRegressors, span);
      return spread.level[3]! * Math.sqrt(fit.levelRatio * 52) * fit.sigma[0]!;
    };
    expect(year(jumping)).toBeGreaterThan(2 * year(calm));
  });
});

describe("a week out of line", () => {
  const calm = planted(7, 0);
  const level = (y: Float64Array) => fitBlock(y, SERIES, noRegressors, span).fit.end.state[0]!;

  it("moves the level by no more than two standard deviations would", () => {
    const spike = calm.slice();
    spike[(PERIODS - 3) * SERIES]! += 3;
    expect(Math.abs(level(spike) - level(calm))).toBeLessThan(0.05);
  });

  it("is followed when the next ones are like it", () => {
    const broken = calm.map((v, at) => (at >= (PERIODS - 26) * SERIES ? v + 1 : v));
    expect(level(broken) - level(calm)).toBeGreaterThan(0.75);
  });
});
