import { describe, expect, test } from "vitest";
import { f64, u8 } from "../../core/columns.ts";
import { response } from "../../sim/js/rules/purchases.ts";
import { METRICS } from "../../twin/metrics.ts";
import { mean, simulate, smallModel } from "./smallModel.ts";

describe("contact windows", () => {
  test("waste 1 − acceptance of the contacts, by the channels that the rep takes", () => {
    const model = smallModel({
      cellSizes: [1, 1],
      channels: 3,
      set: columns => {
        f64(columns, "repCalls").fill(20);
        // One in four face to face, one in two by phone, one in four by mail.
        f64(columns, "channelMix").set([0.25, 0.75, 1]);
        f64(columns, "acceptance").set([0.9, 0.4, 0, 1, 1, 1]);
      },
    });
    const runs = simulate(model, 50);
    const total = (unit: number, metric: number) =>
      runs.reduce(
        (sum, r) => sum + Array.from({ length: 52 }, (_, t) => r.at(unit, t, metric)).reduce((a, b) => a + b),
        0,
      );
    const [made, wasted] = [total(0, METRICS.visits.place), total(0, METRICS.wasted_contacts.place)];
    const share = 0.25 * 0.1 + 0.5 * 0.6 + 0.25;
    expect(Math.abs(wasted - share * made)).toBeLessThan(4 * Math.sqrt(made * share * (1 - share)));
    expect(total(1, METRICS.wasted_contacts.place)).toBe(0);
    expect(made + total(1, METRICS.visits.place)).toBe(50 * 52 * 20);
  });

  test("a contact outside leaves its little goodwill and makes nobody aware", () => {
    const model = (acceptance: number) =>
      smallModel({
        channels: 1,
        goodwillEffect: 0.5,
        carryOver: 0.5,
        outsideEffect: 0.15,
        set: columns => {
          f64(columns, "repCalls").fill(2);
          f64(columns, "rate").fill(40);
          f64(columns, "acceptance").fill(acceptance);
        },
      });
    const share = (acceptance: number) => {
      const runs = simulate(model(acceptance), 20);
      const late = (metric: number) => mean(runs.flatMap(r => r.series(metric).slice(12)));
      return late(METRICS.own_orders.place) / late(METRICS.orders.place);
    };
    for (const [acceptance, goodwill] of [
      [0, 2 * 0.15 * 2],
      [1, 2 * 2],
    ] as const) {
      const p = 1 / (1 + Math.exp(-0.5 * goodwill));
      expect(Math.abs(share(acceptance) - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / (40 * 40 * 20)));
    }
    const unaware = smallModel({
      channels: 1,
      outsideEffect: 0.15,
      set: columns => {
        u8(columns, "aware").fill(0);
        f64(columns, "repCalls").fill(5);
        f64(columns, "acceptance").fill(0);
      },
    });
    expect(simulate(unaware, 3).every(r => r.at(0, 51, METRICS.aware_accounts.place) === 0)).toBe(true);
  });
});

describe("saturation", () => {
  test("own share under n steady visits follows β(1 − e^(−γg))/γ, g = n/(1 − carry-over)", () => {
    for (const [calls, saturation] of [
      [1, 0.4],
      [3, 0.4],
      [3, 1.5],
    ] as const) {
      const model = smallModel({
        goodwillEffect: 0.4,
        saturation,
        carryOver: 0.5,
        set: columns => {
          f64(columns, "repCalls").fill(calls);
          f64(columns, "rate").fill(40);
        },
      });
      const runs = simulate(model, 20);
      const late = (metric: number) => mean(runs.flatMap(r => r.series(metric).slice(12)));
      const utility = (0.4 * (1 - Math.exp(-saturation * calls * 2))) / saturation;
      const p = 1 / (1 + Math.exp(-utility));
      expect(Math.abs(late(METRICS.own_orders.place) / late(METRICS.orders.place) - p)).toBeLessThan(
        4 * Math.sqrt((p * (1 - p)) / (40 * 40 * 20)),
      );
    }
  });

  test("starts with slope β, ends at β/γ, and is linear without saturation", () => {
    expect(response(0.3, 2, 1e-6) / 1e-6).toBeCloseTo(0.3, 5);
    expect(response(0.3, 2, 100)).toBeCloseTo(0.15, 12);
    expect(response(0.3, 0, 7)).toBeCloseTo(2.1, 12);
    expect(response(0.3, 1e-7, 7)).toBeCloseTo(2.1, 5);
  });
});
