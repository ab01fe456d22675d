import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fitTwin } from "../../models/fit.ts";
import { describePair, playPair } from "../../scenarios/compare/compare.ts";
import type { Uplift } from "../../scenarios/compare/uplift.ts";
import { compileScenario } from "../../scenarios/compile/compile.ts";
import { TODAYS_COURSE } from "../../scenarios/file/read.ts";
import { planScenario } from "../../scenarios/price/scenario.ts";
import { createRunner, type Runner } from "../../sim/runner.ts";
import { plantPlan } from "./plantedPlans.ts";
import { writeMarketYaml } from "./tinyTwin.ts";

const MARKETS = 30;
const HORIZON = 52;

let dir: string;
let runner: Runner;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "penumbra-planted-plans-"));
  await writeMarketYaml(dir);
  runner = createRunner({ threads: 1 });
});
afterAll(async () => {
  await runner.close();
  await rm(dir, { recursive: true, force: true });
});

/** The price of a planted market's plan as a company would ask for it. */
async function priceOf({ market, csv }: ReturnType<typeof plantPlan>): Promise<Uplift> {
  await writeFile(join(dir, "plan.csv"), csv);
  const twin = fitTwin(market, { seed: 1, draws: 64, horizon: HORIZON });
  const compiled = async (scenario: typeof TODAYS_COURSE) =>
    compileScenario(scenario, market, twin, { dir, horizon: HORIZON });
  const sides = [await compiled(TODAYS_COURSE), await compiled(await planScenario(dir, "plan.csv"))] as const;
  const { uplift } = await playPair(market, twin, sides, runner, { runs: 64, seed: 1 }).then(describePair);
  return uplift.own_amount!;
}

test("on 30 small planted markets the true change of sales lies inside the 90% interval in at least 24", async () => {
  const rows: string[] = [];
  let held = 0;
  let wide = 0;
  for (let seed = 1; seed <= MARKETS; seed++) {
    const planted = plantPlan(seed);
    const { mean, p05, p95, a } = await priceOf(planted);
    const [truth, today] = [planted.truth.change / 100, planted.truth.today / 100];
    const inside = truth >= p05 && truth <= p95;
    held += Number(inside);
    wide += (p95 - p05) / a / MARKETS;
    rows.push(
      `${seed} ${inside ? "in" : "OUT"}: true ${Math.round(truth)} of ${Math.round(today)}, told ${Math.round(mean)} (${Math.round(p05)} to ${Math.round(p95)})`,
    );
  }
  const told = `${held} of ${MARKETS} held, mean width ${(100 * wide).toFixed(1)}% of sales\n${rows.join("\n")}`;
  console.log(told);
  expect(held, told).toBeGreaterThanOrEqual(24);
  // Not by being too wide to be of use.
  expect(wide, told).toBeLessThan(0.2);
}, 900_000);
