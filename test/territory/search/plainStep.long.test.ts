import { expect, test } from "vitest";
import { chance } from "../../../core/chance.ts";
import { plainStep } from "../../../territory/search/plainStep.ts";
import { gridGraph } from "./planted.ts";
import { cutsOfGrid, tellsApart, transitionLaw } from "./recombinationLaw.ts";

const [PLANS, STEPS] = [20, 5000];

test("from each of 20 plans 5,000 single steps agree with the exact law: p > 0.001 after Bonferroni", () => {
  const graph = gridGraph(4, 4);
  const even = { weight: new Float64Array(16).fill(1), least: 4, most: 4 };
  const plans = cutsOfGrid(graph, 4).sort();
  const least = Array.from({ length: PLANS }, (_, n) => {
    const plan = Int32Array.from(plans[Math.floor((n * plans.length) / PLANS)], Number);
    const law = transitionLaw(graph, plan, 4, even);
    const { uniform } = chance(14, n);
    const counts = new Map([...law.keys()].map(next => [next, 0]));
    for (let step = 0; step < STEPS; step++) {
      const next = tellsApart(plainStep(graph, plan, 4, even, uniform));
      expect(law.has(next), next).toBe(true);
      counts.set(next, counts.get(next)! + 1);
    }
    return chiSquareP(law, counts, STEPS);
  });
  expect(Math.min(...least)).toBeGreaterThan(0.001 / PLANS);
});

/** P of a χ² as large or larger; plans expected fewer than 5 times are counted together. */
function chiSquareP(
  law: ReadonlyMap<string, number>,
  counts: ReadonlyMap<string, number>,
  steps: number,
): number {
  const cells = [...law].map(([next, p]) => ({ expected: steps * p, seen: counts.get(next)! }));
  const rare = cells.filter(({ expected }) => expected < 5);
  const together = rare.reduce(
    (sum, c) => ({ expected: sum.expected + c.expected, seen: sum.seen + c.seen }),
    {
      expected: 0,
      seen: 0,
    },
  );
  const used = [...cells.filter(c => c.expected >= 5), ...(together.expected > 0 ? [together] : [])];
  const chi = used.reduce((sum, { expected, seen }) => sum + (seen - expected) ** 2 / expected, 0);
  return upperGamma((used.length - 1) / 2, chi / 2);
}

/** Regularised upper incomplete gamma function, by the series of the lower (Abramowitz and Stegun 6.5.29). */
function upperGamma(shape: number, x: number): number {
  let term = 1 / shape;
  let sum = term;
  for (let n = 1; n < 10_000 && term > sum * 1e-15; n++) {
    term *= x / (shape + n);
    sum += term;
  }
  return 1 - sum * Math.exp(shape * Math.log(x) - x - logGamma(shape));
}

/** For whole and half shapes by the recurrence from Γ(1) and Γ(1/2). */
function logGamma(shape: number): number {
  if (shape === 1) return 0;
  if (shape === 0.5) return Math.log(Math.PI) / 2;
  return Math.log(shape - 1) + logGamma(shape - 1);
}
