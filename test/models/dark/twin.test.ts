import { afterAll, describe, expect, it } from "vitest";
import { f64, i32, u8 } from "../../../core/columns.ts";
import { summarise } from "../../../core/stats.ts";
import { fitTwin } from "../../../models/fit.ts";
import { accountFigures } from "../../../models/known/accountFigures.ts";
import { comparedUnits } from "../../../scenarios/compare/units.ts";
import { type Ensemble, runEnsemble } from "../../../sim/ensemble.ts";
import type { Told } from "../../../sim/record.ts";
import { createRunner } from "../../../sim/runner.ts";
import { drawOf } from "../../../sim/spec/streams.ts";
import { unitView } from "../../../sim/spec/unitView.ts";
import { kernelModel, marketGrouping, territoryGrouping } from "../../../sim/twinModel.ts";
import { LIFECYCLE, NO_BRAND } from "../../../twin/layout.ts";
import { brandAmounts, SUMMED_NAMES } from "../../../twin/metrics.ts";
import { compiled } from "../../scenarios/tinyTwin.ts";
import { smallMarket, WEEKS } from "../smallMarket.ts";
import { fewDark } from "./fewDark.ts";

const RUNS = 96;
const SEED = 3;
const market = smallMarket(1);
const { slots, posterior } = fewDark(market);
const twin = fitTwin(market, { seed: 7, horizon: 52, draws: 64, dark: slots });
const { columns, header } = twin;
const account = i32(columns, "account");
const dark = u8(columns, "dark");
const runner = createRunner({ threads: 1 });
afterAll(() => runner.close());

const KEEP = { metrics: [...SUMMED_NAMES, ...brandAmounts(3)], by: "horizon" } as const;
const simulate = (levers: Awaited<ReturnType<typeof compiled>>["levers"] = null, runs = RUNS) =>
  runEnsemble(kernelModel(twin), runner, {
    seed: SEED,
    runs,
    horizon: 52,
    levers,
    groupings: [
      marketGrouping(twin, KEEP),
      { ...marketGrouping(twin, KEEP, "known"), name: "known" },
      territoryGrouping(twin, KEEP, "known"),
    ],
  });
const mean = (ensemble: Ensemble, group: string, metric: Told, at = 0) =>
  summarise(ensemble.groups.get(group)!.total(at, metric)).mean;
const allBrands = (ensemble: Ensemble, group: string) =>
  brandAmounts(3).reduce((sum, amount) => sum + mean(ensemble, group, amount), 0);

describe("a twin with candidate slots", () => {
  it("has them after the known accounts of their cell, in cells of their own where nobody is known", () => {
    const start = i32(columns, "cellStart");
    const rank = i32(columns, "darkRank");
    const filled = i32(columns, "darkSlots");
    expect(header.scalars.cells).toBe(slots.cells.count + 1);
    expect(header.scalars.accounts).toBe(market.accounts.count + slots.count);
    expect(dark.reduce((a, b) => a + b, 0)).toBe(slots.count);
    for (let c = 0; c < slots.cells.count; c++) {
      const inside = dark.subarray(start[c], start[c + 1]);
      const first = inside.indexOf(1);
      expect(inside.subarray(first).every(v => v === 1)).toBe(true);
      const ranks = rank.subarray(start[c] + first, start[c + 1]);
      expect([...ranks]).toEqual([...ranks.keys()]);
      for (let k = 0; k < 64; k++)
        expect(filled[k * header.scalars.cells + c]).toBe(slots.active[k * slots.cells.count + c]);
    }
    // The unplaced ones are last.
    expect(market.accounts.cell[account[account.length - 1]]).toBe(-1);
    expect([...account].filter(i => i >= 0).sort((a, b) => a - b)).toEqual([...market.accounts.ids.keys()]);
    expect(header.units.filter(unit => unit.dark).length).toBeGreaterThanOrEqual(3);
  });

  it("slots are visited by nobody, belong to no segment and have bought nothing that anybody saw", () => {
    for (let k = 0; k < account.length; k++) {
      if (dark[k] === 0) continue;
      expect(u8(columns, "lastBrand")[k]).toBe(NO_BRAND);
      expect(u8(columns, "lifecycle")[k]).toBe(
        u8(columns, "aware")[k] === 1 ? LIFECYCLE.aware : LIFECYCLE.unaware,
      );
      expect(i32(columns, "silence")[k]).toBe(WEEKS);
    }
    expect([...i32(columns, "repAccount")].every(k => dark[k] === 0)).toBe(true);
    expect(accountFigures(twin).alive.length).toBe(market.accounts.count);
  });

  it("known accounts keep the forecast's mean, dark ones bring what the posterior says", async () => {
    const ensemble = await simulate();
    const { expectedAmount } = accountFigures(twin);
    for (let t = 0; t < 3; t++) {
      const expected = expectedAmount.reduce(
        (sum, v, i) => sum + (market.accounts.territory[i] === t ? 100 * v : 0),
        0,
      );
      expect(Math.abs(mean(ensemble, "territory", "own_amount", t) / expected - 1)).toBeLessThan(0.05);
    }
    // Of the draws that these runs took; both sides grow as the forecast says.
    const cells = posterior.cells.count;
    let told = 0;
    for (let run = 0; run < RUNS; run++) {
      const k = drawOf(SEED, run, 64);
      for (let c = 0; c < cells; c++) told += posterior.amount[k * cells + c] / RUNS;
    }
    let lastYear = 0;
    for (let i = 0; i < market.sales.count; i++)
      if (market.sales.period[i] >= WEEKS - 52) lastYear += market.sales.amount[i];
    const growth = allBrands(ensemble, "known") / lastYear;
    const bought = allBrands(ensemble, "market") - allBrands(ensemble, "known");
    expect(Math.abs(bought / (told * growth) - 1)).toBeLessThan(0.05);
    // Nobody sees what they buy, so it makes no new customers.
    expect(mean(ensemble, "market", "new_accounts")).toBe(mean(ensemble, "known", "new_accounts"));
    expect(mean(ensemble, "market", "visits")).toBe(mean(ensemble, "known", "visits"));
  });

  it("prospecting finds some of them, and they become customers", async () => {
    const { levers, remarks } = await compiled({ market, twin }, "[{lever: discovery, calls: 20%}]", 52);
    expect(remarks).toEqual([]);
    const ensemble = await simulate(levers, 16);
    const found = mean(ensemble, "market", "discovered_accounts");
    expect(found).toBeGreaterThan(5);
    expect(found).toBeLessThan(slots.count);
    const today = await simulate(null, 16);
    expect(mean(today, "market", "discovered_accounts")).toBe(0);
    const fresh = (one: Ensemble) => mean(one, "market", "new_accounts");
    expect(fresh(ensemble)).toBeGreaterThan(fresh(today) + 5);
  });

  it("slots lack what visits do; found and visited like the rest, they come to the own share of known ones within 5%", async () => {
    const alike = smallMarket(2, [0.25, 0.25, 0.25]);
    const { visits } = alike;
    const everybody = { ...alike, visits: { ...visits, account: visits.account.map((_, v) => v % 90) } };
    const fitted = fitTwin(everybody, { seed: 7, horizon: 104, draws: 64, dark: slots });
    // Whoever is there is found at once; then a year of visits, and half a year in which shares are compared.
    const scalars = { ...fitted.header.scalars, findChance: 1 };
    const all = { ...fitted, header: { ...fitted.header, scalars } };
    const own = f64(all.columns, "ownOffset");
    const isDark = u8(all.columns, "dark");
    const offset = own[isDark.indexOf(1)];
    expect(offset).toBeLessThan(-0.2);
    expect(own.every((v, k) => isDark[k] === 0 || v === offset)).toBe(true);
    // Known and dark by index group; slots of the last two cells, where nobody is visited, are nowhere.
    const group = i32(all.columns, "group");
    const last = i32(all.columns, "cellStart")[3];
    const side = unitView(
      Int32Array.from(isDark, (d, k) => (d === 0 ? group[k] : k < last ? 3 + group[k] : 6)),
      7,
    );
    const late = async (levers: Awaited<ReturnType<typeof compiled>>["levers"]) => {
      const by = { metrics: ["own_orders", "orders"], by: "period" } as const;
      const unitGroup = Int32Array.of(0, 1, 2, 3, 4, 5, -1);
      const options = { seed: SEED, runs: 32, horizon: 104, levers, view: side };
      const runs = await runEnsemble(kernelModel(all), runner, {
        ...options,
        groupings: [{ name: "side", count: 6, unitGroup, ...by }],
      });
      const sum = (g: number, metric: Told) =>
        Array.from({ length: 26 }, (_, t) =>
          runs.groups
            .get("side")!
            .period(g, 78 + t, metric)
            .reduce((a, b) => a + b),
        ).reduce((a, b) => a + b);
      // What slots take of the own brand over what known accounts of their group would of as many orders.
      const [own, like] = [0, 1, 2].reduce(
        ([x, y], g) => [
          x + sum(3 + g, "own_orders"),
          y + (sum(3 + g, "orders") * sum(g, "own_orders")) / sum(g, "orders"),
        ],
        [0, 0],
      );
      return own / like;
    };
    const { levers } = await compiled(
      { market: everybody, twin: all },
      "[{lever: discovery, calls: 100%, to: 6w}]",
      104,
    );
    expect(Math.abs((await late(levers)) - 1)).toBeLessThan(0.05);
    // Three in five know the brand at first.
    expect(await late(null)).toBeLessThan(Math.exp(offset / 2));
  });

  it("levers reach slots by territory, type and cell, but not by account", async () => {
    const touched = async (where: string) => {
      const { levers } = await compiled({ market, twin }, `[{lever: demand, change: -8%, where: ${where}}]`);
      const classes = [...levers!.accountClass];
      return [0, 1].map(side => classes.filter((c, k) => c > 0 && dark[k] === side).length);
    };
    const inTerritory = slots.territory.filter(t => t === 0).length;
    expect(await touched("{territories: T1}")).toEqual([30, inTerritory]);
    expect(await touched("{types: shop}")).toEqual([90, slots.count]);
    expect(await touched("{accounts: [A1, A2]}")).toEqual([2, 0]);
    expect(await touched("{territories: T1, accounts: [A1, A3]}")).toEqual([1, 0]);
    const alone = slots.cells.h3[3].toString(16);
    const there = slots.cells.start[4] - slots.cells.start[3];
    expect(await touched(`{cells: ["${alone}"]}`)).toEqual([0, there]);
  });

  it("is compared by territory and type, known and dark apart", () => {
    const { units, view } = comparedUnits(twin, market, 52);
    expect(view.units).toBe(units.length);
    expect(units.filter(u => u.dark).length).toBeGreaterThanOrEqual(3);
    view.unit.forEach((u, k) => {
      expect(units[u].dark).toBe(dark[k] === 1);
    });
    expect(units.every(u => u.type === 0)).toBe(true);
  });

  it("without them is the twin that it was, and with other draws is refused", () => {
    const plain = fitTwin(market, { seed: 7, horizon: 52, draws: 64 });
    expect(plain.columns.layout.some(column => column.name === "dark")).toBe(false);
    expect(f64(plain.columns, "volumeIndex")).toEqual(f64(columns, "volumeIndex"));
    expect(() => fitTwin(market, { seed: 7, draws: 8, dark: slots })).toThrow("64 draws for a twin of 8");
  });
});
