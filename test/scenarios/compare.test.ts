import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { f64 } from "../../core/columns.ts";
import type { Economics } from "../../data/market/market.ts";
import { writtenNote } from "../../models/written/notes.ts";
import {
  type CompareOptions,
  describePair,
  type PairedRun,
  playPair,
} from "../../scenarios/compare/compare.ts";
import { recordedBy } from "../../scenarios/compile/recorded.ts";
import { type Ensemble, runEnsemble } from "../../sim/ensemble.ts";
import type { Grouping } from "../../sim/record.ts";
import { createRunner } from "../../sim/runner.ts";
import { kernelModel, marketGrouping, territoryGrouping } from "../../sim/twinModel.ts";
import { today } from "../../territory/plan/plan.ts";
import { saveProposal } from "../../territory/saved/save.ts";
import { SUMMED_NAMES } from "../../twin/metrics.ts";
import { compiled, said, type Tiny, type TinyOptions, tiny, writeMarketYaml } from "./tinyTwin.ts";

/** A market with all that can differ: choice with inertia, amounts by chance, visits that work, word of mouth. */
const lively = (options: TinyOptions = {}) =>
  tiny({
    sizes: [60, 40],
    scalars: {
      draws: 256,
      inertia: 0.5,
      amountShape: 2,
      goodwillEffect: 0.3,
      carryOver: 0.8,
      innovation: 0.01,
      imitation: 0.1,
    },
    set: columns => f64(columns, "repCalls").set([12.5, 8]),
    ...options,
  });

async function compare(
  small: Tiny,
  a: string,
  b: string,
  options: Partial<CompareOptions> & { readonly threads?: number; readonly dir?: string } = {},
): Promise<PairedRun> {
  const { threads = 1, dir, ...rest } = options;
  const runner = createRunner({ threads });
  try {
    const scenarios = [await compiled(small, a, 10, dir), await compiled(small, b, 10, dir)] as const;
    return await playPair(small.market, small.twin, scenarios, runner, {
      runs: 32,
      seed: 3,
      ...rest,
    }).then(describePair);
  } finally {
    await runner.close();
  }
}

describe("a paired run", () => {
  test("of no levers with today's course is exactly zero: every run, every metric, every part", async () => {
    const result = await compare(lively(), "[]", "[]");
    const parts = [result.uplift, ...Object.values(result.by_territory), ...Object.values(result.by_type)];
    const all = [...parts, ...result.by_period.map(p => p.uplift)].flatMap(part => Object.values(part));
    expect(all.length).toBeGreaterThan(12 * 5);
    for (const uplift of all)
      expect(uplift).toMatchObject({
        mean: 0,
        se: 0,
        p05: 0,
        p50: 0,
        p95: 0,
        p_positive: 0,
        measurable: false,
      });
    expect(result.result_hash.a).toBe(result.result_hash.b);
    expect(result.exceedance.own_amount).toEqual([{ x: 0, p: 1 }]);
  });

  describe("of another plan with today's", () => {
    const small = lively();
    let dir: string;
    beforeAll(async () => {
      dir = await mkdtemp(join(tmpdir(), "penumbra-plan-"));
      await writeMarketYaml(dir);
      const plan = today(small.market);
      const north = plan.withTerritory({ id: "T3", name: "Kuzey", repId: "R2" });
      await saveProposal(dir, "one", plan.flip(small.market.cells.h3[1]!.toString(16), "T1"), small.market);
      await saveProposal(dir, "three", north.moveAccount("A0", "T3"), small.market);
    });
    afterAll(() => rm(dir, { recursive: true, force: true }));
    const amounts = ({ by_territory }: PairedRun) =>
      Object.fromEntries(Object.entries(by_territory).map(([id, told]) => [id, told.own_amount!.mean]));

    test("records each course by its own plan: the parts add up, and what moves is told where it is then", async () => {
      const result = await compare(small, "[]", "[{lever: territories, plan: one}]", { dir });
      const { T1, T2 } = amounts(result);
      expect(T1! + T2!).toBeCloseTo(result.uplift.own_amount!.mean, 6);
      // Forty of the hundred accounts move: the second territory loses all that it sold, and is contacted no more.
      const back = await compare(small, "[{lever: territories, plan: one}]", "[]", { dir });
      expect(amounts(back).T2).toBe(-T2!);
      expect(T2!).toBeLessThan(-0.3 * T1!);
      expect(result.by_territory.T2!.visits!.mean).toBe(-80);
      expect(result.by_territory.T1!.visits!.mean).toBe(result.uplift.visits!.mean + 80);
    });

    test("tells of a territory that only the plan has, and of no other moves", async () => {
      const result = await compare(small, "[]", "[{lever: territories, plan: three}]", { dir });
      expect(Object.keys(result.by_territory)).toEqual(["T1", "T2", "T3"]);
      const moved = result.by_territory.T3!.own_amount!;
      expect(moved.mean).toBeGreaterThan(0);
      expect(moved.p_positive).toBeGreaterThan(0.5);
      expect(said(result.remarks).join()).toContain("1 accounts get another territory, 1 another rep");
    });

    test("keeps the index groups of the fit, and all that is not recorded by territory", async () => {
      const { membership, levers } = await compiled(small, "[{lever: territories, plan: one}]", 10, dir);
      expect([...membership!.territory]).toEqual(Array.from({ length: 100 }, () => 0));
      const { twin, view } = recordedBy(small.twin, membership);
      expect(twin.columns).toBe(small.twin.columns);
      const run = async (groupings: Grouping[], of: typeof view) => {
        const runner = createRunner({ threads: 1 });
        const options = { seed: 3, runs: 16, horizon: 10, levers, view: of, groupings };
        return runEnsemble(kernelModel(small.twin), runner, options).finally(() => runner.close());
      };
      const keep = { metrics: SUMMED_NAMES, by: "horizon" } as const;
      const moved = await run([marketGrouping(twin, keep), territoryGrouping(twin, keep)], view);
      const before = await run([marketGrouping(small.twin, keep)], null);
      const total = (ensemble: Ensemble, level: string) => ensemble.groups.get(level)!.total(0, "own_amount");
      expect(total(moved, "market")).toEqual(total(before, "market"));
      expect(total(moved, "territory")).toEqual(total(before, "market"));
      expect(recordedBy(small.twin, null)).toEqual({ twin: small.twin, view: null });
    });
  });

  test("of a lever that pulls adds up over territories, types and periods", async () => {
    const { uplift, by_territory, by_type, by_period } = await compare(
      lively(),
      "[]",
      "[{lever: visits, change: +50%}]",
    );
    const own = uplift.own_amount!;
    expect(own.measurable).toBe(true);
    expect(own.mean).toBeCloseTo(own.b - own.a, 6);
    const sum = (parts: readonly { own_amount?: { mean: number } | null }[]) =>
      parts.reduce((total, part) => total + part.own_amount!.mean, 0);
    expect(sum(Object.values(by_territory))).toBeCloseTo(own.mean, 6);
    expect(sum(Object.values(by_type))).toBeCloseTo(own.mean, 6);
    expect(sum(by_period.map(p => p.uplift))).toBeCloseTo(own.mean, 6);
    expect(uplift.visits!.relative).toBeCloseTo(0.5, 2);
    expect(by_period[0]!.b.own_amount!.mean - by_period[0]!.a.own_amount!.mean).toBeCloseTo(
      by_period[0]!.uplift.own_amount!.mean,
      6,
    );
  });

  test("gives the same figures on any number of threads", async () => {
    const price = "[{lever: price, change: normal(-10%, 2%)}]";
    const one = await compare(lively(), "[]", price);
    expect(await compare(lively(), "[]", price, { threads: 2 })).toEqual(one);
  });

  test("of one uncertain downturn with itself is zero: both meet the same draw", async () => {
    const downturn = "{lever: demand, change: -12%..-4%}";
    const { uplift } = await compare(lively(), `[${downturn}]`, `[{lever: season, shift: 0w}, ${downturn}]`);
    expect(uplift.orders).toMatchObject({ mean: 0, se: 0 });
  });

  test("stops at the first block with the precision asked for, on any number of threads", async () => {
    const cut = "[{lever: demand, change: -30%}]";
    const options = { runs: 320, precision: 0.02 };
    const one = await compare(lively(), "[]", cut, options);
    expect(one.precision!.asked).toBe(0.02);
    expect(one.precision!.reached).toBeLessThanOrEqual(0.02);
    expect(one.runs % 16).toBe(0);
    expect(one.runs).toBeLessThan(320);
    expect(one.uplift.own_amount!.se! / Math.abs(one.uplift.own_amount!.mean)).toBeCloseTo(
      one.precision!.reached,
      12,
    );
    const before = await compare(lively(), "[]", cut, { runs: one.runs - 16 });
    expect(before.uplift.own_amount!.se! / Math.abs(before.uplift.own_amount!.mean)).toBeGreaterThan(0.02);
    expect(await compare(lively(), "[]", cut, { ...options, threads: 2 })).toEqual(one);
  });

  test("that does not reach the precision does all its runs", async () => {
    const { runs, precision } = await compare(lively(), "[]", "[{lever: demand, change: -30%}]", {
      runs: 48,
      precision: 1e-6,
    });
    expect(runs).toBe(48);
    expect(precision!.reached).toBeGreaterThan(1e-6);
  });

  test("says what it rests on, lever by lever", async () => {
    const { rests_on } = await compare(
      lively(),
      "[]",
      "[{lever: price, change: -5%}, {lever: demand, change: -5%}]",
    );
    expect(rests_on.sources.slice(0, 3).map(s => [s.lever, s.from])).toEqual([
      ["price", "prior"],
      ["price", "assumption"],
      ["demand", "scenario"],
    ]);
    // Two quantities of the twin besides, one learned and one a prior.
    expect(rests_on.share).toEqual({ data: 0.2, prior: 0.4, assumption: 0.2, scenario: 0.2 });
  });

  test("says which of what it rests on is one number in every run: no chance is told without it", async () => {
    const given = async (levers: string) =>
      (await compare(lively(), "[]", levers)).rests_on.fixed.map(({ key }) => key);
    expect(await given("[{lever: demand, change: -8%..-4%}]")).toEqual([]);
    expect(await given("[{lever: season, shift: 2w}]")).toEqual([]);
    // The elasticity of visits in this twin is a prior, and the same in every run.
    expect(await given("[{lever: visits, change: +20%}]")).toEqual(["response.no_visits"]);
    expect(await given("[{lever: price, change: -5%}]")).toEqual(["lever.price_elasticity", "lever.says"]);
    // What a leaving rival's buyers do is an assumption, though their preferences are data.
    const { rests_on } = await compare(lively(), "[]", "[{lever: rival_exit, brand: $largest}]");
    expect(rests_on.sources.slice(0, 2).map(s => [s.from, s.fixed])).toEqual([
      ["data", false],
      ["assumption", true],
    ]);
  });

  test("takes both constants of prospecting for given", async () => {
    const small = lively();
    const discovery = {
      from: "assumption",
      note: writtenNote("written.discovery", { chance: 0.2 }),
    } as const;
    const header = { ...small.twin.header, sources: { ...small.twin.header.sources, discovery } };
    const twin = { ...small.twin, header };
    const { rests_on } = await compare({ ...small, twin }, "[]", "[{lever: discovery, calls: 10%}]");
    expect(rests_on.fixed.map(({ key }) => key)).toEqual(["written.discovery", "response.no_visits"]);
  });

  test("without rivals in the data has no market and no share", async () => {
    const { uplift, withheld } = await compare(
      lively({ brands: ["Kervan"] }),
      "[]",
      "[{lever: demand, change: -5%}]",
    );
    expect(uplift.own_amount!.mean).toBeLessThan(0);
    expect(uplift).toMatchObject({ market_amount: null, own_share: null, orders: null });
    expect(withheld!.reason.key).toBe("withheld.none");
  });

  test("is refused over different horizons", async () => {
    const small = lively();
    const scenarios = [await compiled(small, "[]", 10), await compiled(small, "[]", 12)] as const;
    const runner = createRunner({ threads: 1 });
    await expect(
      playPair(small.market, small.twin, scenarios, runner, { runs: 16, seed: 1 }).then(describePair),
    ).rejects.toThrow("the horizons are 10 and 12");
    await runner.close();
  });
});

describe("cost and return", () => {
  const plain = (economics: Economics) =>
    tiny({
      sizes: [200, 200],
      economics,
      scalars: { draws: 256 },
      set: columns => f64(columns, "repCalls").set([40, 20]),
    });

  test("of visits: contacts at their cost, margin on what they bring", async () => {
    const small = plain({ margin: 0.4, contact_cost: { face_to_face: 5 }, rep_week: 100 });
    const { economics, uplift } = await compare(small, "[]", "[{lever: visits, change: +50%}]");
    // Thirty visits a week more for ten weeks; goodwill has no effect here.
    expect(economics.contact_cost!.mean).toBeCloseTo(30 * 10 * 5, 9);
    expect(economics.gross_profit!.mean).toBeCloseTo(0.4 * uplift.own_amount!.mean, 9);
    expect(economics.net!.mean).toBeCloseTo(-1500, 9);
    expect(economics.return_on_cost).toBeCloseTo(-1, 9);
    expect(economics.rep_cost).toBe(0);
  });

  test("of capacity: the rep weeks that are bought", async () => {
    const small = plain({ margin: 0.4, rep_week: 100 });
    const { economics } = await compare(
      small,
      "[]",
      "[{lever: capacity, change: +50%, where: {territories: T1}}]",
    );
    expect(economics.rep_cost).toBeCloseTo(0.5 * 1 * 10 * 100, 9);
    expect(economics.notes.map(({ key }) => key)).toContain("economics.no_contact_cost");
  });

  test("of a price: the goods of an order cost what they did", async () => {
    const { economics, uplift } = await compare(
      plain({ margin: 0.4 }),
      "[]",
      "[{lever: price, change: -10%}]",
    );
    // An order of 1.00 costs 0.60 and now brings 0.90.
    const { a, b } = uplift.own_orders!;
    expect(economics.gross_profit!.mean).toBeCloseTo(0.3 * b - 0.4 * a, 6);
  });

  test("without economics says what is missing", async () => {
    const { economics } = await compare(plain({}), "[]", "[{lever: demand, change: -10%}]");
    expect(economics).toMatchObject({ gross_profit: null, contact_cost: null, rep_cost: null, net: null });
    expect(economics.notes.map(({ key }) => key)).toContain("economics.no_margin");
  });
});
