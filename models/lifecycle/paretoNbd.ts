import { logGamma } from "./functions.ts";
import type { BuyingLaw, Family, History } from "./law.ts";

type Parameters = readonly [r: number, alpha: number, s: number, beta: number];

/**
 * Pareto/NBD (Schmittlein, Morrison and Colombo 1987): Poisson purchases at gamma(r, α) rates, lifetimes exponential at
 * gamma(s, β) hazards.
 */
export const paretoNbd: Family<Parameters> = { start: [1, 1, 1, 1], law };

function law([r, alpha, s, beta]: Parameters): BuyingLaw {
  const lives = ({ repeats: x, age }: History): number =>
    r * Math.log(alpha / (alpha + age)) - x * Math.log(alpha + age) + s * Math.log(beta / (beta + age));
  /**
   * Of who died after the last purchase over who is alive,
   * ∫ s/(β+u) · ((α+T)/(α+u))^(r+x) · ((β+T)/(β+u))^s du from tₓ to T.
   */
  const diedOverAlive = ({ repeats: x, recency, age }: History): number => {
    const low = Math.min(alpha, beta);
    const integrand = (w: number): number => {
      const u = (low + recency) * Math.exp(w) - low;
      const log = (r + x) * Math.log((alpha + age) / (alpha + u)) + s * Math.log((beta + age) / (beta + u));
      return ((s * (low + u)) / (beta + u)) * Math.exp(Math.min(log, 600));
    };
    return fallingIntegral(integrand, Math.log((low + age) / (low + recency)), 1 / (r + s + x));
  };
  const alive = (history: History) => 1 / (1 + diedOverAlive(history));
  /** Purchases in `time` of who is alive, by the posterior of rate and hazard. */
  const fromAlive = (x: number, age: number, time: number): number =>
    (((r + x) * (beta + age)) / ((alpha + age) * (s - 1))) *
    -Math.expm1((s - 1) * Math.log((beta + age) / (beta + age + time)));
  return {
    logLikelihood: history =>
      logGamma(r + history.repeats) - logGamma(r) + lives(history) + Math.log1p(diedOverAlive(history)),
    alive,
    expected: time => fromAlive(0, 0, time),
    expectedAfter: (history, time) => alive(history) * fromAlive(history.repeats, history.age, time),
  };
}

/** Gauss and Legendre's eight nodes in (0, 1), and their weights (Abramowitz and Stegun 25.4.30, halved). */
const NODES = [
  0.019855071751231912, 0.10166676129318664, 0.2372337950418355, 0.4082826787521751, 0.5917173212478248,
  0.7627662049581645, 0.8983332387068134, 0.9801449282487681,
];
const WEIGHTS = [
  0.05061426814518853, 0.11119051722668721, 0.15685332293894344, 0.18134189168918083, 0.18134189168918083,
  0.15685332293894344, 0.11119051722668721, 0.05061426814518853,
];

/**
 * ∫ f from 0 to `end` of a function that falls at first by a factor e in `scale`, and later no faster: by panels that grow,
 * until they add nothing.
 */
function fallingIntegral(f: (w: number) => number, end: number, scale: number): number {
  let sum = 0;
  let length = 4 * scale;
  for (let from = 0; from < end; from += length, length *= 1.5) {
    const width = Math.min(length, end - from);
    const panel = width * NODES.reduce((total, node, k) => total + WEIGHTS[k] * f(from + width * node), 0);
    sum += panel;
    if (panel < 1e-15 * sum) break;
  }
  return sum;
}
