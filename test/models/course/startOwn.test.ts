import { expect, it } from "vitest";
import { fitTwin } from "../../../models/fit.ts";
import { agentExpectation } from "../../../proof/sales/agentExpectation.ts";
import { smallMarket, WEEKS } from "../smallMarket.ts";

it("what is expected of an account knows of the contacts that it has just had, or has long not had", () => {
  const market = smallMarket(1);
  const { visits } = market;
  const [year, half] = [WEEKS - 52, WEEKS - 26];
  // The last year's visits to ten accounts all fall into its first half, and those to ten others into its second one.
  const period = visits.period.map((week, v) => {
    const squeezed = (week - year) >> 1;
    return visits.account[v]! < 10 ? year + squeezed : visits.account[v]! < 20 ? half + squeezed : week;
  });
  const twin = fitTwin({ ...market, visits: { ...visits, period } }, { seed: 1, horizon: 52, draws: 4 });
  const found = agentExpectation(twin, { perDraw: 8, horizon: 52, seed: 1 });
  // Half of a per cent is asked; chance alone makes six tenths at 32 runs.
  expect(found.atLeast).toBeLessThan(0.003);
  expect(found.atMost).toBeLessThan(0.005 + found.chance);
});
