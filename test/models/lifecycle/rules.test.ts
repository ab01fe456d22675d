import { describe, expect, it } from "vitest";
import type { BuyingPeriods } from "../../../models/lifecycle/buyingPeriods.ts";
import { historyOf } from "../../../models/lifecycle/buyingPeriods.ts";
import { learnPool, type Rule } from "../../../models/lifecycle/pool.ts";
import { rhythmRule } from "../../../models/lifecycle/rhythm.ts";
import { seasonClock } from "../../../models/lifecycle/seasonClock.ts";
import { stream } from "../sampling.ts";

const YEAR = 52;

function periodsOf(lists: readonly (readonly number[])[]): BuyingPeriods {
  const start = new Int32Array(lists.length + 1);
  lists.forEach((list, i) => {
    start[i + 1] = start[i]! + list.length;
  });
  return { start, period: Int32Array.from(lists.flat()) };
}

const everyone = (lists: readonly unknown[]) => Int32Array.from(lists.keys());
const weeks = (buys: (t: number) => boolean, to = 156) =>
  Array.from({ length: to }, (_, t) => t).filter(buys);

describe("an account's history", () => {
  const bought = periodsOf([[3, 4, 20, 40, 60]]);

  it("counts stretches with purchases back from the end", () => {
    expect(historyOf(bought, 0, 43, 1)).toEqual({ repeats: 3, recency: 37, age: 39 });
    // Quarters that end at 43: [30, 43), [17, 30), [4, 17), and the one before, in which week 3 lies.
    expect(historyOf(bought, 0, 43, 13)).toEqual({ repeats: 3, recency: 3, age: 3 });
  });
});

describe("the rhythm rule", () => {
  const next = stream(2);
  // A hundred accounts order every fourth week, a hundred by luck once in four weeks; some of each have left long ago.
  const lists = Array.from({ length: 200 }, (_, i) => {
    const to = i % 10 === 0 ? 80 : 156;
    return i < 100 ? weeks(t => t % 4 === i % 4, to) : weeks(t => t === 0 || next() < 0.25, to);
  });
  const told = (silence: number) => {
    const cut = lists.map((list, i) => (i % 50 === 7 ? list.filter(t => t < 156 - silence) : list));
    return rhythmRule(periodsOf(cut), YEAR)(everyone(cut), 156);
  };

  it("after twelve weeks of silence who orders every fourth week has left, who orders by luck may not have", () => {
    const chance = told(12);
    expect(chance[7]).toBeLessThan(0.1);
    expect(chance[107]).toBeGreaterThan(chance[7]! + 0.2);
    expect(chance[57]).toBeCloseTo(chance[7]!, 1);
    expect(chance[12]).toBeGreaterThan(0.9);
    expect(chance[10]).toBeLessThan(0.02);
  });

  it("takes who ordered every week and has been silent for a thousand for gone", () => {
    const lists = Array.from({ length: 20 }, () => weeks(() => true, 52));
    const chances = rhythmRule(periodsOf(lists), YEAR)(everyone(lists), 1052);
    expect(chances.every(p => p >= 0 && p < 0.01)).toBe(true);
  });

  it("falls with silence", () => {
    const falling = [4, 8, 16, 32].map(silence => told(silence)[107]!);
    expect(falling).toEqual([...falling].sort((a, b) => b - a));
  });
});

describe("a season is no silence", () => {
  // At the end of winter: sites that buy in summer alone, sites that buy all year, and some of these that stopped in autumn.
  const summer = (t: number) => t % YEAR < 26;
  const next = stream(3);
  const lists = Array.from({ length: 300 }, (_, i) => {
    if (i < 100) return weeks(t => summer(t) && next() < 0.4);
    return weeks(() => next() < 0.2, i < 130 ? 130 : 156);
  });
  const bought = periodsOf(lists);

  it("own time stands still out of season, and a year has a year of it", () => {
    const clock = seasonClock(bought, everyone(lists), 156, YEAR);
    expect(clock(0, 155 - YEAR)).toBeCloseTo(YEAR, 10);
    expect(clock(0, 129)).toBeLessThan(5);
    expect(clock(200, 129)).toBeGreaterThan(18);
  });

  it("summer sites are told to buy again, sites that stopped in autumn are not", () => {
    const chance = rhythmRule(bought, YEAR)(everyone(lists), 156);
    const mean = (from: number, to: number) =>
      chance.slice(from, to).reduce((a, b) => a + b, 0) / (to - from);
    expect(mean(0, 100)).toBeGreaterThan(0.9);
    expect(mean(100, 130)).toBeLessThan(0.5);
    expect(mean(130, 300)).toBeGreaterThan(0.95);
  });
});

describe("the pool of rules", () => {
  const next = stream(5);
  const truth = Float64Array.from({ length: 2000 }, () => next());
  const right: Rule = accounts => Float64Array.from(accounts, i => truth[i]!);
  const timid: Rule = accounts => Float64Array.from(accounts, i => 0.25 + truth[i]! / 2);
  const luck = Float64Array.from(truth, () => next());
  const noise: Rule = accounts => Float64Array.from(accounts, i => luck[i]!);
  const accounts = everyone([...truth]);
  const panel = { accounts, origin: 0, bought: Uint8Array.from(truth, p => +(next() < p)) };
  const brier = (p: Float64Array) => p.reduce((sum, v, i) => sum + (v - truth[i]!) ** 2, 0) / p.length;

  it("gives the word to the rule that is right, and sharpens one that is timid", () => {
    expect(brier(learnPool([right, noise], [panel])(accounts, 1))).toBeLessThan(0.001);
    expect(brier(learnPool([timid, noise], [panel])(accounts, 1))).toBeLessThan(
      0.25 * brier(timid(accounts, 1)),
    );
  });

  it("is the mean of the log odds where no earlier origin tells", () => {
    const pooled = learnPool([right, noise], [])(accounts, 1);
    const logit = (p: number) => Math.log(p / (1 - p));
    expect(logit(pooled[9]!)).toBeCloseTo((logit(truth[9]!) + logit(luck[9]!)) / 2, 8);
  });
});
