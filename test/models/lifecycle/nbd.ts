import { logGamma } from "../../../models/lifecycle/functions.ts";
import type { Family } from "../../../models/lifecycle/law.ts";

type Parameters = readonly [shape: number, rate: number];

/** Poisson purchases at gamma rates, and nobody leaves (Ehrenberg 1959). */
export const nbd: Family<Parameters> = {
  start: [1, 1],
  law: ([r, alpha]) => ({
    logLikelihood: ({ repeats: x, age }) =>
      logGamma(r + x) - logGamma(r) + r * Math.log(alpha) - (r + x) * Math.log(alpha + age),
    alive: () => 1,
    expected: time => (r * time) / alpha,
    expectedAfter: ({ repeats: x, age }, time) => ((r + x) * time) / (alpha + age),
  }),
};
