import { afterAll, describe, expect, it } from "vitest";
import { f64 } from "../../../core/columns.ts";
import { fitTwin } from "../../../models/fit.ts";
import { agentExpectation } from "../../../proof/sales/agentExpectation.ts";
import { createRunner } from "../../../sim/runner.ts";
import { fadingMarket } from "../../models/fadingMarket.ts";

const runner = createRunner({ threads: 1 });
afterAll(() => runner.close());

describe("agents beside the table of accounts", () => {
  const twin = fitTwin(fadingMarket(3), { seed: 1, horizon: 52 });
  const asked = { runs: 64, horizon: 52, seed: 1 };

  it("chance adds to the difference of all runs and not to that of two halves", async () => {
    const found = await agentExpectation(twin, runner, asked);
    expect(Math.abs(found.bias)).toBeLessThan(0.05);
    expect(found.atLeast).toBeLessThan(0.5 * found.atMost);
  });

  it("sees accounts of which the table says something else", async () => {
    const expected = f64(twin.columns, "expectedOwn");
    const asTold = expected.slice();
    const total = asTold.reduce((sum, amount) => sum + amount, 0);
    // Half of the amount moves from even accounts to odd ones.
    const moved = asTold.map((amount, k) => (k % 2 === 0 ? amount / 2 : amount));
    expected.set(moved);
    const lacking = 1 - moved.reduce((sum, amount) => sum + amount, 0) / total;
    const found = await agentExpectation(twin, runner, asked);
    expected.set(asTold);
    const share = lacking / (1 - lacking);
    expect(found.bias).toBeGreaterThan(share - 0.08);
    expect(found.bias).toBeLessThan(share + 0.08);
    expect(found.atLeast).toBeGreaterThan(share - 0.08);
    expect(found.atMost).toBeGreaterThanOrEqual(found.atLeast);
  });
});
