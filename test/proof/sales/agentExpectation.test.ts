import { describe, expect, it } from "vitest";
import { f64, u8 } from "../../../core/columns.ts";
import { fitTwin } from "../../../models/fit.ts";
import { agentExpectation } from "../../../proof/sales/agentExpectation.ts";
import { createKernel } from "../../../sim/js/kernel.ts";
import { withView } from "../../../sim/js/openView.ts";
import { recordLength } from "../../../sim/js/record.ts";
import { createState } from "../../../sim/js/state.ts";
import { simulateRun } from "../../../sim/run.ts";
import { unitView } from "../../../sim/spec/unitView.ts";
import { kernelModel } from "../../../sim/twinModel.ts";
import { AMOUNT_PLACE, recordWidth } from "../../../twin/metrics.ts";
import { fadingMarket } from "../../models/fadingMarket.ts";
import { mean, variance } from "../../sim/smallModel.ts";

const YEAR = 52;

describe("agents beside the table of accounts", () => {
  const twin = fitTwin(fadingMarket(3), { seed: 1, horizon: YEAR, draws: 8 });
  const asked = { perDraw: 4, horizon: YEAR, seed: 1 };
  const expected = f64(twin.columns, "expectedOwn");

  it("buy what is expected of them, one by one", () => {
    const found = agentExpectation(twin, asked);
    expect(found.runs).toBe(32);
    expect(Math.abs(found.bias)).toBeLessThan(0.005);
    expect(found.atMost).toBeLessThan(0.005 + found.chance);
    expect(found.atLeast).toBeLessThanOrEqual(found.atMost);
  });

  it("are not where the table says something else", () => {
    const asTold = expected.slice();
    // Half of the amount of every second account is another's.
    expected.set(asTold.map((amount, k) => (k % 2 === 0 ? amount / 2 : amount)));
    const lacking = asTold.reduce((sum, amount, k) => sum + (k % 2 === 0 ? amount / 2 : 0), 0);
    const share = lacking / expected.reduce((sum, amount) => sum + amount, 0);
    const found = agentExpectation(twin, asked);
    expected.set(asTold);
    for (const measured of [found.bias, found.atLeast, found.atMost])
      expect(Math.abs(measured - share)).toBeLessThan(0.01);
  });

  it("buy it in plain runs too, on average", () => {
    const { accounts } = twin.header.scalars;
    const kernel = withView(createKernel(kernelModel(twin)), unitView([...Array(accounts).keys()], accounts));
    const state = createState(kernel);
    const values = new Float64Array(recordLength(kernel, YEAR));
    const last = u8(twin.columns, "lastBrand");
    const width = recordWidth(kernel.brands);
    const sums = Array.from({ length: 24 }, (_, run) => {
      simulateRun(kernel, state, { seed: 5, run, horizon: YEAR }, values);
      const own = [0, 0];
      for (let at = AMOUNT_PLACE; at < values.length; at += width)
        own[last[Math.floor(at / width / YEAR)]!]! += values[at]!;
      return own;
    });
    for (const brand of [0, 1]) {
      const told = expected.reduce((total, amount, k) => total + (last[k] === brand ? amount : 0), 0);
      const came = sums.map(own => own[brand]!);
      expect(Math.abs(mean(came) - told)).toBeLessThan(3 * Math.sqrt(variance(came) / came.length));
    }
  });
});
