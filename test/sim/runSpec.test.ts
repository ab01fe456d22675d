import { describe, expect, test } from "vitest";
import { f64, i32 } from "../../core/columns.ts";
import { InputError } from "../../core/errors.ts";
import type { LeverEffect, Levers } from "../../sim/spec/levers.ts";
import { createRunSpec } from "../../sim/spec/runSpec.ts";
import { effect, leversOn, smallModel } from "./smallModel.ts";

/** Four cells of five accounts in a row; two reps with two cells each. */
const model = smallModel({
  cellSizes: [5, 5, 5, 5],
  reps: 2,
  set: columns => {
    i32(columns, "repStart").set([0, 10, 20]);
    f64(columns, "repWeight").set(Array.from({ length: 20 }, (_, i) => ((i % 10) + 1) / 10));
    f64(columns, "repCalls").set([5, 5]);
  },
});
const spec = (levers: Levers | null, of = model) =>
  createRunSpec(of, { seed: 1, runs: 16, horizon: 10, levers });

describe("the reach of a scenario", () => {
  const cells = (effects: LeverEffect[], touched: (i: number) => boolean) => {
    const { reach } = spec(leversOn(model, effects, touched));
    return reach === "everything" ? reach : [...reach.cells];
  };

  test("is nothing without levers, the accounts of the mask with them", () => {
    expect(spec(null).reach).toEqual({ cells: new Int32Array(0) });
    expect(cells([], () => true)).toEqual([]);
    expect(cells([effect("demand", 0.1)], i => i < 3 || i > 18)).toEqual([0, 3]);
    expect(cells([effect("contacts", 0.1)], i => i < 3)).toEqual([0]);
  });

  test("is every account of the reps concerned where calls move about", () => {
    expect(cells([effect("capacity", 0.1)], i => i < 3)).toEqual([0, 1]);
    expect(cells([effect("discovery", 0.1)], i => i === 12)).toEqual([2, 3]);
  });

  test("is what another visit plan changes", () => {
    const entries = Array.from({ length: 20 }, (_, i) => i);
    const visitPlan = {
      repStart: Int32Array.of(0, 10, 20),
      repAccount: Int32Array.from(entries),
      repWeight: Float64Array.from(entries, i => ((i % 10) + 1) / 10),
      repCalls: Float64Array.of(5, 6),
    };
    const { reach } = spec({ ...leversOn(model, []), visitPlan });
    expect(reach).toEqual({ cells: Int32Array.of(2, 3) });
    const same = { ...visitPlan, repCalls: Float64Array.of(5, 5) };
    expect(spec({ ...leversOn(model, []), visitPlan: same }).reach).toEqual({ cells: new Int32Array(0) });
  });

  test("is everything where neighbours talk", () => {
    const talking = smallModel({ cellSizes: [3, 3], imitation: 0.1 });
    expect(
      spec(
        leversOn(talking, [effect("demand", 0.1)], i => i < 1),
        talking,
      ).reach,
    ).toBe("everything");
    expect(spec(leversOn(talking, []), talking).reach).toEqual({ cells: new Int32Array(0) });
  });
});

describe("levers that do not fit the model are refused", () => {
  const refused = (change: Partial<LeverEffect>) => () =>
    spec(leversOn(model, [{ ...effect("demand", 0.1), ...change }]));

  test("by the effect and what is wrong with it", () => {
    expect(refused({})).not.toThrow();
    expect(refused({ kind: "weather" as "demand" })).toThrow(
      "effect 0 (weather): unknown kind; expected one of demand",
    );
    expect(refused({ mask: Uint8Array.of(1, 1) })).toThrow("0 for class 0");
    expect(refused({ mask: Uint8Array.of(0) })).toThrow("expected 2 numbers");
    expect(refused({ from: 4, to: 4 })).toThrow("periods 4 to 4");
    expect(refused({ brand: 2 })).toThrow("brand 2; expected 0 to 1");
    expect(refused({ value: { law: "range", low: 1, high: 0 } })).toThrow("expected low ≤ high");
    expect(refused({ value: { law: "normal", mean: 1, sd: -1 } })).toThrow(InputError);
    expect(refused({ profile: new Float64Array(3) })).toThrow("profile of 3 factors; expected 52");
    expect(refused({ stream: -1 })).toThrow("stream -1");
  });

  test("by account classes", () => {
    const levers = leversOn(model, [effect("demand", 0.1)]);
    expect(() => spec({ ...levers, accountClass: new Uint16Array(3) })).toThrow(
      "classes of 3 accounts; the model has 20",
    );
    expect(() => spec({ ...levers, classes: 1, effects: [] })).toThrow(
      "account 0 is in class 1; expected 0 to 0",
    );
  });

  test("by the visit plan", () => {
    const plan = {
      repStart: Int32Array.of(0, 2),
      repAccount: Int32Array.of(3, 4),
      repWeight: Float64Array.of(0.5, 1),
      repCalls: Float64Array.of(5),
    };
    const run = (change: Partial<typeof plan>) => () =>
      spec({ ...leversOn(model, []), visitPlan: { ...plan, ...change } });
    expect(run({})).not.toThrow();
    expect(run({ repStart: Int32Array.of(0, 1) })).toThrow("visit plan: repStart [0,1]");
    expect(run({ repAccount: Int32Array.of(3, 20) })).toThrow("account 20; expected 0 to 19");
    expect(run({ repWeight: Float64Array.of(0.5, 0.9) })).toThrow("weights of rep 0");
    expect(run({ repWeight: Float64Array.of(Number.NaN, 1) })).toThrow("weights of rep 0");
    expect(run({ repCalls: Float64Array.of(-1) })).toThrow("rep 0 makes -1 calls");
  });
});
