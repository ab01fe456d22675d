import { afterAll, describe, expect, test } from "vitest";
import { f64, i32, u8 } from "../../core/columns.ts";
import type { Transitions } from "../../models/segments/types.ts";
import { behaviourOf } from "../../models/written/segmentBehaviour.ts";
import { createKernel, type Kernel } from "../../sim/js/kernel.ts";
import { moveBehaviours } from "../../sim/js/rules/behaviour.ts";
import type { RunState } from "../../sim/js/state.ts";
import { createRunner } from "../../sim/runner.ts";
import type { KernelModel } from "../../sim/spec/model.ts";
import { createRunSpec } from "../../sim/spec/runSpec.ts";
import type { RunKeys } from "../../sim/spec/streams.ts";
import { NO_BEHAVIOUR } from "../../twin/layout.ts";
import { METRICS } from "../../twin/metrics.ts";
import { effect, leversOn, mean, simulate, smallModel, variance } from "./smallModel.ts";

const QUARTERS = 4;
const none = new Float64Array(0);

/** Two segments: the busy one buys nine times as often as the quiet one. */
const transitions: Transitions = {
  periods: 13,
  count: none,
  probability: Float64Array.of(0.8, 0.2, 0.1, 0.9),
  p05: none,
  p95: none,
  later: none,
  activity: Float64Array.of(9, 1),
  carry: 1,
};

/** Accounts that all start in `start`, or in turn in 0, 1 and none. */
function moving(accounts: number, start: number | "mixed", carry = 1): KernelModel {
  const { move, rate } = behaviourOf({ ...transitions, carry }, 52);
  return smallModel({
    cellSizes: [accounts],
    withBehaviour: { segments: 2, quarters: QUARTERS },
    set: columns => {
      const code = (i: number) => (start === "mixed" ? [0, 1, NO_BEHAVIOUR][i % 3]! : start);
      u8(columns, "behaviour").set(Array.from({ length: accounts }, (_, i) => code(i)));
      f64(columns, "behaviourMove").set(move);
      f64(columns, "behaviourRate").set(rate);
      i32(columns, "behaviourQuarter").set([13]);
    },
  });
}

describe("accounts that move between customer segments", () => {
  test.each([0, 1])("keep the volume expected of them, week by week, from segment %i", start => {
    const accounts = 400;
    const runs = simulate(moving(accounts, start), 60);
    for (let q = 0; q < QUARTERS; q++) {
      const orders = runs.map(run =>
        run
          .series(METRICS.orders.place)
          .slice(13 * q, 13 * (q + 1))
          .reduce((a, b) => a + b, 0),
      );
      const standardError = Math.sqrt(variance(orders) / orders.length);
      expect(Math.abs(mean(orders) - 13 * accounts)).toBeLessThan(4 * standardError);
    }
  });

  test("buy as the segments of the chain do: the spread between accounts is that of the factors", () => {
    // Chance 0.2 · 0.1 … of the two-state chain after three quarters, by hand: P³ of (0.8 0.2; 0.1 0.9) from segment 0.
    const stays = 1 / 3 + (2 / 3) * 0.7 ** 3;
    const expected = stays * 9 + (1 - stays);
    const perAccount = Array.from({ length: 600 }, (_, seed) => {
      const [run] = simulate(moving(1, 0), 1, 52, seed + 1);
      return run!
        .series(METRICS.orders.place)
        .slice(39)
        .reduce((a, b) => a + b, 0);
    });
    const busy = perAccount.filter(n => n > 13 * 0.6).length / perAccount.length;
    expect(Math.abs(busy - stays)).toBeLessThan(4 * Math.sqrt((stays * (1 - stays)) / 600));
    const quiet = perAccount.filter(n => n <= 13 * 0.6);
    expect(mean(quiet)).toBeGreaterThan((13 / expected) * 0.7);
    expect(mean(quiet)).toBeLessThan((13 / expected) * 1.3);
  });

  test("stand four quarters later where accounts were seen, though more move in a quarter than its moves would bring back", () => {
    // Three in four of segment 0 are there again after a year; a chain of the quarter's moves would have 0.49.
    const seen = [0.78, 0.22, 0.11, 0.89, 0.76, 0.24, 0.12, 0.88, 0.75, 0.25, 0.13, 0.87];
    const { move, rate } = behaviourOf({ ...transitions, later: Float64Array.from(seen) }, 65);
    const accounts = 20_000;
    const state = {
      behaviour: Uint8Array.from({ length: accounts }, (_, i) => i % 2),
      drawnRate: new Float64Array(accounts).fill(1),
      rate: new Float64Array(accounts).fill(1),
    };
    const behaviour = { segments: 2, start: state.behaviour.slice(), move, rate, quarter: 13, quarters: 5 };
    const keys = { behaviour: Int32Array.of(1, 2) };
    for (let t = 0; t <= 52; t++)
      moveBehaviours({ behaviour } as Kernel, state as unknown as RunState, keys as unknown as RunKeys, t);
    for (const start of [0, 1]) {
      const ends = state.behaviour.filter((_, i) => i % 2 === start);
      const stays = ends.filter(s => s === start).length / ends.length;
      expect(Math.abs(stays - seen[8 + 3 * start])).toBeLessThan(0.015);
      const rates = state.rate.filter((_, i) => i % 2 === start);
      expect(Math.abs(mean([...rates]) - 1)).toBeLessThan(0.03);
    }
  });

  test("stay as they are without a segment, in the first quarter, and where a move carries nothing", () => {
    const plain = simulate(smallModel({ cellSizes: [30] }), 2).map(run => [...run.values]);
    const unmoved = (model: KernelModel) => simulate(model, 2).map(run => [...run.values]);
    expect(unmoved(moving(30, NO_BEHAVIOUR))).toEqual(plain);
    expect(unmoved(moving(30, "mixed", 0))).toEqual(plain);
    const [moved] = simulate(moving(30, 0), 1, 13);
    const [still] = simulate(smallModel({ cellSizes: [30] }), 1, 13);
    expect(moved!.values).toEqual(still!.values);
    expect(unmoved(moving(30, 0))).not.toEqual(plain);
  });

  test("meet the same moves under levers: what a lever does not touch does not differ", () => {
    const model = moving(60, "mixed");
    const levers = leversOn(model, [effect("demand", 0.5)], i => i < 20);
    const [base] = simulate(model, 1);
    const [lever] = simulate(model, 1, 52, 1, levers);
    expect(simulate(model, 1, 52, 1, leversOn(model, [effect("demand", 0)]))[0]!.values).toEqual(
      base!.values,
    );
    expect(lever!.sum(METRICS.orders.place)).toBeGreaterThan(base!.sum(METRICS.orders.place));
  });

  const runners = [1, 2].map(threads => createRunner({ threads }));
  afterAll(() => Promise.all(runners.map(runner => runner.close())));

  test("give the same result on any number of threads", async () => {
    const model = moving(40, "mixed");
    const spec = createRunSpec(model, { seed: 3, runs: 40, horizon: 52 });
    const hashes = await Promise.all(
      runners.map(async runner => (await runner.run(model, spec, { onBlock: () => undefined })).resultHash),
    );
    expect(new Set(hashes).size).toBe(1);
  });

  test("are refused where the columns do not fit together", () => {
    const wrong = smallModel({
      cellSizes: [2],
      withBehaviour: { segments: 2, quarters: 1 },
      set: columns => {
        u8(columns, "behaviour").fill(7);
        i32(columns, "behaviourQuarter").fill(13);
      },
    });
    expect(() => createKernel(wrong)).toThrow(/behaviour has 7 at 0; expected 0 to 1 or 255/);
  });
});
