import { describe, expect, test } from "vitest";
import { choose, standing } from "../../../territory/search/choose.ts";
import { addToFront, beats, type Front } from "../../../territory/search/front.ts";
import type { Scores } from "../../../territory/search/scores.ts";

const scores = (balance: number, disruption: number, compactness = 0.1, travel = 100): Scores => ({
  ...{ balance, disruption, compactness, travel },
});
const frontOf = (all: readonly Scores[], most = 100) =>
  all.reduce<Front>((front, one, i) => addToFront(front, one, () => Int32Array.of(i), most), []);

describe("a front", () => {
  test("keeps what nothing beats in everything, and one of those that score the same", () => {
    const front = frontOf([
      scores(3, 3),
      scores(1, 4),
      scores(4, 1),
      scores(3, 3),
      scores(2, 2),
      scores(5, 5),
    ]);
    expect(front.map(one => one.assignment[0])).toEqual([1, 2, 4]);
  });

  test("holds no more than asked, and always the best of each score", () => {
    const line = Array.from({ length: 50 }, (_, i) => scores(i, 49 - i));
    const front = frontOf(line, 10);
    expect(front.length).toBe(10);
    expect(front.some(one => one.scores.balance === 0)).toBe(true);
    expect(front.some(one => one.scores.disruption === 0)).toBe(true);
    expect(front.some((a, i) => front.some((b, j) => i !== j && beats(a.scores, b.scores)))).toBe(false);
  });
});

test("the best compromise is chosen first, then the best in each, each with its reason", () => {
  const front = frontOf([scores(0, 10), scores(10, 0), scores(2, 2), scores(1, 7)]);
  const today = scores(20, 0, 0.1, 200);
  const chosen = choose(front, 4, today);
  expect(chosen.map(one => [one.assignment[0], one.reason.key])).toEqual([
    [2, "proposal.compromise"],
    [1, "proposal.disruption"],
    [0, "proposal.balance"],
    [3, "proposal.between"],
  ]);
  expect(choose(front, 1, today).length).toBe(1);
  // Where tolerances are broken the most even comes first.
  expect(choose(front, 1, today, false).map(one => one.reason.key)).toEqual(["proposal.balance"]);
});

test("today's plan stands where as many are better as are", () => {
  const passed = [scores(1, 1), scores(2, 1), scores(3, 1), scores(4, 1)];
  expect(standing(scores(3, 0, 0.05, 100), passed)).toEqual({
    balance: 0.5,
    disruption: 0,
    compactness: 0,
    travel: 0,
  });
  expect(standing(scores(3, 0), [])).toBeNull();
});
