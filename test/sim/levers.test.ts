import { describe, expect, test } from "vitest";
import { f64 } from "../../core/columns.ts";
import { METRICS } from "../../twin/metrics.ts";
import { livelyModel } from "./lively.ts";
import { amountOf, effect, leversOn, mean, simulate, smallModel, variance } from "./smallModel.ts";

describe("levers that change nothing", () => {
  const model = livelyModel();
  const plain = simulate(model, 6);

  test("leave every figure of every run as it is, to the bit", () => {
    const kinds = [
      "demand",
      "utility",
      "ownAmount",
      "contacts",
      "capacity",
      "discovery",
      "seasonShift",
    ] as const;
    const zero = kinds.map((kind, stream) => effect(kind, 0, { stream }));
    const never = [
      effect("unavailable", 0, { from: 60, to: 61 }),
      effect("demand", 0.5, { from: 52, to: 53 }),
    ];
    for (const effects of [[], zero, never]) {
      const runs = simulate(
        model,
        6,
        52,
        1,
        leversOn(model, effects, i => i % 2 === 0),
      );
      runs.forEach((run, r) => {
        expect(run.values).toEqual(plain[r]!.values);
        expect(run.ownAmount).toEqual(plain[r]!.ownAmount);
      });
    }
  });

  test("and what they reach is all that can differ where there is no word of mouth", () => {
    const quiet = smallModel({
      cellSizes: [10, 10],
      amountShape: 2,
      goodwillEffect: 0.3,
      carryOver: 0.8,
      set: columns => f64(columns, "repCalls").fill(6.4),
    });
    const before = simulate(quiet, 3);
    const local = [
      effect("demand", 0.3),
      effect("utility", 0.5, { stream: 2 }),
      effect("ownAmount", -0.2, { stream: 3 }),
      effect("contacts", 0.4, { stream: 4 }),
      effect("contacts", -0.4, { stream: 5 }),
      effect("seasonShift", 1, { stream: 6 }),
    ];
    for (const one of local) {
      const after = simulate(
        quiet,
        3,
        52,
        1,
        leversOn(quiet, [one], i => i >= 10),
      );
      after.forEach((run, r) => {
        const half = run.values.length / 2;
        expect(run.values.subarray(0, half), one.kind).toEqual(before[r]!.values.subarray(0, half));
        // All indices are 1 here: a shifted season is the same one.
        const same = one.kind === "seasonShift";
        expect(run.values.subarray(half).every((v, n) => v === before[r]!.values[half + n])).toBe(same);
      });
    }
  });
});

describe("demand", () => {
  test("of −8% takes 8% of the occasions in expectation, in the periods of the lever", () => {
    const model = smallModel({ cellSizes: [100] });
    const runs = simulate(model, 40, 52, 1, leversOn(model, [effect("demand", -0.08, { from: 26 })]));
    const plain = simulate(model, 40);
    const orders = (of: typeof runs, from: number, to: number) =>
      mean(
        of.map(r =>
          r
            .series(METRICS.orders.place)
            .slice(from, to)
            .reduce((a, b) => a + b, 0),
        ),
      );
    runs.forEach((run, r) => {
      expect(run.series(METRICS.orders.place).slice(0, 26)).toEqual(
        plain[r]!.series(METRICS.orders.place).slice(0, 26),
      );
    });
    // Poisson of mean 0.92 · 100 · 26 a run.
    const expected = 0.92 * 2600;
    expect(Math.abs(orders(runs, 26, 52) - expected)).toBeLessThan(4 * Math.sqrt(expected / 40));
  });

  test("follows its profile and never falls below nothing", () => {
    const model = smallModel({ cellSizes: [50] });
    const profile = Float64Array.of(0, 1, 2);
    const [run] = simulate(model, 1, 4, 1, leversOn(model, [effect("demand", -1, { to: 3, profile })]));
    const [plain] = simulate(model, 1, 4);
    expect(run!.series(METRICS.orders.place)[0]).toBe(plain!.series(METRICS.orders.place)[0]);
    expect(run!.series(METRICS.orders.place).slice(1, 3)).toEqual([0, 0]);
    expect(run!.series(METRICS.orders.place)[3]).toBeGreaterThan(0);
  });
});

describe("season", () => {
  test("shifts the index path, whose ends hold", () => {
    const model = smallModel({
      cellSizes: [40],
      periods: 10,
      set: columns => f64(columns, "volumeIndex").set([1, 0, 0, 1, 1, 1, 1, 0, 1, 1]),
    });
    const sold = (shift: number) => {
      const levers = leversOn(model, [effect("seasonShift", shift)]);
      return simulate(model, 1, 10, 1, levers)[0]!
        .series(METRICS.orders.place)
        .map(orders => +(orders > 0));
    };
    expect(sold(0)).toEqual([1, 0, 0, 1, 1, 1, 1, 0, 1, 1]);
    expect(sold(2)).toEqual([1, 1, 1, 0, 0, 1, 1, 1, 1, 0]);
    expect(sold(-2)).toEqual([0, 1, 1, 1, 1, 0, 1, 1, 1, 1]);
  });

  test("shifts the brands' paths with it and leaves promotions on their dates", () => {
    const model = smallModel({
      cellSizes: [400],
      brands: 3,
      periods: 4,
      set: columns => {
        f64(columns, "ownUtility").set([-9, 9, 0, 0]);
        f64(columns, "rivalUtility").set([0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0]);
        f64(columns, "promotion").set([0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
      },
    });
    const [run] = simulate(model, 1, 4, 1, leversOn(model, [effect("seasonShift", 1)]));
    const [plain] = simulate(model, 1, 4);
    const largest = (r: typeof run, t: number) => {
      const amounts = [0, 1, 2].map(b => r!.series(amountOf(b))[t]!);
      return amounts.indexOf(Math.max(...amounts));
    };
    expect([0, 1, 2].map(t => largest(plain, t))).toEqual([2, 0, 1]);
    expect([0, 2, 3].map(t => largest(run, t))).toEqual([2, 0, 1]);
  });
});

describe("choice", () => {
  test("a rival's exit hands its share over in proportion to preference", () => {
    const preference = [0.2, 0.1, 0.4, 0.3];
    const model = smallModel({
      cellSizes: [50],
      brands: 4,
      set: columns =>
        f64(columns, "preference").set(Array.from({ length: 200 }, (_, j) => preference[j % 4]!)),
    });
    const gone = effect("unavailable", 0, { brand: 2, from: 10 });
    const runs = simulate(model, 30, 52, 1, leversOn(model, [gone]));
    const late = (metric: number) => runs.flatMap(r => r.series(metric).slice(10)).reduce((a, b) => a + b, 0);
    const orders = late(METRICS.orders.place);
    expect(late(amountOf(2))).toBe(0);
    for (const b of [0, 1, 3]) {
      const p = preference[b]! / 0.6;
      expect(Math.abs(late(amountOf(b)) / 100 - p * orders)).toBeLessThan(
        4 * Math.sqrt(orders * p * (1 - p)),
      );
    }
    const before = runs.flatMap(r => r.series(amountOf(2)).slice(0, 10)).reduce((a, b) => a + b, 0);
    expect(before).toBeGreaterThan(0);
    expect(runs.map(r => r.series(METRICS.orders.place))).toEqual(
      simulate(model, 30).map(r => r.series(METRICS.orders.place)),
    );
  });

  test("utility u on the own brand gives it e^u / (e^u + rivals)", () => {
    const model = smallModel({ cellSizes: [50], brands: 3 });
    for (const u of [-0.4, 0.7]) {
      const runs = simulate(model, 20, 52, 1, leversOn(model, [effect("utility", u)]));
      const orders = runs.reduce((sum, r) => sum + r.sum(METRICS.orders.place), 0);
      const own = runs.reduce((sum, r) => sum + r.sum(METRICS.own_orders.place), 0);
      const p = Math.exp(u) / (Math.exp(u) + 2);
      expect(Math.abs(own - p * orders)).toBeLessThan(4 * Math.sqrt(orders * p * (1 - p)));
    }
  });

  test("utilities of two levers add up, and none of them beats a brand that is gone", () => {
    const model = smallModel({ cellSizes: [30] });
    const half = effect("utility", 0.35);
    const twice = simulate(model, 2, 52, 1, leversOn(model, [half, { ...half, stream: 2 }]));
    const once = simulate(model, 2, 52, 1, leversOn(model, [effect("utility", 0.7)]));
    expect(twice.map(r => r.values)).toEqual(once.map(r => r.values));
    const gone = [effect("unavailable", 0), effect("utility", 5, { stream: 2 })];
    for (const effects of [gone, [...gone].reverse()])
      expect(simulate(model, 1, 52, 1, leversOn(model, effects))[0]!.sum(METRICS.own_orders.place)).toBe(0);
  });

  test("own amount +10% is 10% on each own occasion, in whole minor units, and on nothing else", () => {
    const exact = smallModel({ cellSizes: [20] });
    const [run] = simulate(exact, 1, 52, 1, leversOn(exact, [effect("ownAmount", 0.1)]));
    const [plain] = simulate(exact, 1);
    expect(run!.sum(amountOf(0))).toBe(110 * plain!.sum(METRICS.own_orders.place));
    expect(run!.sum(amountOf(1))).toBe(plain!.sum(amountOf(1)));
    const spread = smallModel({ cellSizes: [20], amountShape: 1.5 });
    const [raised] = simulate(spread, 1, 52, 1, leversOn(spread, [effect("ownAmount", 0.1)]));
    const [base] = simulate(spread, 1);
    const gap = raised!.sum(amountOf(0)) - 1.1 * base!.sum(amountOf(0));
    // Half a unit an occasion at most, half of 1.1 in the base.
    expect(Math.abs(gap)).toBeLessThan(1.05 * base!.sum(METRICS.own_orders.place));
    expect(Math.abs(gap)).toBeLessThan(
      4 * Math.sqrt((base!.sum(METRICS.own_orders.place) * (1 + 1.21)) / 12),
    );
  });
});

describe("values drawn run by run", () => {
  const model = smallModel({ cellSizes: [5], set: columns => f64(columns, "amountMean").fill(1e9) });
  /** The factor on own amounts of each run, read off amounts of 1e9. */
  const drawn = (effects: Parameters<typeof leversOn>[1], runs: number, seed = 1) =>
    simulate(model, runs, 10, seed, leversOn(model, effects)).map(
      r => r.sum(amountOf(0)) / 1e9 / r.sum(METRICS.own_orders.place) - 1,
    );

  test("fill a range and follow a normal", () => {
    const ranged = drawn([effect("ownAmount", 0, { value: { law: "range", low: 0.05, high: 0.1 } })], 2000);
    expect(Math.min(...ranged)).toBeGreaterThan(0.05 - 1e-8);
    expect(Math.max(...ranged)).toBeLessThan(0.1 + 1e-8);
    expect(Math.abs(mean(ranged) - 0.075)).toBeLessThan(4 * Math.sqrt(0.05 ** 2 / 12 / 2000));
    const normal = drawn([effect("ownAmount", 0, { value: { law: "normal", mean: 0.1, sd: 0.02 } })], 2000);
    expect(Math.abs(mean(normal) - 0.1)).toBeLessThan((4 * 0.02) / Math.sqrt(2000));
    expect(Math.abs(Math.sqrt(variance(normal)) / 0.02 - 1)).toBeLessThan(4 / Math.sqrt(4000));
  });

  test("are the same in every scenario that holds the lever, and others for another seed or stream", () => {
    const one = effect("ownAmount", 0, { value: { law: "range", low: 0, high: 1 }, stream: 7 });
    const alone = drawn([one], 5);
    expect(drawn([effect("demand", 0.5, { stream: 3 }), one], 5)).toEqual(
      alone.map(v => expect.closeTo(v, 8)),
    );
    expect(drawn([one], 5, 2)).not.toEqual(alone);
    expect(drawn([{ ...one, stream: 8 }], 5)).not.toEqual(alone);
  });
});

test("accounts of one cell and group are told apart by class", () => {
  const model = smallModel({ cellSizes: [40] });
  const own = (touched: (account: number) => boolean) =>
    simulate(model, 10, 52, 1, leversOn(model, [effect("unavailable", 0)], touched)).reduce(
      (sum, r) => sum + r.sum(METRICS.own_orders.place),
      0,
    );
  expect(own(() => true)).toBe(0);
  // Twenty accounts of forty still buy it: 20 · 520 occasions, half of them own.
  expect(Math.abs(own(i => i < 20) - 5200)).toBeLessThan(4 * Math.sqrt(5200));
  expect(Math.abs(own(() => false) - 10_400)).toBeLessThan(4 * Math.sqrt(10_400));
});
