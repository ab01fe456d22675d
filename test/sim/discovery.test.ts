import { describe, expect, test } from "vitest";
import { f64, i32, u8 } from "../../core/columns.ts";
import { createKernel } from "../../sim/js/kernel.ts";
import { createState, PRESENCE, resetState } from "../../sim/js/state.ts";
import { drawOf, runKeys } from "../../sim/spec/streams.ts";
import { AVERAGE_INFLUENCE } from "../../twin/layout.ts";
import { METRICS } from "../../twin/metrics.ts";
import {
  amountOf,
  effect,
  leversOn,
  mean,
  type SmallModel,
  simulate,
  smallModel,
  variance,
} from "./smallModel.ts";

const KNOWN = 4;
const SLOTS = 6;

/**
 * Two cells of four known accounts and six dark slots each; draw 0 fills 5 and 2 of them, draw 1 none. The rep
 * makes four calls a week, all to known accounts. Dark accounts know no own brand and hear nothing of it.
 */
function darkModel(change: SmallModel = {}) {
  const size = KNOWN + SLOTS;
  return smallModel({
    cellSizes: [size, size],
    withDark: true,
    findChance: 0.1,
    ...change,
    set: columns => {
      const knownFirst = [0, 1, 2, 3, 10, 11, 12, 13];
      i32(columns, "repStart").set([0, 8]);
      i32(columns, "repAccount").set(knownFirst);
      f64(columns, "repWeight").set(knownFirst.map((_, n) => (n + 1) / 8));
      f64(columns, "repCalls").fill(4);
      for (let i = 0; i < 2 * size; i++) {
        const slot = (i % size) - KNOWN;
        if (slot < 0) continue;
        u8(columns, "dark")[i] = 1;
        i32(columns, "darkRank")[i] = slot;
        u8(columns, "aware")[i] = 0;
        u8(columns, "lifecycle")[i] = 0;
      }
      i32(columns, "darkSlots").set([5, 2]);
      change.set?.(columns);
    },
  });
}

const discover = (share: number) => effect("discovery", share);

describe("dark slots", () => {
  test("hold accounts in a draw as far as its number reaches; the others buy nothing and weigh nothing", () => {
    const model = darkModel({
      draws: 2,
      set: columns => i32(columns, "influence").fill(2 * AVERAGE_INFLUENCE, 0, 10),
    });
    const kernel = createKernel(model);
    const state = createState(kernel);
    for (const [draw, filled] of [
      [0, [5, 2]],
      [1, [0, 0]],
    ] as const) {
      resetState(kernel, state, runKeys(1, 0), draw);
      const present = [0, 10].map(first => state.presence.subarray(first, first + 10));
      expect(present.map(p => p.filter(v => v === PRESENCE.hidden).length)).toEqual(filled);
      expect(present.map(p => p.filter(v => v === PRESENCE.known).length)).toEqual([KNOWN, KNOWN]);
      // Each cell hears of both: influence 2 in the first one, 1 in the second.
      const weight = AVERAGE_INFLUENCE * (2 * (KNOWN + filled[0]) + KNOWN + filled[1]);
      expect([...state.perInfluence].map(v => 1 / v)).toEqual([
        expect.closeTo(weight),
        expect.closeTo(weight),
      ]);
    }
    const run = Array.from({ length: 40 }, (_, r) => r);
    const runs = simulate(model, 40, 10);
    const orders = (draw: number) =>
      run.filter(r => drawOf(1, r, 2) === draw).map(r => runs[r]!.sum(METRICS.orders.place));
    for (const [draw, accounts] of [
      [0, 15],
      [1, 8],
    ] as const) {
      const mine = orders(draw);
      expect(mine.length).toBeGreaterThan(10);
      expect(Math.abs(mean(mine) - 10 * accounts)).toBeLessThan(4 * Math.sqrt((10 * accounts) / mine.length));
    }
    expect(runs.map(r => r.series(METRICS.aware_accounts.place).at(-1))).toEqual(runs.map(() => 8));
  });

  test("are never visited before somebody finds them", () => {
    const [run] = simulate(darkModel({ units: 2 }), 1);
    expect(run!.series(METRICS.visits.place)).toEqual(Array(52).fill(4));
    expect(run!.sum(METRICS.discovered_accounts.place)).toBe(0);
  });

  test("are refused as a place to visit", () => {
    const visited = darkModel({ set: columns => i32(columns, "repAccount").fill(7, 0, 1) });
    expect(() => createKernel(visited)).toThrow("rep visits account 7, which is dark");
  });
});

describe("discovery", () => {
  test("finds accounts as fast as chance has it: the expected number of a pure death chain", () => {
    const model = darkModel();
    const runs = simulate(
      model,
      400,
      12,
      1,
      leversOn(model, [discover(1)], i => i < 10),
    );
    // Each of four calls a week is to the first cell with probability 1/2; with h hidden it finds one with
    // 1 − 0.9^h. Calls to the other cell stay visits.
    let chance = [0, 0, 0, 0, 0, 1];
    for (let call = 0; call < 4 * 12; call++)
      chance = chance.map((p, h) => {
        const find = (n: number) => 0.5 * (1 - 0.9 ** n);
        return p * (1 - find(h)) + (chance[h + 1] ?? 0) * find(h + 1);
      });
    const expected = 5 - chance.reduce((sum, p, h) => sum + p * h, 0);
    const found = runs.map(r => r.sum(METRICS.discovered_accounts.place));
    expect(Math.abs(mean(found) - expected)).toBeLessThan(4 * Math.sqrt(variance(found) / 400));
    for (const run of runs) {
      expect(run.series(METRICS.visits.place)).toEqual(Array(12).fill(4));
      expect(run.at(0, 11, METRICS.aware_accounts.place)).toBe(
        KNOWN + run.sum(METRICS.discovered_accounts.place),
      );
      expect(run.at(1, 11, METRICS.discovered_accounts.place)).toBe(0);
    }
  });

  test("takes its share of the calls, and what it finds is visited and buys the own brand", () => {
    const model = darkModel({
      findChance: 1,
      goodwillEffect: 0,
      units: 3,
      set: columns => {
        // Dark accounts are recorded apart, to see who is visited.
        for (let i = 0; i < 20; i++) i32(columns, "unit")[i] = i % 10 < KNOWN ? 0 : 1;
      },
    });
    const scenario = (from: number, to: number) =>
      simulate(model, 100, 52, 1, leversOn(model, [effect("discovery", 0.5, { from, to })]));
    const runs = scenario(0, 10);
    expect(mean(runs.map(r => r.sum(METRICS.discovered_accounts.place)))).toBeGreaterThan(6.9);
    // From week 10 on seven found accounts share the calls with eight listed ones.
    const all = runs.filter(r => r.sum(METRICS.discovered_accounts.place) === 7);
    const late = (unit: number, metric: number) =>
      all.reduce(
        (sum, r) =>
          sum + Array.from({ length: 42 }, (_, t) => r.at(unit, t + 10, metric)).reduce((a, b) => a + b),
        0,
      );
    const calls = all.length * 42 * 4;
    const p = 7 / 15;
    expect(Math.abs(late(1, METRICS.visits.place) - p * calls)).toBeLessThan(
      4 * Math.sqrt(calls * p * (1 - p)),
    );
    // Seven more accounts aware, each with one occasion a week, half of them own.
    const own = late(1, amountOf(0)) / 100;
    const expected = all.length * 42 * 7 * 0.5;
    expect(Math.abs(own - expected)).toBeLessThan(4 * Math.sqrt(expected));
  });

  test("changes nothing in a model without dark accounts but the visits it costs", () => {
    const model = smallModel({ cellSizes: [5], goodwillEffect: 0.4, set: c => f64(c, "repCalls").fill(10) });
    const [run] = simulate(model, 1, 52, 1, leversOn(model, [discover(0.3)]));
    const [plain] = simulate(model, 1);
    expect(run!.series(METRICS.visits.place)).toEqual(plain!.series(METRICS.visits.place));
    expect(run!.sum(METRICS.own_orders.place)).toBeLessThan(plain!.sum(METRICS.own_orders.place));
    expect(run!.sum(METRICS.orders.place)).toBe(plain!.sum(METRICS.orders.place));
  });
});
