import { gauss2F1, logBeta, logGamma, logSum } from "./functions.ts";
import type { BuyingLaw, Family, History } from "./law.ts";

type Parameters = readonly [r: number, alpha: number, a: number, b: number];

/**
 * BG/NBD (Fader, Hardie and Lee 2005, "Counting your customers the easy way"): Poisson purchases at gamma(r, α) rates; after
 * each repeat purchase a buyer leaves with its own chance, beta(a, b).
 */
export const bgNbd: Family<Parameters> = { start: [1, 1, 1, 1], law: parameters => law(parameters, 0) };

/**
 * MBG/NBD (Batislam, Denizel and Filiztekin 2007; Hoppe and Wagner 2007): as BG/NBD, but a buyer may also leave right after
 * the first purchase of all.
 */
export const mbgNbd: Family<Parameters> = { start: [1, 1, 1, 1], law: parameters => law(parameters, 1) };

/** @param chances how many more chances to leave than repeat purchases there were */
function law([r, alpha, a, b]: Parameters, chances: 0 | 1): BuyingLaw {
  /** Of who left at the last purchase over who is still there, logarithm. */
  const goneOverAlive = ({ repeats: x, recency, age }: History): number =>
    x + chances === 0
      ? Number.NEGATIVE_INFINITY
      : Math.log(a / (b + x + chances - 1)) + (r + x) * Math.log((alpha + age) / (alpha + recency));
  /** Purchases in `time` of who is alive after x repeats and `age`. */
  const fromAlive = (x: number, age: number, time: number): number => {
    const [n, end] = [x + chances, alpha + age + time];
    const none =
      (r + x) * Math.log((alpha + age) / end) + Math.log(gauss2F1(r + x, b + n, a + b + n - 1, time / end));
    return ((a + b + n - 1) / (a - 1)) * -Math.expm1(none);
  };
  const alive = (history: History) => 1 / (1 + Math.exp(goneOverAlive(history)));
  const scale = r * Math.log(alpha) - logGamma(r) - logBeta(a, b) + logGamma(a);
  return {
    logLikelihood(history) {
      const { repeats: x, age } = history;
      const purchases = logGamma(r + x) - (r + x) * Math.log(alpha + age);
      const stays = logGamma(b + x + chances) - logGamma(a + b + x + chances);
      return scale + purchases + stays + logSum(0, goneOverAlive(history));
    },
    alive,
    expected: time => (chances === 0 ? fromAlive(0, 0, time) : (b / (a + b)) * fromAlive(0, 0, time)),
    expectedAfter: (history, time) => alive(history) * fromAlive(history.repeats, history.age, time),
  };
}
