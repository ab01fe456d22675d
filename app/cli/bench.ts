import { runWorkload } from "../../bench/workload.ts";
import { decimal, significant } from "../../core/figures.ts";
import type { Effects } from "../effects/effects.ts";
import { count } from "../words/format.ts";

export interface BenchOptions {
  readonly workload: string;
  readonly runs: number;
  readonly seed: number;
  readonly threads?: number;
  readonly json?: boolean;
}

/** Names of the workload's statistics, in its order. */
const STATISTICS = [
  "units",
  "units of brand 0",
  "units of brand 1",
  "units of brand 2",
  "units of brand 3",
  "own share, weeks 39-51",
  "brand 1 in promotion",
  "aware, week 12",
  "aware, week 25",
  "aware, week 38",
  "aware, week 51",
  "own units squared by hex",
  "own units x aware by hex",
] as const;

/** `penumbra bench --workload FILE`: one line a replicate, the speed on standard error. */
export async function bench(options: BenchOptions, effects: Effects): Promise<void> {
  const { workload, runs, seed, threads } = options;
  const sums = new Float64Array(STATISTICS.length);
  const { agentStepsPerSecond } = await runWorkload(
    workload,
    { runs, seed, threads, signal: effects.signal },
    replicate => {
      replicate.stats.forEach((value, i) => {
        sums[i]! += value;
      });
      const { rep, ms } = replicate;
      effects.stdout.write(
        options.json ? `${JSON.stringify(replicate)}\n` : `replicate ${rep}: ${decimal(ms, 1)} ms\n`,
      );
    },
  );
  if (!options.json) {
    effects.stdout.write("\nMeans over the replicates\n");
    STATISTICS.forEach((name, i) => {
      effects.stdout.write(`  ${name.padEnd(26)} ${significant(sums[i]! / runs, 6)}\n`);
    });
  }
  effects.stderr.write(`${count(agentStepsPerSecond)} agent-steps a second\n`);
}
