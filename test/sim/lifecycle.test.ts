import { describe, expect, test } from "vitest";
import { f64, i32, u8 } from "../../core/columns.ts";
import { LIFECYCLE } from "../../twin/layout.ts";
import { METRICS } from "../../twin/metrics.ts";
import { type SmallModel, simulate, smallModel } from "./smallModel.ts";

/** An account that buys the own brand for certain in the periods with index 1 and never in those with 0. */
const buysIn = (index: readonly number[], lifecycle: number, options: SmallModel = {}) =>
  smallModel({
    ...options,
    periods: index.length,
    lapseAfter: 3,
    set: columns => {
      f64(columns, "rate").fill(200);
      f64(columns, "preference").set([1, 0]);
      f64(columns, "volumeIndex").set(index);
      u8(columns, "lifecycle").fill(lifecycle);
      options.set?.(columns);
    },
  });

const moves = (model: ReturnType<typeof buysIn>) => {
  const [run] = simulate(model, 1);
  const periods = (metric: number) => run!.series(metric).flatMap((n, t) => (n > 0 ? [t] : []));
  return {
    new: periods(METRICS.new_accounts.place),
    lapsed: periods(METRICS.lapsed_accounts.place),
    wonBack: periods(METRICS.won_back_accounts.place),
  };
};

describe("lifecycle", () => {
  test("the first own purchase makes a customer, once", () => {
    expect(moves(buysIn([0, 1, 1, 0, 1], LIFECYCLE.aware))).toEqual({ new: [1], lapsed: [], wonBack: [] });
  });

  test("a customer lapses in the third period of silence and is won back by a purchase", () => {
    expect(moves(buysIn([1, 0, 0, 0, 0, 1, 0, 0, 0, 1], LIFECYCLE.customer))).toEqual({
      new: [],
      lapsed: [3, 8],
      wonBack: [5, 9],
    });
  });

  test("silence before the start counts", () => {
    const set: SmallModel["set"] = columns => i32(columns, "silence").fill(2);
    expect(moves(buysIn([0, 0, 0], LIFECYCLE.customer, { set })).lapsed).toEqual([0]);
  });

  test("accounts that are no customers do not lapse", () => {
    expect(moves(buysIn([0, 0, 0, 0, 0], LIFECYCLE.aware)).lapsed).toEqual([]);
    expect(moves(buysIn([0, 0, 0, 0, 0], LIFECYCLE.lapsed)).lapsed).toEqual([]);
  });
});
