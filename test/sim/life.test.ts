import { describe, expect, test } from "vitest";
import { f64, u8 } from "../../core/columns.ts";
import { createKernel } from "../../sim/js/kernel.ts";
import { beginLives, liveOn } from "../../sim/js/rules/life.ts";
import { createState, resetState } from "../../sim/js/state.ts";
import type { KernelModel } from "../../sim/spec/model.ts";
import { runKeys } from "../../sim/spec/streams.ts";
import { LIFECYCLE, NO_BRAND } from "../../twin/layout.ts";
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

interface Course {
  readonly alive: number;
  readonly dropout: number;
  readonly comeback: number;
}

const LEAVING: Course = { alive: 0.7, dropout: 0.02, comeback: 0.01 };

/** Accounts that all live the same course, with inertia, unequal preferences and utilities that change half-way. */
function living({ alive, dropout, comeback }: Course, options: SmallModel = {}): KernelModel {
  return smallModel({
    brands: 3,
    inertia: 0.8,
    withLife: true,
    cellSizes: [300],
    ...options,
    set: columns => {
      const accounts = f64(columns, "rate").length;
      const { brands = 3 } = options;
      f64(columns, "preference").set(
        Array.from({ length: accounts }, () => [3, 2, 1].slice(0, brands)).flat(),
      );
      f64(columns, "ownUtility").fill(0.7, 26);
      if (options.withLife !== false) {
        f64(columns, "aliveAtStart").fill(alive);
        f64(columns, "dropout").fill(dropout);
        f64(columns, "comeback").fill(comeback);
      }
      options.set?.(columns);
    },
  });
}

const STAYING: Course = { alive: 1, dropout: 0, comeback: 0 };

describe("accounts that leave the own brand and come back", () => {
  test("own and rivals' purchases are expected to be what they are where nobody leaves, at every time", () => {
    const runs = 60;
    const left = simulate(living(LEAVING), runs);
    const stayed = simulate(living(STAYING), runs, 52, 2);
    const windows = [
      [0, 4],
      [4, 26],
      [26, 44],
      [44, 52],
    ] as const;
    for (let brand = 0; brand < 3; brand++)
      for (const [from, to] of windows) {
        const sums = [left, stayed].map(each =>
          each.map(run =>
            run
              .series(amountOf(brand))
              .slice(from, to)
              .reduce((a, b) => a + b, 0),
          ),
        );
        const error = Math.sqrt(sums.reduce((sum, side) => sum + variance(side) / runs, 0));
        // Twelve windows: four standard errors.
        expect(Math.abs(mean(sums[0]!) - mean(sums[1]!))).toBeLessThan(4 * error);
        expect(error / mean(sums[1]!)).toBeLessThan(0.02);
      }
  });

  test("are buyers at each time with the probability of the two-state chain", () => {
    const accounts = 20_000;
    const { alive, dropout, comeback } = LEAVING;
    const kernel = createKernel(living(LEAVING, { cellSizes: [accounts] }));
    const state = createState(kernel);
    const keys = runKeys(1, 0);
    resetState(kernel, state, keys, 0);
    beginLives(kernel, state, keys.life);
    const settled = comeback / (dropout + comeback);
    for (let t = 0; t <= 104; t++) {
      liveOn(kernel, state, keys.life, t);
      if (t % 26 > 0) continue;
      const told = settled + (alive - settled) * Math.exp(-(dropout + comeback) * t);
      const came = state.alive.reduce((a, b) => a + b, 0) / accounts;
      expect(Math.abs(came - told)).toBeLessThan(4 * Math.sqrt((told * (1 - told)) / accounts));
      expect(state.survival[0]).toBeCloseTo(told, 10);
      expect(state.pace[0]).toBeCloseTo(state.alive[0] === 1 ? 1 / told : 1, 10);
    }
  });

  test("an account that is no buyer buys rivals alone; one that never was and never becomes one buys nothing of ours", () => {
    const [run] = simulate(living({ alive: 0, dropout: 0, comeback: 0 }), 1);
    expect(run!.sum(amountOf(0))).toBe(0);
    expect(run!.sum(amountOf(1))).toBeGreaterThan(0);
    const only = living(LEAVING, { brands: 1 });
    const sums = simulate(only, 40).map(each => each.sum(amountOf(0)) / 100 / 52 / 300);
    expect(Math.abs(mean(sums) - 1)).toBeLessThan(4 * Math.sqrt(variance(sums) / sums.length));
  });

  test("without leaving the columns change nothing, bit by bit", () => {
    const without = simulate(living(STAYING, { withLife: false }), 2);
    const staying = simulate(living(STAYING), 2);
    expect(staying.map(run => [...run.values])).toEqual(without.map(run => [...run.values]));
  });

  test("meet the same lives under levers: what a lever does not touch does not differ", () => {
    const half = (unit: number) => (run: ReturnType<typeof simulate>[number]) =>
      Array.from({ length: 52 }, (_, t) => run.at(unit, t, amountOf(0)));
    const model = living(LEAVING, { cellSizes: [40, 40] });
    const [base] = simulate(model, 1);
    const [lever] = simulate(
      model,
      1,
      52,
      1,
      leversOn(model, [effect("demand", 0.5)], i => i < 40),
    );
    expect(half(1)(lever!)).toEqual(half(1)(base!));
    const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
    expect(sum(half(0)(lever!))).toBeGreaterThan(sum(half(0)(base!)));
  });

  test("are refused where the columns hold no such numbers", () => {
    expect(() => createKernel(living({ ...LEAVING, alive: 1.5 }))).toThrow(/account 0 .* probability 1.5/);
  });
});

describe("accounts that open", () => {
  test("buy from a moment that is uniform over the periods, are then new customers, and are not there before", () => {
    const model = living(STAYING, {
      cellSizes: [4000],
      lapseAfter: 60,
      set: columns => {
        f64(columns, "rate").fill(30);
        f64(columns, "opensWithin").fill(104);
        u8(columns, "lastBrand").fill(NO_BRAND);
        u8(columns, "lifecycle").fill(LIFECYCLE.customer);
      },
    });
    const [run] = simulate(model, 1);
    const [opened, aware] = [METRICS.new_accounts.place, METRICS.aware_accounts.place];
    const total = (from: number, to: number) =>
      run!
        .series(opened)
        .slice(from, to)
        .reduce((a, b) => a + b, 0);
    expect(run!.series(aware)[0]).toBe(0);
    for (const from of [1, 14, 27, 39]) {
      const told = (4000 * 13) / 104;
      expect(Math.abs(total(from, from + 13) - told)).toBeLessThan(4 * Math.sqrt(told));
    }
    expect(run!.at(0, 51, aware)).toBe(total(0, 52));
  });

  test("hear of the own brand from then on where they do not know it", () => {
    const innovation = 0.05;
    const model = living(STAYING, {
      cellSizes: [4000, 4000],
      innovation,
      set: columns => {
        f64(columns, "opensWithin").fill(26);
        u8(columns, "aware").fill(0);
        u8(columns, "lastBrand").fill(NO_BRAND);
        u8(columns, "lifecycle").fill(LIFECYCLE.unaware);
      },
    });
    const [run] = simulate(model, 1);
    const aware = run!.series(METRICS.aware_accounts.place);
    for (const t of [5, 26, 51]) {
      // Those that opened in period j have heard for t − j + 1 periods.
      const opened = Array.from({ length: Math.min(t, 26) }, (_, j) => 1 - (1 - innovation) ** (t - j));
      const told = (8000 / 26) * opened.reduce((a, b) => a + b, 0);
      expect(Math.abs(aware[t]! - told)).toBeLessThan(4 * Math.sqrt(told));
    }
  });
});
