import { describe, expect, it } from "vitest";
import { fitTransitions } from "../../../models/segments/transitions.ts";
import { behaviourOf } from "../../../models/written/segmentBehaviour.ts";
import { NO_BEHAVIOUR } from "../../../twin/layout.ts";
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

/**
 * Accounts that walk between three segments by a known matrix, and buy by their segment, `carry` of the way; a part of them
 * never moves.
 */
function walking(accounts: number, seed: number, carry: number, stayers = 0) {
  const next = stream(seed);
  const dates = Int32Array.from({ length: QUARTERS + 1 }, (_, d) => 52 + QUARTER * d);
  const path = new Uint8Array(dates.length * accounts);
  const rows: { account: number; period: number }[] = [];
  for (let i = 0; i < accounts; i++) {
    const first = i % 3;
    const stays = stayers > 0 && next() < stayers;
    let at = first;
    for (let d = 0; d < dates.length; d++) {
      path[d * accounts + i] = at;
      const rate = RATE[first] * (RATE[at] / RATE[first]) ** carry;
      for (let week = 0; week < QUARTER; week++)
        if (next() < rate) rows.push({ account: i, period: dates[d] + week });
      const u = next();
      if (stays) continue;
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
  return fitTransitions(market, { dates, path, segments: 3, gone: 2, seed })!;
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

  it("of accounts of which half never move have intervals that hold nine cells in ten, wider than moves alone would say", () => {
    const truth = expectedMoves(0.5);
    let held = 0;
    let wider = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const { count, p05, p95 } = walking(150, seed, 1, 0.5);
      truth.forEach((p, at) => {
        if (p >= p05[at] && p <= p95[at]) held++;
        const row = 3 * Math.floor(at / 3);
        const n = count[row] + count[row + 1] + count[row + 2];
        if (at % 4 === 0) wider += (p95[at] - p05[at]) / (2 * 1.645 * Math.sqrt((p * (1 - p)) / n)) / 60;
      });
    }
    expect(held / 180).toBeGreaterThan(0.82);
    expect(held / 180).toBeLessThan(0.97);
    expect(wider).toBeGreaterThan(1.05);
  });

  it("take accounts that close on the way to where closed ones are, once", () => {
    const dates = Int32Array.of(52, 65, 78, 91);
    // One account that closes before the third date, one that stays.
    const path = Uint8Array.of(0, 1, 0, 1, 2, 1, NO_BEHAVIOUR, 1);
    const market = { ...plain, accounts: { ...plain.accounts, count: 2, successor: Int32Array.of(-1, -1) } };
    const { count, later } = fitTransitions(market, { dates, path, segments: 3, gone: 2, seed: 1 })!;
    expect([...count]).toEqual([1, 0, 1, 0, 3, 0, 0, 0, 0]);
    // Two quarters later: twice in 2, of the prior's two moves less than two elsewhere.
    expect(later[2]).toBeGreaterThan(0.5);
    expect(later.length).toBe(2 * 9);
  });

  it("give agents factors whose mean over the moves is 1, from every start and in every quarter", () => {
    for (const stayers of [0, 0.5]) {
      const { rate, quarters, segments, move } = behaviourOf(walking(150, 2, 1, stayers), 156);
      expect([quarters, segments]).toEqual([12, 3]);
      for (let start = 0; start < 3; start++) {
        chancesFrom(move, start, quarters).forEach((chance, q) => {
          const mean = chance.reduce((sum, p, now) => sum + p * rate[(q * 3 + start) * 3 + now], 0);
          expect(mean).toBeCloseTo(1, 12);
        });
      }
      for (let row = 0; row < move.length; row += 3) expect(move[row + 2]).toBe(1);
    }
  });

  it("bring agents where accounts were seen two, four and eight quarters later, which no power of a quarter's moves does", () => {
    const fit = walking(3000, 4, 1, 0.5);
    const { move, quarters } = behaviourOf(fit, 117);
    for (let start = 0; start < 3; start++) {
      const chances = chancesFrom(move, start, quarters);
      for (const q of [2, 4, 8]) {
        const seen = fit.later.subarray((q - 2) * 9 + 3 * start, (q - 2) * 9 + 3 * start + 3);
        seen.forEach((p, now) => {
          expect(Math.abs(chances[q][now] - p)).toBeLessThan(1e-6);
        });
      }
      // Moves of a quarter stay what they are on the whole.
      expect(Math.abs(chances[1][start] - fit.probability[4 * start])).toBeLessThan(1e-12);
    }
    const power = [1, 2, 3, 4].reduce(
      p => [0, 1, 2].map(to => p.reduce((sum, v, from) => sum + v * fit.probability[3 * from + to], 0)),
      [0, 1, 0],
    );
    expect(fit.later[2 * 9 + 4] - power[1]).toBeGreaterThan(0.06);
  });
});

/** [from × to] expected shares of the moves of `walking`. */
function expectedMoves(stayers: number): number[] {
  const count = new Array<number>(9).fill(0);
  let movers = [1, 1, 1];
  for (let d = 0; d < QUARTERS; d++) {
    for (let from = 0; from < 3; from++) {
      for (let to = 0; to < 3; to++)
        count[3 * from + to] += (1 - stayers) * movers[from] * TRUTH[from][to] + (from === to ? stayers : 0);
    }
    movers = [0, 1, 2].map(to => movers.reduce((sum, p, from) => sum + p * TRUTH[from][to], 0));
  }
  return count.map((n, at) => {
    const row = 3 * Math.floor(at / 3);
    return n / (count[row] + count[row + 1] + count[row + 2]);
  });
}

/** [quarter][segment] chances of an agent that starts in a segment. */
function chancesFrom(move: Float64Array, start: number, quarters: number): number[][] {
  const step = (q: number, from: number, to: number) => {
    const at = ((q * 3 + start) * 3 + from) * 3 + to;
    return move[at] - (to > 0 ? move[at - 1] : 0);
  };
  const chances: number[][] = [[0, 1, 2].map(s => (s === start ? 1 : 0))];
  for (let q = 1; q < quarters; q++)
    chances.push(
      [0, 1, 2].map(to => chances[q - 1].reduce((sum, p, from) => sum + p * step(q, from, to), 0)),
    );
  return chances;
}
