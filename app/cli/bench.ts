import { runWorkload } from "../../bench/workload.ts";
import type { Session } from "./session.ts";

export interface BenchOptions {
  readonly workload: string;
  readonly runs: number;
  readonly seed: number;
  readonly threads?: number;
  readonly json?: boolean;
}

/** `penumbra bench --workload FILE`: one line a replicate, the speed on standard error. */
export async function bench(options: BenchOptions, session: Session): Promise<void> {
  const { workload, runs, seed, threads } = options;
  const { words, count, decimal, significant } = session.voice;
  const { statistics, replicate: described, means, speed } = words.bench;
  const sums = new Float64Array(statistics.length);
  const { agentStepsPerSecond } = await runWorkload(
    workload,
    { runs, seed, threads, signal: session.signal },
    replicate => {
      replicate.stats.forEach((value, i) => {
        sums[i]! += value;
      });
      const { rep, ms } = replicate;
      session.stdout.write(
        options.json ? `${JSON.stringify(replicate)}\n` : `${described(String(rep), decimal(ms, 1))}\n`,
      );
    },
  );
  if (!options.json) {
    session.stdout.write(`\n${means}\n`);
    statistics.forEach((name, i) => {
      session.stdout.write(`  ${name.padEnd(26)} ${significant(sums[i]! / runs, 6)}\n`);
    });
  }
  session.stderr.write(`${speed(count(agentStepsPerSecond))}\n`);
}
