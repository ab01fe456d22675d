import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generatePopulation, type Population, readPopulation } from "../../bench/population.ts";
import { type Replicate, runWorkload, runWorkloadModel } from "../../bench/workload.ts";
import { workloadModel } from "../../bench/workloadModel.ts";
import { InputError } from "../../core/errors.ts";

const FOLDER = "../shared/bench";
const N = 24;

interface Reference {
  readonly runs: number;
  readonly statistics: readonly { readonly name: string; readonly mean: number; readonly sd: number }[];
}

function moments(values: readonly number[]): { mean: number; sd: number } {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return { mean, sd: Math.sqrt(values.reduce((s, v) => s + (v - mean) ** 2, 0) / (values.length - 1)) };
}

describe.skipIf(!existsSync(`${FOLDER}/pop20.bin`))("reference workload W", () => {
  const replicates: Replicate[] = [];
  let reference: Reference;

  beforeAll(async () => {
    reference = JSON.parse(await readFile(`${FOLDER}/reference.json`, "utf8"));
    const summary = await runWorkload(`${FOLDER}/pop20.bin`, { runs: N, threads: 2, seed: 20 }, r =>
      replicates.push(r),
    );
    expect(summary.agentStepsPerSecond).toBeGreaterThan(1e5);
  });

  test("gives one line a replicate, in order", () => {
    expect(replicates.map(r => r.rep)).toEqual(Array.from({ length: N }, (_, k) => k));
    for (const r of replicates) {
      expect([r.impl, r.G, r.stats.length]).toEqual(["penumbra-js", 20, 13]);
      expect(r.ms).toBeGreaterThan(0);
    }
  });

  test("has the published mean of every statistic: |z| < 4", () => {
    reference.statistics.forEach(({ name, mean, sd }, k) => {
      const own = moments(replicates.map(r => r.stats[k]!));
      const z = (own.mean - mean) / Math.sqrt(sd ** 2 / reference.runs + own.sd ** 2 / N);
      expect(Math.abs(z), `${name}: ${own.mean} against ${mean}`).toBeLessThan(4);
    });
  });

  test("has the published spread of every statistic", () => {
    // sd of a sample sd is about sd/√(2(n−1)): 15% of it; four of them.
    reference.statistics.forEach(({ name, sd }, k) => {
      const ratio = moments(replicates.map(r => r.stats[k]!)).sd / sd;
      expect(Math.abs(Math.log(ratio)), `${name}: ratio ${ratio}`).toBeLessThan(0.65);
    });
  });
});

describe("population", () => {
  const population = generatePopulation(20, 3);
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "penumbra-workload-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test("follows its law", () => {
    const { accounts, rate, preference, aware, channel, start } = population;
    expect([accounts, start[400]]).toEqual([40_000, 40_000]);
    const share = (values: Uint8Array, value: number) => values.filter(v => v === value).length / accounts;
    // λ: mean 0.6, variance 0.3; shares by four binomial standard errors.
    expect(Math.abs(moments([...rate]).mean - 0.6)).toBeLessThan(4 * Math.sqrt(0.3 / accounts));
    expect(Math.abs(share(aware, 1) - 0.2)).toBeLessThan(0.008);
    [0.5, 0.3, 0.2].forEach((p, c) => {
      expect(Math.abs(share(channel, c) - p)).toBeLessThan(0.01);
    });
    const alpha = [0, 1, 2, 3].map(b => moments([...preference].filter((_, k) => k % 4 === b)).mean);
    [0.2, 0.35, 0.25, 0.2].forEach((p, b) => {
      expect(Math.abs(alpha[b]! - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / 5 / accounts) + 1e-4);
    });
    expect(population.last.every((b, i) => b !== 0 || aware[i] === 1)).toBe(true);
  });

  test("simulates from a file as from memory, on one thread as on two", async () => {
    const file = join(folder, "nüfus.bin");
    await writeFile(file, populationBytes(population));
    const stats = async (threads: number) => {
      const lines: Replicate[] = [];
      const { resultHash } = await runWorkload(file, { runs: 2, threads }, r => lines.push(r));
      return { resultHash, stats: lines.map(r => r.stats) };
    };
    const one = await stats(1);
    expect(await stats(2)).toEqual(one);
    const lines: Replicate[] = [];
    await runWorkloadModel(workloadModel(population), { runs: 2 }, r => lines.push(r));
    expect(lines.map(r => r.stats)).toEqual(one.stats);
    expect(one.stats[0]![0]).toBe(one.stats[0]!.slice(1, 5).reduce((a, b) => a + b, 0));
  });

  test("a file that is none is refused: missing, short, of wrong size", async () => {
    await expect(runWorkload(join(folder, "none.bin"), { runs: 1 }, () => undefined)).rejects.toThrow(
      InputError,
    );
    const bytes = populationBytes(population);
    expect(() => readPopulation(bytes.subarray(0, 10), "a.bin")).toThrow("a.bin: not a population file");
    expect(() => readPopulation(bytes.subarray(0, 5000), "a.bin")).toThrow(
      /expected \d+ bytes, got 5000 bytes/,
    );
  });
});

/** The file layout of the workload, little endian. */
function populationBytes(p: Population): Uint8Array {
  const parts = [
    Int32Array.of(p.side, p.accounts, p.hexes, p.reps),
    p.start,
    p.rate,
    p.preference,
    p.aware,
    p.last,
    p.channel,
    p.segment,
  ];
  return Buffer.concat(parts.map(a => new Uint8Array(a.buffer, a.byteOffset, a.byteLength)));
}
