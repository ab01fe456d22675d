import type { Market } from "../data/market/market.ts";
import { clusteredError } from "../scenarios/compare/clusterError.ts";
import { paired } from "../scenarios/compare/uplift.ts";
import { compileScenario } from "../scenarios/compile/compile.ts";
import { readScenarioText } from "../scenarios/file/read.ts";
import { runEnsemble } from "../sim/ensemble.ts";
import type { Runner } from "../sim/runs.ts";
import type { Levers } from "../sim/spec/levers.ts";
import { kernelModel, marketGrouping } from "../sim/twinModel.ts";
import type { Twin } from "../twin/source.ts";

/**
 * What common random numbers bring: standard errors of the mean uplift on own sales, minor units, when run r of the
 * scenario meets the luck of run r of today's course, and when both have a seed of their own.
 */
export interface Pairing {
  readonly territory: string;
  readonly runs: number;
  readonly uplift: number;
  readonly paired: number;
  readonly independent: number;
  /** How many times smaller the paired one is. */
  readonly factor: number;
}

export interface PairingOptions {
  readonly runs: number;
  readonly horizon: number;
  readonly territory: string;
}

/** Measures it for "+10% visits in one territory" on a market whose twin knows visits. */
export async function measurePairing(
  market: Market,
  twin: Twin,
  runner: Runner,
  { runs, horizon, territory }: PairingOptions,
): Promise<Pairing> {
  const yaml = `name: x\nlevers: [{lever: visits, change: +10%, where: {territories: ["${territory}"]}}]\n`;
  const scenario = await readScenarioText(yaml, "more-visits", { dir: "." });
  const { levers } = await compileScenario(scenario, market, twin, { dir: ".", horizon });
  const ownSales = async (seed: number, of: Levers | null) => {
    const groupings = [marketGrouping(twin, { metrics: ["own_amount"], by: "horizon" })];
    const ensemble = await runEnsemble(kernelModel(twin), runner, {
      seed,
      runs,
      horizon,
      levers: of,
      groupings,
    });
    return ensemble.groups.get("market")!.total(0, "own_amount");
  };
  const today = await ownSales(1, null);
  // What luck leaves, whatever the draws share: every run counts for itself, in both ways alike.
  const of = today.map((_, run) => run);
  const same = clusteredError(paired(today, await ownSales(1, levers)), { of });
  const other = clusteredError(paired(today, await ownSales(2, levers)), { of });
  return {
    territory,
    runs,
    uplift: same.mean,
    paired: same.se,
    independent: other.se,
    factor: other.se / same.se,
  };
}
