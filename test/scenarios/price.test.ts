import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { f64 } from "../../core/columns.ts";
import { describePair, ownSales, playPair } from "../../scenarios/compare/compare.ts";
import { compileScenario } from "../../scenarios/compile/compile.ts";
import { PLAN_PARTS } from "../../scenarios/effects/planChange.ts";
import { TODAYS_COURSE } from "../../scenarios/file/read.ts";
import { describeParts, playParts } from "../../scenarios/price/parts.ts";
import { planScenario } from "../../scenarios/price/scenario.ts";
import { screenPlans, worthPlaying } from "../../scenarios/price/screen.ts";
import { createRunner } from "../../sim/runner.ts";
import { compiled, said, type Tiny, tiny, writeMarketYaml } from "./tinyTwin.ts";

const HORIZON = 26;

describe("the price of a plan", () => {
  let dir: string;
  let market: Tiny;
  const plan = async (name: string, rows: readonly string[]) => {
    await writeFile(join(dir, name), ["territory_id,account_id,rep_id", ...rows].join("\n"));
    return name;
  };
  const rowsOf = (from: number, to: number, territory: string, rep: string) =>
    Array.from({ length: to - from }, (_, i) => `${territory},A${from + i},${rep}`);
  const screen = (...plans: string[]) => screenPlans(dir, plans, market, HORIZON);
  const lever = (name: string) => compiled(market, `[{lever: territories, plan: ${name}}]`, HORIZON, dir);

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "penumbra-price-"));
    await writeMarketYaml(dir);
    const plain = tiny({
      scalars: { goodwillEffect: 0.2, saturation: 0.1, carryOver: 0.8, amountShape: 2 },
      set: columns => f64(columns, "repCalls").set([40, 10]),
      sales: Array.from({ length: 52 }, () => [100_000, 100_000, 100_000]),
    });
    const { accounts, cells, reps, visits, sales } = plain.market;
    market = {
      ...plain,
      market: {
        ...plain.market,
        reps: [...reps, { ...reps[0]!, id: "R3", name: "Yeni", weeklyCalls: 15 }].map((rep, r) => ({
          ...rep,
          ...[
            { lat: 39.9, lon: 32.8 },
            { lat: 40.2, lon: 33.2 },
          ][r],
        })),
        cells,
        accounts,
        visits: { ...visits, minutes: visits.minutes.map(() => 15) },
        // What one account bought in the last year, everybody did.
        sales: {
          ...sales,
          count: 40 * 52,
          account: Int32Array.from({ length: 40 * 52 }, (_, r) => r % 40),
          period: Int32Array.from({ length: 40 * 52 }, (_, r) => 104 + Math.floor(r / 40)),
          brand: new Uint8Array(40 * 52),
          amount: new Float64Array(40 * 52).fill(10_000),
        },
      },
    };
    await plan("same.csv", rowsOf(0, 3, "T1", "R1"));
    await plan("swap.csv", [...rowsOf(0, 20, "T2", "R2"), ...rowsOf(20, 40, "T1", "R1")]);
    await plan("third.csv", rowsOf(30, 40, "T3", "R3"));
    await plan("vacant.csv", []);
    await writeFile(join(dir, "vacant.csv"), "territory_id,account_id,name\nT3,A39,Boş\n");
    await plan("one.csv", rowsOf(20, 40, "T3", "R1"));
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  test("a plan that changes nothing says so before it runs, and has no part", async () => {
    const [same] = await screen("same.csv");
    expect(same).toMatchObject({ same: true, change_rep: 0, expected: { own_amount: 0 } });
    const { levers, remarks } = await lever("same.csv");
    expect(levers).toBeNull();
    expect(said(remarks)).toEqual([
      "the plan gives every account the territory and the rep it has today: it changes nothing",
    ]);
  });

  test("a new rep makes the calls of its colleagues, at most its own, and its territory is recorded", async () => {
    const { levers, membership, remarks, cost } = await lever("third.csv");
    expect([...levers!.visitPlan!.repStart]).toEqual([0, 20, 30, 40]);
    expect(levers!.visitPlan!.repCalls[2]).toBeCloseTo(15, 9);
    expect(membership!.territories).toEqual(["T1", "T2", "T3"]);
    expect(said(remarks)[1]).toMatch(/^Yeni made no contact in the last year; taken to make 15 calls a week/);
    // One rep more than today, for the whole horizon.
    expect(cost.repPeriods).toBe(HORIZON);
  });

  test("a territory without a rep is not visited, and says so", async () => {
    const { levers, remarks } = await lever("vacant.csv");
    expect(levers!.visitPlan!.repAccount).not.toContain(39);
    expect(said(remarks)).toContain(
      "T3 gets accounts, but it has no rep, or one who made no contact in the last year: nobody visits them",
    );
  });

  test("a rep may work several territories; who has none left makes no calls", async () => {
    const { levers, cost } = await lever("one.csv");
    expect([...levers!.visitPlan!.repStart]).toEqual([0, 40, 40]);
    expect(levers!.visitPlan!.repCalls[1]).toBe(0);
    expect(cost.repPeriods).toBe(-HORIZON);
  });

  test("who drives farther makes fewer calls within the same hours", async () => {
    const [swap] = await screen("swap.csv");
    for (const { calls, calls_today } of swap!.reps) expect(calls).toBeLessThan(calls_today! * 0.9);
  });

  test("roads are those of market.yaml: on faster ones less is lost, by a matrix that knows no distance nothing", async () => {
    const lost = async (travel: string) => {
      await writeMarketYaml(dir, travel);
      const [{ reps }] = (await screen("swap.csv")) as [Awaited<ReturnType<typeof screen>>[number]];
      return reps.map(({ calls, calls_today }) => 1 - calls / calls_today!);
    };
    const usual = await lost("{}");
    const fast = await lost("{speed: 200, detour: 1}");
    const pairs = ["home:R1", "home:R2"].flatMap(home =>
      Array.from({ length: 40 }, (_, i) => `${home},A${i},10`),
    );
    const same = Array.from({ length: 40 }, (_, a) =>
      Array.from({ length: 40 - a - 1 }, (_, b) => `A${a},A${a + b + 1},0`),
    );
    await writeFile(join(dir, "ways.csv"), ["from_id,to_id,minutes", ...pairs, ...same.flat()].join("\n"));
    const matrix = await lost("{matrix: ways.csv}");
    await writeMarketYaml(dir);
    fast.forEach((share, r) => {
      expect(share).toBeGreaterThan(0);
      expect(share).toBeLessThan(0.8 * usual[r]!);
      expect(matrix[r]).toBeCloseTo(0, 6);
    });
  });

  test("parts add up run by run to what compare tells, near what was expected", async () => {
    const runner = createRunner({ threads: 1 });
    const options = { dir, runs: 64, seed: 3, horizon: HORIZON };
    const scenario = await planScenario(dir, "third.csv");
    const sides = [
      await compileScenario(TODAYS_COURSE, market.market, market.twin, { dir, horizon: HORIZON }),
      await compileScenario(scenario, market.market, market.twin, { dir, horizon: HORIZON }),
    ] as const;
    const pair = await playPair(market.market, market.twin, sides, runner, options);
    const ends = [ownSales(pair, "a"), ownSales(pair, "b")] as const;
    const parts = describeParts(
      await playParts(scenario, market, ends, runner, options),
      market.twin,
      options.seed,
    );
    await runner.close();
    const { uplift } = describePair(pair);
    const sum = PLAN_PARTS.reduce((all, part) => all + parts[part]!.mean, 0);
    expect(sum).toBeCloseTo(uplift.own_amount!.mean, 6);
    // Ten of 40 accounts lose 8.8% of a year, three quarters of it in half of one: 13.2% of a quarter of own sales.
    const { a } = uplift.own_amount!;
    expect(parts.relations!.mean / a).toBeCloseTo(-0.25 * 0.132, 1.5);
    expect(parts.capacity!.mean).toBeGreaterThan(0);
  });

  test("where no contacts are known a plan is the price of broken relations alone, and says so", async () => {
    const quiet = tiny({ scalars: { reps: 0 } });
    const { levers, remarks } = await compiled(
      quiet,
      "[{lever: territories, plan: third.csv}]",
      HORIZON,
      dir,
    );
    expect(levers!.visitPlan).toBeNull();
    expect(new Set(levers!.effects.map(({ kind }) => kind))).toEqual(new Set(["utility"]));
    expect(said(remarks)).toContain(
      "the twin knows no contacts: a plan changes no more than who loses its rep",
    );
    const [screened] = await screenPlans(dir, ["third.csv"], quiet, HORIZON);
    expect(screened!.reps).toEqual([]);
  });

  test("tells of those who are customers still, as every other list of a plan does", async () => {
    const { accounts } = market.market;
    const closed = accounts.closed.map((day, i) => (i === 0 ? 0 : day));
    const left = { ...market, market: { ...market.market, accounts: { ...accounts, closed } } };
    const [swap] = await screenPlans(dir, ["swap.csv"], left, HORIZON);
    expect(swap).toMatchObject({ moved: 39, change_rep: 39 });
    const { remarks } = await compiled(left, "[{lever: territories, plan: swap.csv}]", HORIZON, dir);
    expect(said(remarks).join()).toContain("39 accounts get another territory, 39 another rep");
  });

  test("in a market of months weeks without a contact and a fading loss are counted in months", async () => {
    const months = { ...market, market: { ...market.market, period: "month" as const } };
    const { levers } = await compiled(months, "[{lever: territories, plan: swap.csv}]", 12, dir);
    const missed = levers!.effects.filter(({ kind }) => kind === "contacts");
    // At most four weeks lie within one month, of which they are 92%.
    expect(missed).toHaveLength(1);
    expect(missed[0]!.curve!.step).toBeCloseTo(4.348, 3);
    const [lost] = levers!.effects.filter(({ curve, value }) => curve && value.law === "range");
    expect(lost!.profile![5]).toBeCloseTo(1 - (5.5 * 4.348) / 52, 3);
  });

  test("of many plans the chosen one is played and the three that promise most", async () => {
    const screened = await screen("same.csv", "swap.csv", "third.csv", "one.csv", "vacant.csv");
    const played = worthPlaying(screened).map(({ plan }) => plan);
    expect(played[0]).toBe("same.csv");
    expect(played).toHaveLength(4);
    const worst = screened.reduce((a, b) => (a.expected.own_amount < b.expected.own_amount ? a : b));
    expect(played).not.toContain(worst.plan);
  });
});
