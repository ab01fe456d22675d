import { logBeta, logGamma, logSum } from "./functions.ts";
import type { BuyingLaw, Family, History } from "./law.ts";

type Parameters = readonly [alpha: number, beta: number, gamma: number, delta: number];

/**
 * BG/BB (Fader, Hardie and Shang 2010, "Customer-base analysis in a discrete-time noncontractual setting"): in each period a
 * buyer that is still there buys with its own chance, beta(α, β), and before each it leaves with its own chance, beta(γ, δ).
 * Times are whole periods.
 */
export const bgBb: Family<Parameters> = { start: [1, 1, 1, 1], law };

function law([alpha, beta, gamma, delta]: Parameters): BuyingLaw {
  const [purchases, leaving] = [logBeta(alpha, beta), logBeta(gamma, delta)];
  const lives = ({ repeats: x, age: n }: History): number =>
    logBeta(alpha + x, beta + n - x) - purchases + logBeta(gamma, delta + n) - leaving;
  const logLikelihood = (history: History): number => {
    const { repeats: x, recency, age } = history;
    let all = lives(history);
    for (let t = recency; t < age; t++)
      all = logSum(
        all,
        logBeta(alpha + x, beta + t - x) - purchases + logBeta(gamma + 1, delta + t) - leaving,
      );
    return all;
  };
  /** Purchases in `time` after n periods with x purchases, times the likelihood of these. */
  const ahead = (x: number, n: number, time: number): number => {
    const stays = (periods: number) =>
      Math.exp(
        logGamma(gamma + delta) -
          logGamma(1 + delta) +
          logGamma(1 + delta + periods) -
          logGamma(gamma + delta + periods),
      );
    const buys = Math.exp(logBeta(alpha + x + 1, beta + n - x) - purchases);
    return ((buys * delta) / (gamma - 1)) * (stays(n) - stays(n + time));
  };
  return {
    logLikelihood,
    alive: history => Math.exp(lives(history) - logLikelihood(history)),
    expected: time => ahead(0, 0, time),
    expectedAfter: (history, time) =>
      ahead(history.repeats, history.age, time) / Math.exp(logLikelihood(history)),
  };
}
