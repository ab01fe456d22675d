import { describe, expect, it } from "vitest";
import { tell } from "../../app/words/tell.ts";
import { f64, i32, u8 } from "../../core/columns.ts";
import { summarise } from "../../core/stats.ts";
import { fitTwin } from "../../models/fit.ts";
import { accountFigures } from "../../models/known/accountFigures.ts";
import { runEnsemble } from "../../sim/ensemble.ts";
import { createRunner } from "../../sim/runner.ts";
import { kernelModel, marketGrouping, territoryGrouping } from "../../sim/twinModel.ts";
import { today } from "../../territory/plan/plan.ts";
import { LIFECYCLE, NO_BRAND } from "../../twin/layout.ts";
import { brandAmounts } from "../../twin/metrics.ts";
import { smallMarket, WEEKS } from "./smallMarket.ts";

const market = smallMarket(1);
const twin = fitTwin(market, { seed: 7, horizon: 52 });

/** Own (or all) sales of a territory in the last year, minor units. */
function lastYear(territory: number, brands: readonly number[]): number {
  let total = 0;
  const { sales, accounts } = market;
  for (let i = 0; i < sales.count; i++) {
    const recent = sales.period[i] >= WEEKS - 52 && brands.includes(sales.brand[i]);
    if (recent && accounts.territory[sales.account[i]] === territory) total += sales.amount[i];
  }
  return total;
}

describe("fitting a twin", () => {
  it("the same market and seed give the same twin, another seed another one", () => {
    expect(fitTwin(market, { seed: 7, horizon: 52 }).hash).toBe(twin.hash);
    expect(fitTwin(market, { seed: 8, horizon: 52 }).hash).not.toBe(twin.hash);
  });

  it("gives index paths to the territories of today's plan, or to any other groups", () => {
    const { territory } = market.accounts;
    const slots = new Int32Array(0);
    const grouped = (accounts: Int32Array, of = market) =>
      fitTwin(of, { seed: 7, horizon: 52, groups: { accounts, slots } });
    // Numbers are names: their order alone counts, and "none" comes last.
    expect(grouped(territory.map(t => (t < 0 ? -1 : 3 + 5 * t))).hash).toBe(twin.hash);
    const two = grouped(territory.map(t => (t === 1 ? 0 : 1)));
    expect(two.header.scalars.groups).toBe(2);
    const account = i32(two.columns, "account");
    expect([...i32(two.columns, "group")]).toEqual(Array.from(account, i => (territory[i] === 1 ? 0 : 1)));
  });

  it("keeps its groups when a plan moves accounts, which are recorded where they are now", () => {
    const plan = today(market).moveAccount("A0", "T3");
    const moved = { ...market, accounts: { ...market.accounts, territory: plan.territory } };
    const groups = { accounts: market.accounts.territory, slots: new Int32Array(0) };
    const after = fitTwin(moved, { seed: 7, horizon: 52, groups });
    expect(i32(after.columns, "group")).toEqual(i32(twin.columns, "group"));
    const unitOf = ({ columns, header }: typeof twin, id: number) =>
      header.units[i32(columns, "unit")[i32(columns, "account").indexOf(id)]].territory;
    expect([unitOf(twin, 0), unitOf(after, 0)]).toEqual([0, 2]);
    expect([unitOf(twin, 1), unitOf(after, 1)]).toEqual([1, 1]);
  });

  it("lays accounts out by cell, unplaced ones in a last cell without neighbours", () => {
    const start = i32(twin.columns, "cellStart");
    const account = i32(twin.columns, "account");
    expect([...account].sort((a, b) => a - b)).toEqual(market.accounts.ids.map((_, i) => i));
    for (let cell = 0; cell < 3; cell++) {
      for (let k = start[cell]; k < start[cell + 1]; k++) expect(market.accounts.cell[account[k]]).toBe(cell);
    }
    expect(start[4] - start[3]).toBe(9);
    expect([...i32(twin.columns, "neighbours").slice(21)]).toEqual([3, -1, -1, -1, -1, -1, -1]);
  });

  it("writes lifecycle and last brand in the codes of the simulator", () => {
    const account = i32(twin.columns, "account");
    const dead = account.indexOf(market.accounts.count - 1);
    const lifecycle = u8(twin.columns, "lifecycle");
    expect(new Set(lifecycle)).toEqual(new Set([LIFECYCLE.customer, LIFECYCLE.lapsed]));
    expect(u8(twin.columns, "lastBrand").every(b => b < 3 || b === NO_BRAND)).toBe(true);
    expect(f64(twin.columns, "alive")[dead]).toBeLessThan(0.2);
  });

  it("recovers own shares of the territories and finds no inertia where none was planted", () => {
    const { inertia } = twin.header.scalars;
    expect(inertia).toBeLessThan(0.12);
    const preference = f64(twin.columns, "preference");
    const account = i32(twin.columns, "account");
    for (const [territory, share] of [0.4, 0.25, 0.1].entries()) {
      const members = [...account.keys()].filter(k => market.accounts.territory[account[k]] === territory);
      const mean = members.reduce((sum, k) => sum + preference[3 * k], 0) / members.length;
      // Two purchases of one brand in a week are one line, which takes weight from the brand bought most.
      expect(Math.abs(mean - share)).toBeLessThan(0.09);
    }
  });

  it("agents live through the course that the forecast expects", async () => {
    const runner = createRunner({ threads: 1 });
    const keep = { metrics: ["visits", ...brandAmounts(3)], by: "horizon" } as const;
    const ensemble = await runEnsemble(kernelModel(twin), runner, {
      seed: 3,
      runs: 96,
      horizon: 52,
      groupings: [territoryGrouping(twin, keep), marketGrouping(twin, keep)],
    });
    const groups = ensemble.groups.get("territory")!;
    const figures = accountFigures(twin);
    for (let g = 0; g < 3; g++) {
      const own = summarise(groups.total(g, "amount:0")).mean;
      // The planted market is stationary: next year is about last year.
      expect(Math.abs(own / lastYear(g, [0]) - 1)).toBeLessThan(0.12);
      const rivals =
        summarise(groups.total(g, "amount:1")).mean + summarise(groups.total(g, "amount:2")).mean;
      expect(Math.abs(rivals / lastYear(g, [1, 2]) - 1)).toBeLessThan(0.12);
      // The simulator's mean is that of the forecast, up to the chance of 96 runs and of the draws they take.
      const expected = figures.expectedAmount.reduce(
        (sum, v, i) => sum + (market.accounts.territory[i] === g ? v * 100 : 0),
        0,
      );
      expect(Math.abs(own / expected - 1)).toBeLessThan(0.05);
    }
    const visits = summarise(ensemble.groups.get("market")!.total(0, "visits")).mean;
    // 1,560 visits in the last year, to be repeated.
    expect(Math.abs(visits - 1560)).toBeLessThan(30);
    await runner.close();
  });

  it("says of every learned quantity what made it: data, a prior or an assumption", () => {
    for (const source of Object.values(twin.header.sources)) {
      expect(["data", "prior", "assumption"]).toContain(source.from);
      expect(tell(source.note, "en").length).toBeGreaterThan(10);
    }
    expect(twin.header.sources.visits!.from).toBe("prior");
  });
});
