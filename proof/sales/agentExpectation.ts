import { f64 } from "../../core/columns.ts";
import { runEnsemble } from "../../sim/ensemble.ts";
import type { Runner } from "../../sim/runner.ts";
import { unitView } from "../../sim/spec/unitView.ts";
import { kernelModel } from "../../sim/twinModel.ts";
import type { Twin } from "../../twin/source.ts";

/** What agents buy in the runs beside what the twin expects of them, own amounts of a year. */
export interface AgentExpectation {
  readonly runs: number;
  /** Σ over accounts of mean − expected, over Σ expected. */
  readonly bias: number;
  /** Σ|mean − expected| / Σ expected: too large by what chance adds to it. */
  readonly atMost: number;
  /** The same from two halves, the sign of one and the size of the other: chance cancels, and what both halves do not see. */
  readonly atLeast: number;
}

/**
 * Simulates every account as a recording unit of its own, and holds the mean of its runs beside `expectedOwn`.
 * Memory: 8 bytes × 16 runs × accounts × periods × (9 + brands) for each block under way.
 * @param twin whose paths reach as far as `horizon`, a year
 */
export async function agentExpectation(
  twin: Twin,
  runner: Runner,
  { runs, horizon, seed }: { readonly runs: number; readonly horizon: number; readonly seed: number },
): Promise<AgentExpectation> {
  const expected = f64(twin.columns, "expectedOwn");
  const count = expected.length;
  const accounts = Int32Array.from({ length: count }, (_, k) => k);
  const metric = "amount:0";
  const grouping = { name: "account", count, unitGroup: accounts, metrics: [metric], by: "horizon" } as const;
  const ensemble = await runEnsemble(kernelModel(twin), runner, {
    ...{ seed, runs, horizon, groupings: [grouping], view: unitView(accounts, count) },
  });
  const bought = ensemble.groups.get("account")!;
  const total = expected.reduce((sum, amount) => sum + amount, 0);
  let [bias, atMost, atLeast] = [0, 0, 0];
  for (let k = 0; k < count; k++) {
    const amounts = bought.total(k, metric);
    const first = mean(amounts.subarray(0, runs >> 1)) - expected[k];
    const second = mean(amounts.subarray(runs >> 1)) - expected[k];
    const all = mean(amounts) - expected[k];
    bias += all;
    atMost += Math.abs(all);
    atLeast += (Math.sign(first) * second + Math.sign(second) * first) / 2;
  }
  return { runs, bias: bias / total, atMost: atMost / total, atLeast: Math.max(0, atLeast / total) };
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
