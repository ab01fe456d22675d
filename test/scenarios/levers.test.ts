import { describe, expect, test } from "vitest";
import { f64, u8 } from "../../core/columns.ts";
import type { LeverEffect, Levers } from "../../sim/spec/levers.ts";
import { kernelModel } from "../../sim/twinModel.ts";
import { AMOUNT_PLACE, METRICS } from "../../twin/metrics.ts";
import { mean, type SmallRun, simulate, variance } from "../sim/smallModel.ts";
import { compiled, said, type Tiny, tiny } from "./tinyTwin.ts";

const RUNS = 200;

function fill(column: Float64Array, value: (at: number) => number): void {
  column.set(column.map((_, at) => value(at)));
}

/** Runs of today's course and of levers, with the same luck. */
async function courses(
  small: Tiny,
  levers: string,
  horizon = 10,
): Promise<{ before: SmallRun[]; after: SmallRun[] }> {
  const scenario = await compiled(small, levers, horizon);
  const model = kernelModel(small.twin);
  return {
    before: simulate(model, RUNS, horizon),
    after: simulate(model, RUNS, horizon, 1, scenario.levers),
  };
}

/** Checks that a mean over runs is as expected within four standard errors. */
function expectMean(values: readonly number[], expected: number): void {
  const se = Math.sqrt(variance(values) / values.length);
  expect(
    Math.abs(mean(values) - expected),
    `mean ${mean(values)}, expected ${expected} ± ${se}`,
  ).toBeLessThan(4 * se);
}

const sums = (runs: readonly SmallRun[], metric: number) => runs.map(run => run.sum(metric));
const unit = (runs: readonly SmallRun[], u: number, metric: number) =>
  runs.map(run => Array.from({ length: 10 }, (_, t) => run.at(u, t, metric)).reduce((a, b) => a + b, 0));

describe("a lever's known answer", () => {
  const effectOf = (levers: Levers | null, kind: LeverEffect["kind"]) =>
    levers!.effects.filter(e => e.kind === kind);

  test("no levers are today's course, and levers that touch nothing are none", async () => {
    expect((await compiled(tiny(), "[]")).levers).toBeNull();
  });

  test("demand −8% takes 8% of occasions in expectation", async () => {
    const { after } = await courses(tiny(), "[{lever: demand, change: -8%}]");
    expectMean(sums(after, METRICS.orders.place), 0.92 * 40 * 10);
  });

  test("a demand of 4% to 12% less is drawn evenly run by run", async () => {
    const { before, after } = await courses(
      tiny({ sizes: [400, 400] }),
      "[{lever: demand, change: -12%..-4%}]",
    );
    expectMean(sums(after, METRICS.orders.place), 0.92 * 800 * 10);
    const ratio = after.map((run, r) => run.sum(METRICS.orders.place) / before[r]!.sum(METRICS.orders.place));
    // Uniform over a width of 8%: standard deviation 0.08/√12 = 0.023; thinning adds 0.003.
    expect(Math.sqrt(variance(ratio))).toBeGreaterThan(0.02);
    expect(Math.sqrt(variance(ratio))).toBeLessThan(0.027);
  });

  test("price −10% at elasticity −2.62 moves own orders to 0.9^−2.62 of what they were, each of them 10% cheaper", async () => {
    const { before, after } = await courses(tiny(), "[{lever: price, change: -10%}]");
    const share = 1 / 3;
    const factor = 0.9 ** -2.62;
    expectMean(sums(before, METRICS.own_orders.place), share * 400);
    expectMean(sums(after, METRICS.own_orders.place), share * factor * 400);
    for (const run of after) expect(run.sum(AMOUNT_PLACE)).toBe(90 * run.sum(METRICS.own_orders.place));
    for (const [r, run] of after.entries())
      expect(run.sum(METRICS.orders.place)).toBe(before[r]!.sum(METRICS.orders.place));
  });

  test("the utility of a price is the logit's own answer, and to first order η·log(1 + c)/(1 − s)", async () => {
    for (const [share, change] of [
      [1 / 3, -0.1],
      [1 / 3, 0.2],
      [0.5, -0.01],
      [0.1, 0.01],
    ] as const) {
      const odds = (2 * share) / (1 - share);
      const small = tiny({
        set: columns => fill(f64(columns, "preference"), j => (j % 3 === 0 ? odds : 1)),
      });
      const { levers } = await compiled(small, `[{lever: price, change: ${change}}]`);
      const [effect] = effectOf(levers, "utility");
      const utility = effect!.curve!.values[0]!;
      const after = (share * Math.exp(utility)) / (1 - share + share * Math.exp(utility));
      expect(after).toBeCloseTo(share * (1 + change) ** -2.62, 9);
      const firstOrder = (-2.62 * Math.log(1 + change)) / (1 - share);
      if (Math.abs(change) < 0.05) expect(utility / firstOrder).toBeCloseTo(1, 1);
    }
  });

  test("under inertia the price moves the long run's orders by its elasticity", async () => {
    const small = tiny({ sizes: [300, 300], scalars: { inertia: 0.8 } });
    const { after } = await courses(small, "[{lever: price, change: +10%}]", 52);
    // The first weeks start without a last brand; by week 20 it has been forgotten.
    const late = after.map(run =>
      run
        .series(METRICS.own_orders.place)
        .slice(20)
        .reduce((a, b) => a + b, 0),
    );
    expectMean(late, 600 * 32 * (1 / 3) * 1.1 ** -2.62);
  });

  test("a price of 5% to 10% less is one draw for the amount and for the orders", async () => {
    const { levers } = await compiled(tiny(), "[{lever: price, change: -10%..-5%}]");
    const [amount] = effectOf(levers, "ownAmount");
    const [utility] = effectOf(levers, "utility");
    expect(utility!.stream).toBe(amount!.stream);
    expect(utility!.curve!.values).toHaveLength(17);
    expect(utility!.curve!.from).toBe(-0.1);
    expect(utility!.curve!.from + 16 * utility!.curve!.step).toBeCloseTo(-0.05, 12);
  });

  test("without rivals in the data a price changes how often is bought", async () => {
    const { after } = await courses(tiny({ brands: ["Kervan"] }), "[{lever: price, change: -10%}]");
    expectMean(sums(after, METRICS.orders.place), 400 * 0.9 ** -2.62);
  });

  test("a rival's exit hands its share over in proportion to preference", async () => {
    const preference = [1, 2, 3];
    const small = tiny({
      set: columns => fill(f64(columns, "preference"), j => preference[j % 3]!),
    });
    const { before, after } = await courses(small, "[{lever: rival_exit, brand: Bozkır}]");
    expectMean(sums(before, METRICS.own_orders.place), 400 / 6);
    expectMean(sums(after, METRICS.own_orders.place), 400 / 4);
    expect(Math.max(...sums(after, AMOUNT_PLACE + 1))).toBe(0);
  });

  test("a rival that leaves after five weeks is there until then", async () => {
    const { before, after } = await courses(tiny(), "[{lever: rival_exit, brand: Bozkır, from: 5w}]");
    for (const [r, run] of after.entries()) {
      expect(run.series(AMOUNT_PLACE + 1).slice(0, 5)).toEqual(
        before[r]!.series(AMOUNT_PLACE + 1).slice(0, 5),
      );
      expect(run.series(AMOUNT_PLACE + 1).slice(5)).toEqual([0, 0, 0, 0, 0]);
    }
  });

  const visited = () => tiny({ set: columns => f64(columns, "repCalls").set([8, 6]) });

  test("capacity +100% doubles the visits and nothing else", async () => {
    const { before, after } = await courses(visited(), "[{lever: capacity, change: +100%}]");
    for (const [r, run] of after.entries()) {
      expect(run.sum(METRICS.visits.place)).toBe(2 * before[r]!.sum(METRICS.visits.place));
      expect(run.sum(METRICS.visits.place)).toBe(2 * 14 * 10);
      expect(run.sum(METRICS.orders.place)).toBe(before[r]!.sum(METRICS.orders.place));
      expect(run.sum(AMOUNT_PLACE)).toBe(before[r]!.sum(AMOUNT_PLACE));
    }
  });

  test("a quarter more visits in one territory leaves the other as it is", async () => {
    const { before, after } = await courses(
      visited(),
      "[{lever: visits, change: +25%, where: {territories: Batı}}]",
    );
    // Eight calls a week and a quarter of them more are ten.
    expect(unit(after, 0, METRICS.visits.place)).toEqual(after.map(() => 100));
    for (const [r, run] of after.entries())
      for (let metric = 0; metric < AMOUNT_PLACE + 3; metric++)
        expect(run.at(1, 9, metric)).toBe(before[r]!.at(1, 9, metric));
  });

  test("discovery spends its share of the calls on nobody where nobody is dark, and says so", async () => {
    const small = visited();
    const scenario = await compiled(small, "[{lever: discovery, calls: 10%}]");
    expect(said(scenario.remarks)).toEqual([expect.stringContaining("does not hold dark accounts")]);
    const { after } = await courses(small, "[{lever: discovery, calls: 10%}]");
    expect(Math.max(...sums(after, METRICS.discovered_accounts.place))).toBe(0);
  });

  test("visits in a market without visits change nothing, and the answer says why", async () => {
    const small = tiny({ scalars: { reps: 0 } });
    const scenario = await compiled(small, "[{lever: visits, change: +25%}]");
    expect(said(scenario.remarks)).toEqual([
      expect.stringContaining("the lever visits changes nothing here"),
    ]);
  });

  test("a season that comes two weeks later brings week 0's volume in week 2", async () => {
    const small = tiny({
      sizes: [500, 500],
      set: columns => fill(f64(columns, "volumeIndex"), t => (t === 0 ? 3 : 1)),
    });
    const { after } = await courses(small, "[{lever: season, shift: 2w}]", 6);
    const orders = (week: number) => after.map(run => run.series(METRICS.orders.place)[week]!);
    expectMean(orders(2), 3000);
    expectMean(orders(3), 1000);
  });

  test("an unaware account does not buy for a lower price either", async () => {
    const small = tiny({ set: columns => u8(columns, "aware").fill(0) });
    const { after } = await courses(small, "[{lever: price, change: -10%}]");
    expect(Math.max(...sums(after, METRICS.own_orders.place))).toBe(0);
  });
});
