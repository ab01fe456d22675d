import { describe, expect, test } from "vitest";
import { f64, i32, u8 } from "../../core/columns.ts";
import { runRecord, startBlock } from "../../sim/block.ts";
import { createKernel } from "../../sim/js/kernel.ts";
import { recordLength } from "../../sim/js/record.ts";
import { createState } from "../../sim/js/state.ts";
import { simulateRun } from "../../sim/run.ts";
import { drawOf } from "../../sim/spec/streams.ts";
import { METRICS, recordWidth } from "../../twin/metrics.ts";
import { livelyModel } from "./lively.ts";
import { amountOf, simulate, smallModel } from "./smallModel.ts";

const model = livelyModel();
const kernel = createKernel(model);

function alone(run: number, horizon: number, seed = 1): Float64Array {
  const values = new Float64Array(recordLength(kernel, horizon));
  simulateRun(kernel, createState(kernel), { seed, run, horizon }, values);
  return values;
}

describe("a run", () => {
  test("alone equals the same run inside a block, whatever ran before on the thread", () => {
    const state = createState(kernel);
    simulateRun(kernel, state, { seed: 8, run: 3, horizon: 52 }, new Float64Array(recordLength(kernel, 52)));
    const block = startBlock(kernel, state, { seed: 1, from: 16, to: 24, horizon: 30 }, () => 0);
    while (!block.finished) block.next();
    for (const run of [16, 19, 23]) expect(runRecord(block.result(), run - 16)).toEqual(alone(run, 30));
  });

  test("differs from other runs and seeds", () => {
    expect(alone(1, 10)).not.toEqual(alone(0, 10));
    expect(alone(0, 10, 2)).not.toEqual(alone(0, 10, 1));
  });

  test("of 10 periods is the beginning of one of 52", () => {
    const metrics = recordWidth(kernel.brands);
    const [short, long] = [alone(5, 10), alone(5, 52)];
    for (let u = 0; u < kernel.units; u++)
      expect(short.subarray(u * 10 * metrics, (u + 1) * 10 * metrics)).toEqual(
        long.subarray(u * 52 * metrics, (u * 52 + 10) * metrics),
      );
  });

  test("records whole numbers that add up: units to cells, brands to the market", () => {
    for (const run of simulate(model, 5)) {
      expect(run.values.every(v => Number.isInteger(v) && v >= 0)).toBe(true);
      const byBrand = [0, 1, 2, 3].map(b => run.sum(amountOf(b)));
      expect(run.ownAmount.reduce((a, b) => a + b, 0)).toBe(byBrand[0]);
      expect(run.marketAmount.reduce((a, b) => a + b, 0)).toBe(byBrand.reduce((a, b) => a + b, 0));
      expect(run.sum(METRICS.own_orders.place)).toBeLessThan(run.sum(METRICS.orders.place));
      expect(run.sum(METRICS.visits.place)).toBeGreaterThanOrEqual(52 * 6);
      // Each cell is a unit here.
      run.marketAmount.forEach((amount, cell) => {
        let inUnit = 0;
        for (let t = 0; t < 52; t++) for (let b = 0; b < 4; b++) inUnit += run.at(cell, t, amountOf(b));
        expect(inUnit).toBe(amount);
      });
    }
  });

  test("meets the same luck where a scenario changes something elsewhere", () => {
    const twoCells = (rateOfSecond: number) =>
      smallModel({
        cellSizes: [20, 20],
        amountShape: 2,
        imitation: 0,
        set: columns => f64(columns, "rate").fill(rateOfSecond, 20),
      });
    const [plain] = simulate(twoCells(1), 1);
    const [changed] = simulate(twoCells(3), 1);
    const half = plain!.values.length / 2;
    expect(changed!.values.subarray(0, half)).toEqual(plain!.values.subarray(0, half));
    expect(changed!.values.subarray(half)).not.toEqual(plain!.values.subarray(half));
  });

  test("more own appeal never loses own orders: one uniform an occasion, own brand first", () => {
    const withOffset = (offset: number) =>
      smallModel({ cellSizes: [50], set: columns => f64(columns, "ownOffset").fill(offset) });
    const [plain] = simulate(withOffset(0), 1);
    const [better] = simulate(withOffset(0.1), 1);
    expect(better!.series(METRICS.orders.place)).toEqual(plain!.series(METRICS.orders.place));
    plain!.series(METRICS.own_orders.place).forEach((own, t) => {
      expect(better!.series(METRICS.own_orders.place)[t]).toBeGreaterThanOrEqual(own);
    });
    expect(better!.sum(METRICS.own_orders.place)).toBeGreaterThan(plain!.sum(METRICS.own_orders.place));
  });
});

describe("draws", () => {
  test("are spread evenly over runs and depend on the seed", () => {
    const counts = new Float64Array(256);
    for (let run = 0; run < 25_600; run++) counts[drawOf(7, run, 256)]! += 1;
    const chi2 = counts.reduce((sum, c) => sum + (c - 100) ** 2 / 100, 0);
    expect(Math.abs(chi2 - 255)).toBeLessThan(4 * Math.sqrt(510));
    const first = [1, 2].map(seed => Array.from({ length: 20 }, (_, run) => drawOf(seed, run, 256)));
    expect(first[0]).not.toEqual(first[1]);
  });
});

describe("a model that does not fit its columns", () => {
  test("is refused by the column's name", () => {
    const broken = { ...model, scalars: { ...model.scalars, brands: 5 } };
    expect(() => createKernel(broken)).toThrow(/column preference has 300 values; expected 375/);
  });

  test("is refused where an index points outside", () => {
    const broken = smallModel({ cellSizes: [4], set: columns => i32(columns, "group").fill(1, 2, 3) });
    expect(() => createKernel(broken)).toThrow("column group has 1 at 2; expected 0 to 0");
  });

  test("segments, lifecycle and awareness of the example are as varied as the tests need", () => {
    expect(new Set(u8(model.columns, "lifecycle")).size).toBe(4);
    expect(new Set(u8(model.columns, "segment")).size).toBe(2);
  });
});
