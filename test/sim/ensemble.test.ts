import { describe, expect, test } from "vitest";
import { runEnsemble } from "../../sim/ensemble.ts";
import { METRIC, metricNames } from "../../sim/js/record.ts";
import { createRunner } from "../../sim/runner.ts";
import { livelyModel } from "./lively.ts";
import { mean, simulate, variance } from "./smallModel.ts";

const model = livelyModel();
const RUNS = 40;
const own = METRIC.amount;

const ensemble = await runEnsemble(model, createRunner({ threads: 1 }), {
  seed: 1,
  runs: RUNS,
  horizon: 12,
  groupings: [
    { name: "market", count: 1, unitGroup: new Int32Array(6) },
    { name: "half", count: 2, unitGroup: Int32Array.of(0, 0, 1, 1, 1, -1), metrics: [own, METRIC.visits] },
  ],
});
const market = ensemble.groups.get("market")!;
const half = ensemble.groups.get("half")!;
const alone = simulate(model, RUNS, 12);

describe("an ensemble", () => {
  test("keeps each run's figures by group, period and metric", () => {
    const totals = market.totals(0, own);
    alone.forEach((run, r) => {
      expect(totals[r]).toBe(run.sum(own));
      for (const t of [0, 7, 11]) {
        const at = (t * metricNames(4).length + METRIC.orders) * RUNS + r;
        expect(market.samples[at]).toBe(run.series(METRIC.orders)[t]);
      }
    });
  });

  test("sums units into groups and leaves out those of none", () => {
    const inUnit = (r: number, unit: number) =>
      Array.from({ length: 12 }, (_, t) => alone[r]!.at(unit, t, own)).reduce((a, b) => a + b, 0);
    for (const r of [0, 17, 39]) {
      expect(half.totals(0, own)[r]).toBe(inUnit(r, 0) + inUnit(r, 1));
      expect(half.totals(1, own)[r]).toBe(inUnit(r, 2) + inUnit(r, 3) + inUnit(r, 4));
    }
  });

  test("summarises over runs, totals from joint runs", () => {
    const totals = [...market.totals(0, own)];
    const summary = market.total(0, own);
    expect(summary.mean).toBeCloseTo(mean(totals), 6);
    expect(totals.filter(x => x <= summary.p50).length).toBe(RUNS / 2);
    const week = market.period(0, 3, own);
    expect(week.mean).toBeCloseTo(mean(alone.map(r => r.series(own)[3]!)), 6);
    expect(week.p05).toBeLessThan(week.p95);
  });

  test("the high word of a seed counts", async () => {
    const of = (seed: number) =>
      runEnsemble(model, createRunner({ threads: 1 }), { seed, runs: 4, horizon: 4, groupings: [] });
    const hashes = await Promise.all([1, 1 + 2 ** 32, 1 + 2 ** 52].map(async s => (await of(s)).resultHash));
    expect(new Set(hashes).size).toBe(3);
  });

  test("cell moments give mean and variance over runs", () => {
    const own2 = alone.map(r => r.ownAmount[2]!);
    expect(ensemble.cells.own[2]! / RUNS).toBeCloseTo(mean(own2), 6);
    const spread = (ensemble.cells.ownSquares[2]! - ensemble.cells.own[2]! ** 2 / RUNS) / (RUNS - 1);
    expect(spread / variance(own2)).toBeCloseTo(1, 9);
  });

  test("a metric that was not kept is refused by name", () => {
    expect(() => half.total(0, METRIC.orders)).toThrow(`grouping half does not keep metric ${METRIC.orders}`);
  });
});
