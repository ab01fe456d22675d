import { expect, test } from "vitest";
import { chance } from "../../../core/chance.ts";
import { plainStep, touchingPairs } from "../../../territory/search/plainStep.ts";
import { gridGraph } from "./planted.ts";
import { cutsOfGrid, tellsApart, transitionLaw } from "./recombinationLaw.ts";

const graph = gridGraph(4, 4);
const even = { weight: new Float64Array(16).fill(1), least: 4, most: 4 };

test("on a 4 × 4 grid in 4 equal districts recombination reaches all 117 contiguous plans, and no other", () => {
  const plans = new Set(cutsOfGrid(graph, 4));
  expect(plans.size).toBe(117);
  const { uniform } = chance(1, 1);
  let plan: Int32Array = Int32Array.from({ length: 16 }, (_, u) => Math.floor(u / 4));
  const reached = new Set<string>();
  for (let step = 0; step < 6000; step++) {
    plan = plainStep(graph, plan, 4, even, uniform);
    reached.add(tellsApart(plan));
  }
  expect([...reached].sort()).toEqual([...plans].sort());
});

test("pairs of territories that touch stand once each", () => {
  const halves = Int32Array.from({ length: 16 }, (_, u) => (u % 4 < 2 ? 0 : 2));
  expect(touchingPairs(graph, halves, 3)).toEqual([2]);
});

test("from a plan single steps come as often as enumerated spanning trees say", () => {
  const plan = Int32Array.from({ length: 16 }, (_, u) => Math.floor(u / 4));
  const law = transitionLaw(graph, plan, 4, even);
  expect([...law.values()].reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
  const { uniform } = chance(2, 1);
  const steps = 2000;
  const counts = new Map<string, number>();
  for (let n = 0; n < steps; n++) {
    const next = tellsApart(plainStep(graph, plan, 4, even, uniform));
    counts.set(next, (counts.get(next) ?? 0) + 1);
  }
  for (const [next, count] of counts) {
    const p = law.get(next) ?? 0;
    expect(Math.abs(count - steps * p), next).toBeLessThan(5 * Math.sqrt(steps * p * (1 - p)) + 1);
  }
});
