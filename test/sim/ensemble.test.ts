import { describe, expect, test } from "vitest";
import { summarise } from "../../core/stats.ts";
import { runEnsemble, startEnsemble } from "../../sim/ensemble.ts";
import type { Grouping, Told } from "../../sim/record.ts";
import { createRunner } from "../../sim/runner.ts";
import { unitView } from "../../sim/spec/unitView.ts";
import { AMOUNT_PLACE, placesOf, SUMMED_NAMES } from "../../twin/metrics.ts";
import { livelyModel } from "./lively.ts";
import { mean, simulate, variance } from "./smallModel.ts";

const model = livelyModel(false);
const RUNS = 40;
const HORIZON = 12;
const own = AMOUNT_PLACE;

const whole = { name: "market", count: 1, unitGroup: new Int32Array(6), metrics: SUMMED_NAMES } as const;
const groupings: Grouping[] = [
  { ...whole, by: "period" },
  { ...whole, name: "horizon", by: "horizon" },
  {
    name: "half",
    count: 2,
    unitGroup: Int32Array.of(0, 0, 1, 1, 1, -1),
    metrics: ["own_amount", "visits", "amount:3"],
    by: "period",
  },
];
const runner = createRunner({ threads: 1 });
const course = { seed: 1, runs: RUNS, horizon: HORIZON, groupings };
const ensemble = await runEnsemble(model, runner, course);
const [market, horizon, half] = ["market", "horizon", "half"].map(name => ensemble.groups.get(name)!);
const alone = simulate(model, RUNS, HORIZON);

describe("an ensemble", () => {
  test("keeps each run's figures by group, period and metric", () => {
    const sum = (r: number, t: number, metric: (typeof SUMMED_NAMES)[number]) =>
      placesOf(metric, 4).reduce((all, place) => all + alone[r]!.series(place)[t]!, 0);
    for (const metric of SUMMED_NAMES)
      for (const r of [0, 21, 39])
        for (const t of [0, 7, 11]) expect(market!.period(0, t, metric)[r]).toBe(sum(r, t, metric));
  });

  test("adds flows up over the horizon and takes stocks at its end, kept by period or not", () => {
    for (const metric of SUMMED_NAMES) {
      const totals = market!.total(0, metric);
      expect(horizon!.total(0, metric)).toEqual(totals);
      const places = placesOf(metric, 4);
      alone.forEach((run, r) => {
        const series = places.map(place => run.series(place));
        const flow = series.flat().reduce((a, b) => a + b, 0);
        expect(totals[r]).toBe(metric === "aware_accounts" ? series[0]!.at(-1) : flow);
      });
    }
    expect(() => horizon!.period(0, 3, "visits")).toThrow("grouping horizon does not keep periods");
  });

  test("a share is that of the sums", () => {
    const share = market!.total(0, "own_share");
    expect(share[5]).toBe(market!.total(0, "own_amount")[5]! / market!.total(0, "market_amount")[5]!);
    expect(market!.period(0, 4, "own_share")[5]).toBeGreaterThan(0);
  });

  test("sums units into groups and leaves out those of none", () => {
    const inUnit = (r: number, unit: number, place: number) =>
      Array.from({ length: HORIZON }, (_, t) => alone[r]!.at(unit, t, place)).reduce((a, b) => a + b, 0);
    const both = [
      ["own_amount", own],
      ["amount:3", own + 3],
    ] as const satisfies readonly (readonly [Told, number])[];
    for (const [metric, place] of both)
      for (const r of [0, 17, 39]) {
        expect(half!.total(0, metric)[r]).toBe(inUnit(r, 0, place) + inUnit(r, 1, place));
        expect(half!.total(1, metric)[r]).toBe(
          inUnit(r, 2, place) + inUnit(r, 3, place) + inUnit(r, 4, place),
        );
      }
  });

  test("has the spread over runs that its runs have", () => {
    const totals = [...market!.total(0, "own_amount")];
    const summary = summarise(market!.total(0, "own_amount"));
    expect(summary.mean).toBeCloseTo(mean(totals), 6);
    expect(totals.filter(x => x <= summary.p50).length).toBe(RUNS / 2);
  });

  test("records the same market by other units, without a copy of the model", async () => {
    const unit = Int32Array.from({ length: model.scalars.accounts }, (_, i) => i % 3);
    const thirds = { name: "third", count: 3, unitGroup: Int32Array.of(0, 1, 2), metrics: SUMMED_NAMES };
    const viewed = await runEnsemble(model, runner, {
      ...course,
      view: unitView(unit, 3),
      groupings: [{ ...thirds, by: "horizon" }],
    });
    const parts = viewed.groups.get("third")!;
    for (const metric of SUMMED_NAMES)
      for (const r of [0, 33]) {
        const sum = [0, 1, 2].reduce((all, part) => all + parts.total(part, metric)[r]!, 0);
        expect(sum).toBe(market!.total(0, metric)[r]);
      }
    // The same account by account, although every unit holds other ones.
    expect(viewed.cells).toEqual(ensemble.cells);
    expect((await runEnsemble(model, runner, course)).resultHash).toBe(ensemble.resultHash);
  });

  test("refuses a view of other accounts and units beyond it", async () => {
    const { accounts } = model.scalars;
    const run = (view: ReturnType<typeof unitView>) => runEnsemble(model, runner, { ...course, view });
    await expect(run(unitView([0, 0], 1))).rejects.toThrow(`expected the model's ${accounts}`);
    const beyond = new Int32Array(accounts).fill(2);
    await expect(run(unitView(beyond, 2))).rejects.toThrow("unit 2 of account 0; expected 0 to 1");
  });

  test("that grows in steps and is cut back is the one that was asked for at once", async () => {
    const grown = startEnsemble(model, runner, course);
    await grown.grow(16, {});
    await grown.grow(RUNS, {});
    expect(grown.end().resultHash).toBe(ensemble.resultHash);
    grown.keep(32);
    const short = await runEnsemble(model, runner, { ...course, runs: 32 });
    expect(grown.end().resultHash).toBe(short.resultHash);
    expect(grown.groups.get("half")!.total(1, "visits")).toEqual(
      short.groups.get("half")!.total(1, "visits"),
    );
  });

  test("the high word of a seed counts", async () => {
    const of = (seed: number) =>
      runEnsemble(model, createRunner({ threads: 1 }), { seed, runs: 4, horizon: 4, groupings: [] });
    const hashes = await Promise.all([1, 1 + 2 ** 32, 1 + 2 ** 52].map(async s => (await of(s)).resultHash));
    expect(new Set(hashes).size).toBe(3);
  });

  test("has the hash that it always had: bits change with the engine alone", () => {
    expect(ensemble.resultHash).toBe("871c2f745fdd5b73a62dd9f6430eee8571f04f703b3bdae2603d40813cc2f6e0");
  });

  test("cell moments give mean and variance over runs", () => {
    const own2 = alone.map(r => r.ownAmount[2]!);
    expect(ensemble.cells.own[2]! / RUNS).toBeCloseTo(mean(own2), 6);
    const spread = (ensemble.cells.ownSquares[2]! - ensemble.cells.own[2]! ** 2 / RUNS) / (RUNS - 1);
    expect(spread / variance(own2)).toBeCloseTo(1, 9);
  });

  test("a metric that was not kept is refused by name", () => {
    expect(() => half!.total(0, "orders")).toThrow("grouping half does not keep metric orders");
  });
});
