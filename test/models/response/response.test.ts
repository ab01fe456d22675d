import { describe, expect, it } from "vitest";
import { fitTwin } from "../../../models/fit.ts";
import { accountFigures } from "../../../models/known/accountFigures.ts";
import { runEnsemble } from "../../../sim/ensemble.ts";
import type { GroupedRuns } from "../../../sim/record.ts";
import { createRunner } from "../../../sim/runner.ts";
import { kernelModel, territoryGrouping } from "../../../sim/twinModel.ts";
import type { Twin } from "../../../twin/source.ts";
import { FURTHER } from "../../further.ts";
import { effect, leversOn, mean, variance } from "../../sim/smallModel.ts";
import { smallMarket, WEEKS } from "../smallMarket.ts";

const RUNS = 384 * FURTHER;
/** Enough where a scenario is paired with today's course. */
const PAIRED_RUNS = 160;
const plain = smallMarket(1);
/** The same market with heavy visits to the accounts of territory 0: many to some, few to others. */
const visited = {
  ...plain,
  visits: manyVisits(),
};

function manyVisits() {
  const rows = Array.from({ length: 30 }, (_, k) => 3 * k).flatMap((account, rank) =>
    Array.from({ length: 52 * 4 }, (_, n) => ({ account, period: WEEKS - 52 + (n % 52), n })).filter(
      ({ n }) => n % (1 + (rank % 5)) === 0,
    ),
  );
  const market = plain.visits;
  return {
    ...market,
    count: rows.length,
    account: Int32Array.from(rows, r => r.account),
    period: Int32Array.from(rows, r => r.period),
    rep: new Int32Array(rows.length),
    hourOfWeek: new Int16Array(rows.length).fill(-1),
    channel: new Int32Array(rows.length).fill(-1),
    minutes: new Float64Array(rows.length).fill(Number.NaN),
    outcome: rows.map(() => null),
  };
}

/** Own amounts of a year in territory 0, run by run, under a lever on capacity or none. */
async function simulate(twin: Twin, runs: number, capacity = 0): Promise<GroupedRuns> {
  const model = kernelModel(twin);
  const runner = createRunner({ threads: 1 });
  const { groups } = await runEnsemble(model, runner, {
    seed: 11,
    runs,
    horizon: 52,
    levers: leversOn(model, [effect("capacity", capacity)]),
    groupings: [territoryGrouping(twin, { metrics: ["own_amount"], by: "period" })],
  });
  await runner.close();
  return groups.get("territory")!;
}

/** Expected own amount of territory 0 over the next year, minor units. */
function forecast(twin: Twin): number {
  const { expectedAmount } = accountFigures(twin);
  return expectedAmount.reduce((sum, v, i) => sum + (plain.accounts.territory[i] === 0 ? 100 * v : 0), 0);
}

describe("contacts and the forecast", () => {
  it("under today's visits the ensemble's mean is the forecast's, with visits and without", async () => {
    const none = { ...plain, visits: { ...plain.visits, count: 0 } };
    for (const market of [none, visited]) {
      const twin = fitTwin(market, { seed: 7, horizon: 52 });
      expect(twin.header.scalars.goodwillEffect > 0.05).toBe(market === visited);
      const own = (await simulate(twin, RUNS)).total(0, "own_amount");
      const error = Math.sqrt(variance([...own]) / RUNS);
      expect(error / forecast(twin)).toBeLessThan(0.16 / Math.sqrt(RUNS));
      expect(Math.abs(mean([...own]) - forecast(twin))).toBeLessThan(4 * error);
    }
  });

  it("once goodwill has settled, more visits bring what the elasticity of the prior says", async () => {
    const twin = fitTwin(visited, { seed: 7, horizon: 52 });
    const settled = (runs: GroupedRuns) => {
      let sum = 0;
      for (let t = 26; t < 52; t++)
        for (let g = 0; g < 3; g++) sum += mean([...runs.period(g, t, "own_amount")]);
      return sum;
    };
    const today = settled(await simulate(twin, PAIRED_RUNS));
    const more = settled(await simulate(twin, PAIRED_RUNS, 0.1));
    const none = settled(await simulate(twin, PAIRED_RUNS, -1));
    const elasticity = (more / today - 1) / 0.1;
    expect(Math.abs(elasticity - 0.34)).toBeLessThan(0.03);
    expect(none / today).toBeLessThan(0.75);
  });

  it("without rivals' sales visits cannot shift choices, and the twin says so", () => {
    const alone = { ...visited, brands: ["own"], sales: ownSales() };
    const twin = fitTwin(alone, { seed: 7, horizon: 10, draws: 8 });
    expect(twin.header.scalars.goodwillEffect).toBe(0);
    expect(twin.header.sources.visits!.note.key).toBe("response.own_sales_only");
  });
});

function ownSales() {
  const { sales } = plain;
  const kept = [...sales.brand.keys()].filter(row => sales.brand[row] === 0);
  return {
    count: kept.length,
    account: Int32Array.from(kept, row => sales.account[row]),
    period: Int32Array.from(kept, row => sales.period[row]),
    brand: new Uint8Array(kept.length),
    amount: Float64Array.from(kept, row => sales.amount[row]),
  };
}
