import { expect, test } from "vitest";
import { measurePairing } from "../../bench/pairing.ts";
import { f64 } from "../../core/columns.ts";
import { createRunner } from "../../sim/runner.ts";
import { tiny } from "./tinyTwin.ts";

test("common random numbers cut the standard error of +10% visits in one territory at least 5 times", async () => {
  // As in a market: a tenth more visits to some, amounts by chance, word of mouth.
  const { market, twin } = tiny({
    sizes: [60, 240],
    scalars: { amountShape: 2, goodwillEffect: 0.15, carryOver: 0.8, imitation: 0.05 },
    set: columns => f64(columns, "repCalls").set([20, 80]),
  });
  const runner = createRunner({ threads: 1 });
  const { uplift, factor } = await measurePairing(market, twin, runner, {
    runs: 128,
    horizon: 26,
    territory: "T1",
  });
  await runner.close();
  expect(uplift).toBeGreaterThan(0);
  expect(factor).toBeGreaterThan(5);
});
