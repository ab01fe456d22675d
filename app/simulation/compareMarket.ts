import { createHash } from "node:crypto";
import { type Comparison, compareScenarios } from "../../scenarios/compare.ts";
import { compileScenario, horizonOf } from "../../scenarios/compile.ts";
import { readScenario } from "../../scenarios/read.ts";
import { createRunner } from "../../sim/runner.ts";
import type { Progress } from "../cli/progress.ts";
import { packageVersion } from "../packageRoot.ts";
import { type KeptScenario, keptScenario, loadBuilt } from "./marketScenarios.ts";
import { type SliceRows, slice, writeRunFolder } from "./runFolder.ts";

export interface CompareMarketOptions {
  /** Runs, or with `precision` the most runs. */
  readonly runs: number;
  readonly threads: number;
  /** Periods ahead; default: what B says, else what A says, else a year. */
  readonly horizon?: number;
  /** Default: the seed of the twin. */
  readonly seed?: number;
  /** Relative standard error of the uplift on own_amount at which runs stop; default: all runs are done. */
  readonly precision?: number;
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

/** What `compare --json` prints. Amounts in major currency units. */
export interface CompareResult extends Comparison {
  readonly id: string;
  readonly name: string;
  readonly synthetic: boolean;
  readonly currency: string;
  readonly period: "week" | "month";
  readonly engine: "js";
  readonly version: string;
  readonly twin_hash: string;
  readonly a: KeptScenario;
  readonly b: KeptScenario;
}

const QUANTITIES = ["mean", "se", "p05", "p50", "p95", "p_positive", "relative", "a", "b"] as const;

/**
 * Compares two scenarios of a built market, by name or file, and keeps the result in `.penumbra/runs/<id>/`. The same
 * twin, scenarios, seed and runs give the same id and figures on any number of threads.
 * @throws InputError when the market is not built or a scenario is faulty; CancelledError on `signal`.
 */
export async function compareMarket(
  dir: string,
  a: string,
  b: string,
  options: CompareMarketOptions,
): Promise<CompareResult> {
  const { market, twin } = await loadBuilt(dir);
  const [first, second] = [await readScenario(a, { dir }), await readScenario(b, { dir })];
  const horizon = horizonOf({ horizon: second.horizon ?? first.horizon }, twin, options.horizon);
  const scenarios = [
    await compileScenario(first, market, twin, { dir, horizon }),
    await compileScenario(second, market, twin, { dir, horizon }),
  ] as const;
  const seed = options.seed ?? twin.header.seed;
  const { runs, precision, onProgress, signal } = options;
  const runner = createRunner({ threads: options.threads });
  try {
    const comparison = await compareScenarios(market, twin, scenarios, runner, {
      runs,
      seed,
      precision,
      onProgress: progress => onProgress?.({ stage: "compare", ...progress }),
      signal,
    });
    const { header } = twin;
    const [keptA, keptB] = [keptScenario(scenarios[0]), keptScenario(scenarios[1])];
    const spec = {
      engine: "js" as const,
      version: packageVersion(),
      twin_hash: twin.hash,
      a: keptA,
      b: keptB,
    };
    const result: CompareResult = {
      id: idOf({ ...spec, runs: comparison.runs, horizon, seed }),
      name: header.marketName,
      synthetic: header.synthetic,
      currency: header.currency,
      period: header.period,
      ...spec,
      ...comparison,
    };
    await keep(dir, result);
    return result;
  } finally {
    await runner.close();
  }
}

function idOf(spec: object): string {
  return `compare-${createHash("sha256").update(JSON.stringify(spec)).digest("hex").slice(0, 12)}`;
}

async function keep(dir: string, result: CompareResult): Promise<void> {
  const { by_territory, by_type, by_period, uplift, exceedance, ...record } = result;
  const keyed = (key: string, groups: Comparison["by_territory"]): SliceRows =>
    Object.entries(groups).map(([name, figures]) => [{ [key]: name }, figures]);
  const courses: SliceRows = by_period.flatMap(({ period, ...sides }) =>
    (["a", "b"] as const).map(course => [{ period, course }, sides[course]] as const),
  );
  const points: SliceRows = Object.entries(exceedance).flatMap(([metric, curve]) =>
    curve.map(point => [{}, { [metric]: point }] as const),
  );
  await writeRunFolder(dir, record, [
    slice("uplift", [[{}, uplift]], QUANTITIES),
    slice("by_territory", keyed("territory_id", by_territory), QUANTITIES),
    slice("by_type", keyed("type", by_type), QUANTITIES),
    slice(
      "by_period",
      by_period.map(p => [{ period: p.period }, p.uplift] as const),
      QUANTITIES,
    ),
    slice("courses", courses, ["mean", "p05", "p25", "p50", "p75", "p95"]),
    slice("exceedance", points, ["x", "p"]),
  ]);
}
