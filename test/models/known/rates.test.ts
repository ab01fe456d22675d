import { describe, expect, it } from "vitest";
import { amountPriorLines, brandFactors } from "../../../models/known/amounts.ts";
import { aliveProbability, gammaPrior, silenceHazard } from "../../../models/known/rates.ts";
import { gammaSample, poissonSample, stream } from "../sampling.ts";

describe("purchase rates", () => {
  it("recovers the gamma prior of a planted NBD", () => {
    const next = stream(21);
    const exposure = Array.from({ length: 4000 }, () => 20 + 60 * next());
    const counts = exposure.map(e => poissonSample(e * (gammaSample(1.5, next) / 3), next));
    const prior = gammaPrior(counts, exposure);
    // Mean 0.5 purchases a period to 3%, shape 1.5 to 10% with 4,000 accounts.
    expect(Math.abs(prior.shape / prior.exposure - 0.5)).toBeLessThan(0.015);
    expect(Math.abs(prior.shape - 1.5)).toBeLessThan(0.15);
  });

  it("keeps a prior where nothing was bought", () => {
    const prior = gammaPrior([0, 0, 0], [10, 10, 10]);
    expect(prior.shape).toBeGreaterThan(0);
    expect(Number.isFinite(prior.exposure)).toBe(true);
  });

  it("P(alive) is one without silence, falls with it, and falls faster for frequent buyers", () => {
    expect(aliveProbability(1, 0.01, 0)).toBe(1);
    expect(aliveProbability(0.2, 0.01, 10)).toBeGreaterThan(aliveProbability(0.2, 0.01, 40));
    expect(aliveProbability(0.2, 0.01, 20)).toBeGreaterThan(aliveProbability(1, 0.01, 20));
    expect(aliveProbability(5, 0.01, 1e6)).toBeLessThan(1e-100);
  });

  it("P(alive) is the share of survivors among simulated accounts with that silence", () => {
    const next = stream(4);
    const rate = 0.15;
    const hazard = 0.02;
    let alive = 0;
    let silent = 0;
    // After a purchase at time 0: who has bought nothing by time 20, and is still alive?
    for (let i = 0; i < 200_000; i++) {
      const death = -Math.log(next()) / hazard;
      const purchase = -Math.log(next()) / rate;
      if (purchase < Math.min(death, 20)) continue;
      silent++;
      if (death > 20) alive++;
    }
    expect(Math.abs(alive / silent - aliveProbability(rate, hazard, 20))).toBeLessThan(0.01);
  });

  it("finds about the hazard with which accounts drop out", () => {
    const next = stream(8);
    const rate: number[] = [];
    const silence: number[] = [];
    const exposure: number[] = [];
    for (let i = 0; i < 3000; i++) {
      const death = -Math.log(next()) / 0.004;
      rate.push(1);
      silence.push(Math.max(0, Math.round(156 - death)));
      exposure.push(Math.min(156, death));
    }
    // Deaths in the last year are not yet told from silence, which biases it down by less than a third.
    const hazard = silenceHazard(rate, silence, exposure, 52);
    expect(hazard).toBeGreaterThan(0.0024);
    expect(hazard).toBeLessThan(0.0044);
  });
});

describe("amounts", () => {
  it("brand factors show which brand's lines are dearer, whoever buys them", () => {
    // Two accounts of different size; brand 1 costs twice brand 0 at both.
    const lines = Float64Array.of(10, 10, 10, 10);
    const amount = Float64Array.of(100, 200, 1000, 2000);
    const factors = brandFactors(lines, amount, 2);
    expect(factors[1] / factors[0]).toBeCloseTo(2, 10);
  });

  it("shrinks accounts that do not differ, and leaves those that do", () => {
    const next = stream(12);
    const same = Array.from({ length: 500 }, () => gammaSample(20, next) / 20);
    const lines = same.map(() => 10);
    expect(amountPriorLines(same, lines, 1, 0.5)).toBeGreaterThan(20);
    const different = Array.from({ length: 500 }, () => gammaSample(1, next));
    expect(amountPriorLines(different, lines, 1, 0.5)).toBeLessThan(1);
  });
});
