import { describe, expect, test } from "vitest";
import { f64, i32 } from "../../core/columns.ts";
import type { VisitPlan } from "../../sim/spec/levers.ts";
import type { KernelModel } from "../../sim/spec/model.ts";
import { AMOUNT_PLACE, METRICS } from "../../twin/metrics.ts";
import { effect, leversOn, mean, type SmallRun, simulate, smallModel } from "./smallModel.ts";

/** Two reps, one of the first two cells and one of the third; 6.4 and 5 calls a week. */
function twoReps(): KernelModel {
  return smallModel({
    cellSizes: [10, 10, 10],
    reps: 2,
    goodwillEffect: 0.3,
    carryOver: 0.8,
    set: columns => {
      i32(columns, "repStart").set([0, 20, 30]);
      const weight = Array.from({ length: 30 }, (_, i) => (i < 20 ? (i + 1) / 20 : (i - 19) / 10));
      f64(columns, "repWeight").set(weight);
      f64(columns, "repCalls").set([6.4, 5]);
    },
  });
}

const model = twoReps();
const plain = simulate(model, 60);
const unitVisits = (run: SmallRun, unit: number) =>
  Array.from({ length: 52 }, (_, t) => run.at(unit, t, METRICS.visits.place)).reduce((a, b) => a + b, 0);
const meanVisits = (runs: readonly SmallRun[], unit: number) => mean(runs.map(r => unitVisits(r, unit)));
/** Four standard errors of a mean of 60 runs of counts no more spread than Poisson. */
const fourErrors = (expected: number) => 4 * Math.sqrt(expected / 60);

describe("capacity", () => {
  test("doubled, and nothing else changed, doubles every week's visits exactly", () => {
    const runs = simulate(model, 60, 52, 1, leversOn(model, [effect("capacity", 1)]));
    runs.forEach((run, r) => {
      expect(run.series(METRICS.visits.place)).toEqual(
        plain[r]!.series(METRICS.visits.place).map(v => 2 * v),
      );
      expect(run.series(METRICS.orders.place)).toEqual(plain[r]!.series(METRICS.orders.place));
    });
    expect(mean(runs.map(r => r.sum(METRICS.own_orders.place)))).toBeGreaterThan(
      mean(plain.map(r => r.sum(METRICS.own_orders.place))),
    );
  });

  test("+50% of one rep leaves the others' visits as they are, and adds half in expectation", () => {
    const runs = simulate(
      model,
      60,
      52,
      1,
      leversOn(model, [effect("capacity", 0.5)], i => i < 20),
    );
    runs.forEach((run, r) => {
      expect(unitVisits(run, 2)).toBe(unitVisits(plain[r]!, 2));
      for (const unit of [0, 1])
        expect(unitVisits(run, unit)).toBeGreaterThanOrEqual(unitVisits(plain[r]!, unit));
    });
    const expected = 1.5 * 6.4 * 26;
    expect(Math.abs(meanVisits(runs, 0) - expected)).toBeLessThan(fourErrors(expected));
  });

  test("a rep gains in proportion to its visits with the accounts named, spread over all of them", () => {
    const runs = simulate(
      model,
      60,
      52,
      1,
      leversOn(model, [effect("capacity", 1)], i => i < 10),
    );
    const expected = 1.5 * 6.4 * 26;
    for (const unit of [0, 1])
      expect(Math.abs(meanVisits(runs, unit) - expected)).toBeLessThan(fourErrors(expected));
  });

  test("cut by half it leaves the first calls, cut by all none", () => {
    const half = simulate(model, 60, 52, 1, leversOn(model, [effect("capacity", -0.5)]));
    const expected = 0.5 * (6.4 + 5) * 52;
    expect(Math.abs(mean(half.map(r => r.sum(METRICS.visits.place))) - expected)).toBeLessThan(
      fourErrors(expected),
    );
    half.forEach((run, r) => {
      for (const unit of [0, 1, 2])
        expect(unitVisits(run, unit)).toBeLessThanOrEqual(unitVisits(plain[r]!, unit));
    });
    const none = simulate(model, 2, 52, 1, leversOn(model, [effect("capacity", -1)]));
    expect(none.map(r => r.sum(METRICS.visits.place))).toEqual([0, 0]);
  });
});

describe("contacts", () => {
  test("+25% with half of the accounts adds a quarter there and changes no other contact", () => {
    const runs = simulate(
      model,
      60,
      52,
      1,
      leversOn(model, [effect("contacts", 0.25)], i => i < 10),
    );
    runs.forEach((run, r) => {
      expect(unitVisits(run, 0)).toBeGreaterThan(unitVisits(plain[r]!, 0));
      for (const unit of [1, 2])
        for (let t = 0; t < 52; t++)
          for (let m = 0; m < AMOUNT_PLACE + 2; m++)
            expect(run.at(unit, t, m)).toBe(plain[r]!.at(unit, t, m));
    });
    const added = meanVisits(runs, 0) - meanVisits(plain, 0);
    // A quarter of the calls of the week times the half of them that go there, 3.2 · 52 a run.
    const expected = 0.25 * 3.2 * 52;
    expect(Math.abs(added - expected)).toBeLessThan(fourErrors(expected));
  });

  test("−40% drops two contacts in five, a larger cut drops these and more", () => {
    const cut = (by: number) =>
      simulate(
        model,
        60,
        52,
        1,
        leversOn(model, [effect("contacts", -by)], i => i >= 20),
      );
    const [some, more] = [cut(0.4), cut(0.7)];
    const expected = 0.6 * 5 * 52;
    expect(Math.abs(meanVisits(some, 2) - expected)).toBeLessThan(fourErrors(expected));
    some.forEach((run, r) => {
      for (let t = 0; t < 52; t++) {
        expect(run.at(2, t, METRICS.visits.place)).toBeGreaterThanOrEqual(
          more[r]!.at(2, t, METRICS.visits.place),
        );
        expect(run.at(0, t, METRICS.visits.place)).toBe(plain[r]!.at(0, t, METRICS.visits.place));
      }
    });
    expect(cut(1).every(r => unitVisits(r, 2) === 0)).toBe(true);
  });

  test("+100% over everybody is twice the contacts, and a larger addition holds the smaller one", () => {
    const add = (by: number) => simulate(model, 10, 52, 1, leversOn(model, [effect("contacts", by)]));
    add(1).forEach((run, r) => {
      expect(run.series(METRICS.visits.place)).toEqual(
        plain[r]!.series(METRICS.visits.place).map(v => 2 * v),
      );
    });
    const [small, large] = [add(0.5), add(2)];
    small.forEach((run, r) => {
      for (const unit of [0, 1, 2])
        expect(unitVisits(run, unit)).toBeLessThanOrEqual(unitVisits(large[r]!, unit));
    });
  });

  test("a cut also meets what another lever adds", () => {
    const levers = leversOn(model, [effect("contacts", 1), effect("contacts", -0.5, { stream: 2 })]);
    const runs = simulate(model, 60, 52, 1, levers);
    const expected = 0.5 * 2 * (6.4 + 5) * 52;
    expect(Math.abs(mean(runs.map(r => r.sum(METRICS.visits.place))) - expected)).toBeLessThan(
      fourErrors(expected),
    );
  });
});

describe("a visit plan", () => {
  const entries = Array.from({ length: 30 }, (_, i) => i);
  /** The second rep's cell goes to a third rep, who is new; the first one stays as it is. */
  const plan: VisitPlan = {
    repStart: Int32Array.of(0, 20, 20, 30),
    repAccount: Int32Array.from(entries),
    repWeight: Float64Array.from(entries, i => (i < 20 ? (i + 1) / 20 : (i - 19) / 10)),
    repCalls: Float64Array.of(6.4, 5, 8),
  };

  test("moves the calls; a rep whose list and calls stay meets the same luck", () => {
    const levers = { ...leversOn(model, []), visitPlan: plan };
    const runs = simulate(model, 5, 52, 1, levers);
    runs.forEach((run, r) => {
      for (const unit of [0, 1])
        for (let t = 0; t < 52; t++)
          for (const metric of [METRICS.visits.place, METRICS.own_orders.place, AMOUNT_PLACE])
            expect(run.at(unit, t, metric)).toBe(plain[r]!.at(unit, t, metric));
      expect(unitVisits(run, 2)).toBe(8 * 52);
    });
  });

  test("is what capacity and contacts levers then work on", () => {
    const levers = { ...leversOn(model, [effect("capacity", 1)], i => i >= 20), visitPlan: plan };
    for (const run of simulate(model, 3, 52, 1, levers)) expect(unitVisits(run, 2)).toBe(2 * 8 * 52);
  });

  test("a rep beyond the model's contacts in the channels of all reps together", () => {
    const channels = smallModel({
      cellSizes: [1],
      channels: 2,
      set: columns => {
        // The one rep phones; all together (the last row) visit.
        f64(columns, "channelMix").set([0, 1, 1, 1]);
        f64(columns, "acceptance").set([0, 1]);
      },
    });
    const of = (rep: number): VisitPlan => ({
      repStart: Int32Array.from({ length: rep + 2 }, (_, r) => (r > rep ? 1 : 0)),
      repAccount: Int32Array.of(0),
      repWeight: Float64Array.of(1),
      repCalls: new Float64Array(rep + 1).fill(3),
    });
    const wasted = (visitPlan: VisitPlan) =>
      simulate(channels, 1, 52, 1, { ...leversOn(channels, []), visitPlan })[0]!.sum(
        METRICS.wasted_contacts.place,
      );
    expect([wasted(of(0)), wasted(of(1)), wasted(of(4))]).toEqual([0, 3 * 52, 3 * 52]);
  });
});
