import { describe, expect, it } from "vitest";
import { fitTransitions } from "../../../models/segments/transitions.ts";
import { behaviourOf } from "../../../models/written/segmentBehaviour.ts";
import { stream } from "../sampling.ts";
import { segmentMarket } from "./plantedMarket.ts";

const TRUTH = [
  [0.9, 0.08, 0.02],
  [0.1, 0.7, 0.2],
  [0.01, 0.04, 0.95],
];
/** Purchases a week of an account in each planted segment. */
const RATE = [0.8, 0.4, 0.1];
const QUARTER = 13;
const QUARTERS = 8;

const plain = segmentMarket(1);

/** Accounts that walk between three segments by a known matrix, and buy by their segment, `carry` of the way. */
function walking(accounts: number, seed: number, carry: number) {
  const next = stream(seed);
  const dates = Int32Array.from({ length: QUARTERS + 1 }, (_, d) => 52 + QUARTER * d);
  const path = new Uint8Array(dates.length * accounts);
  const rows: { account: number; period: number }[] = [];
  for (let i = 0; i < accounts; i++) {
    const first = i % 3;
    let at = first;
    for (let d = 0; d < dates.length; d++) {
      path[d * accounts + i] = at;
      const rate = RATE[first] * (RATE[at] / RATE[first]) ** carry;
      for (let week = 0; week < QUARTER; week++)
        if (next() < rate) rows.push({ account: i, period: dates[d] + week });
      const u = next();
      at = u < TRUTH[at][0] ? 0 : u < TRUTH[at][0] + TRUTH[at][1] ? 1 : 2;
    }
  }
  const market = {
    ...plain,
    accounts: { ...plain.accounts, count: accounts, successor: new Int32Array(accounts).fill(-1) },
    sales: {
      count: rows.length,
      account: Int32Array.from(rows, r => r.account),
      period: Int32Array.from(rows, r => r.period),
      brand: new Uint8Array(rows.length),
      amount: new Float64Array(rows.length).fill(100),
    },
  };
  return fitTransitions(market, { dates, path, segments: 3, seed })!;
}

describe("moves between segments", () => {
  it("find the planted matrix, with 90% intervals that hold nine cells in ten", () => {
    let held = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const { probability, p05, p95 } = walking(150, seed, 1);
      TRUTH.flat().forEach((truth, at) => {
        if (truth >= p05[at] && truth <= p95[at]) held++;
        expect(p05[at]).toBeLessThanOrEqual(probability[at]);
        expect(p95[at]).toBeGreaterThanOrEqual(probability[at]);
      });
    }
    // 180 cells, not independent within a row.
    expect(held / 180).toBeGreaterThan(0.82);
    expect(held / 180).toBeLessThan(0.97);
  });

  it("are rows that add up to 1, of counts that add up to the moves", () => {
    const { probability, count, periods } = walking(90, 3, 1);
    for (let from = 0; from < 3; from++) {
      const row = probability.subarray(3 * from, 3 * from + 3);
      expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    }
    expect(count.reduce((a, b) => a + b, 0)).toBe(90 * QUARTERS);
    expect(periods).toBe(QUARTER);
  });

  it("carry the whole ratio of activities where accounts buy by their segment, and nothing where they do not", () => {
    const whole = walking(900, 5, 1);
    whole.activity.forEach((rate, s) => {
      expect(Math.abs(rate - RATE[s])).toBeLessThan(0.03);
    });
    expect(whole.carry).toBeGreaterThan(0.85);
    expect(walking(900, 6, 0).carry).toBeLessThan(0.15);
    const half = walking(900, 7, 0.5).carry;
    expect(half).toBeGreaterThan(0.3);
    expect(half).toBeLessThan(1);
  });

  it("give agents factors whose mean over the moves is 1, from every start and in every quarter", () => {
    const moves = walking(150, 2, 1);
    const { rate, quarters, segments, move } = behaviourOf(moves, 104);
    expect([quarters, segments]).toEqual([8, 3]);
    let chance = [1, 0, 0, 0, 1, 0, 0, 0, 1];
    for (let q = 0; q < quarters; q++) {
      for (let start = 0; start < 3; start++) {
        const mean = [0, 1, 2].reduce(
          (sum, now) => sum + chance[3 * start + now] * rate[(q * 3 + start) * 3 + now],
          0,
        );
        expect(mean).toBeCloseTo(1, 10);
      }
      chance = chance.map((_, at) =>
        [0, 1, 2].reduce(
          (sum, k) => sum + chance[3 * Math.floor(at / 3) + k] * moves.probability[3 * k + (at % 3)],
          0,
        ),
      );
    }
    for (let row = 0; row < 3; row++) expect(move[3 * row + 2]).toBe(1);
  });
});
