import { describe, expect, it } from "vitest";
import { fitStructural } from "../../../models/course/structural.ts";
import { normalSample, stream } from "../sampling.ts";

const PERIODS = 260;

/** Two series with a shared season, correlated noise and a random-walk level. */
function planted(seed: number, levelSd: number) {
  const next = stream(seed);
  const design = Array.from({ length: PERIODS }, (_, t) =>
    Float64Array.of(Math.cos((2 * Math.PI * t) / 52), Math.sin((2 * Math.PI * t) / 52)),
  );
  const y = new Float64Array(PERIODS * 2);
  const level = [5, 3];
  for (let t = 0; t < PERIODS; t++) {
    const shared = normalSample(next);
    for (let s = 0; s < 2; s++) {
      const noise = 0.1 * (0.8 * shared + 0.6 * normalSample(next));
      level[s] += levelSd * 0.1 * normalSample(next);
      y[t * 2 + s] = level[s] + 0.3 * design[t][0] - 0.2 * design[t][1] + noise;
    }
  }
  return { design, y, level };
}

describe("structural time series", () => {
  it("recovers season, noise and level of planted series", () => {
    const { design, y, level } = planted(31, 0.03);
    const fit = fitStructural(y, 2, design, Float64Array.of(0.1, 0.1), 52);
    for (let s = 0; s < 2; s++) {
      expect(Math.abs(fit.end.state[4 + s] - 0.3)).toBeLessThan(0.04);
      expect(Math.abs(fit.end.state[6 + s] + 0.2)).toBeLessThan(0.04);
      expect(Math.abs(fit.sigma[s] - 0.1)).toBeLessThan(0.015);
      expect(Math.abs(fit.end.state[s] - level[s])).toBeLessThan(0.12);
    }
  });

  it("keeps the correlation of the series in the residual rows", () => {
    const { design, y } = planted(32, 0.03);
    const { residuals } = fitStructural(y, 2, design, Float64Array.of(0.1, 0.1), 52);
    let cross = 0;
    let a = 0;
    let b = 0;
    for (let t = 0; t < PERIODS; t++) {
      cross += residuals[2 * t] * residuals[2 * t + 1];
      a += residuals[2 * t] ** 2;
      b += residuals[2 * t + 1] ** 2;
    }
    expect(Math.abs(cross / Math.sqrt(a * b) - 0.64)).toBeLessThan(0.12);
  });

  it("lets the level move more where it moved more", () => {
    const calm = planted(33, 0);
    const wild = planted(33, 0.4);
    const precision = Float64Array.of(0.1, 0.1);
    expect(fitStructural(calm.y, 2, calm.design, precision, 52).levelRatio).toBeLessThanOrEqual(0.001);
    expect(fitStructural(wild.y, 2, wild.design, precision, 52).levelRatio).toBeGreaterThanOrEqual(0.1);
  });

  it("the posterior of the level covers the truth", () => {
    let inside = 0;
    for (let seed = 0; seed < 60; seed++) {
      const { design, y, level } = planted(100 + seed, 0.1);
      const fit = fitStructural(y, 2, design, Float64Array.of(0.1, 0.1), 52);
      const sd = Math.sqrt(fit.end.covariance[0]) * fit.sigma[0];
      if (Math.abs(fit.end.state[0] - level[0]) < 1.645 * sd) inside++;
    }
    // 90% interval over 60 markets: 54 expected, binomial standard deviation 2.3.
    expect(inside).toBeGreaterThanOrEqual(47);
  });
});
