import { describe, expect, test } from "vitest";
import { f64, i32, u8 } from "../../core/columns.ts";
import { METRICS } from "../../twin/metrics.ts";
import { mean, simulate, smallModel } from "./smallModel.ts";

describe("contacts", () => {
  test("a rep makes its calls, picks by visit weight, and informs whom it visits", () => {
    const model = smallModel({
      cellSizes: [1, 1, 1],
      set: columns => {
        u8(columns, "aware").fill(0);
        f64(columns, "repCalls").fill(8);
        f64(columns, "repWeight").set([0.5, 0.5, 1]);
      },
    });
    const runs = simulate(model, 50);
    expect(runs.every(r => r.series(METRICS.visits.place).every(v => v === 8))).toBe(true);
    const visits = [0, 1, 2].map(u =>
      mean(runs.map(r => mean(Array.from({ length: 52 }, (_, t) => r.at(u, t, 0))))),
    );
    // Binomial(8, ½) a week, over 2,600 weeks.
    expect(Math.abs(visits[0]! - 4)).toBeLessThan(4 * Math.sqrt(2 / 2600));
    expect(visits[1]).toBe(0);
    expect(runs.every(r => r.at(1, 51, METRICS.aware_accounts.place) === 0)).toBe(true);
    expect(mean(runs.map(r => r.at(0, 0, METRICS.aware_accounts.place)))).toBeGreaterThan(0.9);
  });

  test("a mean number of calls is rounded so that its expectation holds", () => {
    const model = smallModel({ set: columns => f64(columns, "repCalls").fill(2.3) });
    const visits = simulate(model, 100).flatMap(r => r.series(METRICS.visits.place));
    expect(new Set(visits)).toEqual(new Set([2, 3]));
    expect(Math.abs(mean(visits) - 2.3)).toBeLessThan(4 * Math.sqrt((0.3 * 0.7) / visits.length));
  });

  test("no calls, and a rep without accounts, make no visits", () => {
    const none = smallModel({ cellSizes: [3] });
    const empty = smallModel({
      cellSizes: [3],
      set: columns => {
        f64(columns, "repCalls").fill(5);
        i32(columns, "repStart").fill(0);
      },
    });
    for (const model of [none, empty])
      expect(simulate(model, 2).map(r => r.sum(METRICS.visits.place))).toEqual([0, 0]);
  });

  test("goodwill carries over: the own share after one visit a week goes to e^(β/(1−c))", () => {
    const model = smallModel({
      goodwillEffect: 0.3,
      carryOver: 0.5,
      set: columns => {
        f64(columns, "repCalls").fill(1);
        f64(columns, "rate").fill(40);
      },
    });
    const runs = simulate(model, 20);
    const late = Array.from({ length: 40 }, (_, k) => k + 12);
    const orders = late.map(t => mean(runs.map(r => r.at(0, t, METRICS.orders.place))));
    const own = late.map(t => mean(runs.map(r => r.at(0, t, METRICS.own_orders.place))));
    const p = 1 / (1 + Math.exp(-0.3 / (1 - 0.5)));
    expect(Math.abs(mean(own) / mean(orders) - p)).toBeLessThan(
      4 * Math.sqrt((p * (1 - p)) / (40 * 40 * 20)),
    );
  });
});
