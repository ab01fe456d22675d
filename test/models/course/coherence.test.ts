import { expect, it } from "vitest";
import { summarise } from "../../../core/stats.ts";
import type { Market } from "../../../data/market/market.ts";
import { fitTwin } from "../../../models/fit.ts";
import { accountFigures } from "../../../models/known/accountFigures.ts";
import { runEnsemble } from "../../../sim/ensemble.ts";
import { createRunner } from "../../../sim/runner.ts";
import { areaGrouping, kernelModel, marketGrouping, territoryGrouping } from "../../../sim/twinModel.ts";
import { AREAS, entry, plantCalendar } from "./plantedCalendar.ts";

const WEEKS = 104;
const RUNS = 96;

/** A market with a promotion in one area ahead, the accounts of the last area in none. */
function market(): Market {
  const calendar = [20, 50, 80, WEEKS + 8].map(week => entry("promotion", week, 3, { depth: 0.2, area: 0 }));
  const planted = plantCalendar(9, { weeks: WEEKS, calendar, effect: () => 0 });
  const ids = Array.from({ length: AREAS - 1 }, (_, a) => `AREA${a}`);
  const square = [
    [0, 0],
    [0, 1],
    [1, 1],
    [0, 0],
  ];
  return {
    ...planted,
    areas: ids.map(id => ({
      ...{ id, name: id, population: null, attributes: {} },
      geometry: { type: "Polygon" as const, coordinates: [square] },
    })),
    accounts: { ...planted.accounts, area: planted.accounts.area.map(a => (a < AREAS - 1 ? a : -1)) },
  };
}

it("territories, areas with what lies in none, and accounts add up to one forecast", async () => {
  const twin = fitTwin(market(), { seed: 2, horizon: 52 });
  const keep = { metrics: ["amount:0", "amount:1", "amount:2"], by: "horizon" } as const;
  const nowhere = {
    name: "nowhere",
    count: 1,
    unitGroup: Int32Array.from(twin.header.units, ({ area }) => (area < 0 ? 0 : -1)),
    ...keep,
  };
  const groupings = [
    marketGrouping(twin, keep),
    territoryGrouping(twin, keep),
    areaGrouping(twin, keep),
    nowhere,
  ];
  const runner = createRunner({ threads: 1 });
  const options = { seed: 4, runs: RUNS, horizon: 52, groupings };
  const { groups } = await runEnsemble(kernelModel(twin), runner, options);
  await runner.close();
  const mean = (name: string, metric: (typeof keep.metrics)[number], count: number) =>
    Array.from({ length: count }, (_, g) => summarise(groups.get(name)!.total(g, metric)).mean).reduce(
      (a, b) => a + b,
      0,
    );
  for (const metric of keep.metrics) {
    const whole = mean("market", metric, 1);
    expect(mean("territory", metric, 3) / whole).toBeCloseTo(1, 12);
    expect((mean("area", metric, AREAS - 1) + mean("nowhere", metric, 1)) / whole).toBeCloseTo(1, 12);
    expect(mean("nowhere", metric, 1)).toBeGreaterThan(0);
  }
  const accounts = accountFigures(twin).expectedAmount.reduce((a, b) => a + b, 0) * 100;
  // 96 runs of a market whose year is known to some 5%.
  expect(Math.abs(mean("market", "amount:0", 1) / accounts - 1)).toBeLessThan(0.03);
});
