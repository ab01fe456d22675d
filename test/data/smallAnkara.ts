import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { ANKARA } from "../../data/examples/ankara.ts";
import type { SyntheticSpec } from "../../data/synthetic/spec.ts";
import { readTruth, type Truth } from "../../data/synthetic/truth.ts";
import { writeMarket } from "../../data/synthetic/writeMarket.ts";

/** The embedded example with half of its accounts and three of its years, which is enough for its laws to show. */
export const SMALL_ANKARA: SyntheticSpec = {
  ...ANKARA,
  accounts: 3000,
  history: { from: "2023-01-02", weeks: 156 },
};

export interface PlantedMarket {
  readonly dir: string;
  readonly truth: Truth;
  /** Rows of one of the folder's text files, as objects by header; each file is parsed once. */
  rows(file: string): Promise<Record<string, string>[]>;
  remove(): Promise<void>;
}

/** Plants a market with seed 1 in a temporary folder. */
export async function plantMarket(spec: SyntheticSpec = SMALL_ANKARA): Promise<PlantedMarket> {
  const dir = await mkdtemp(join(tmpdir(), "penumbra-planted-"));
  await writeMarket(dir, spec, { seed: 1 });
  const parsed = new Map<string, Promise<Record<string, string>[]>>();
  return {
    dir,
    truth: await readTruth(dir),
    rows(file) {
      if (!parsed.has(file)) parsed.set(file, parse(join(dir, file)));
      return parsed.get(file)!;
    },
    remove: () => rm(dir, { recursive: true, force: true }),
  };
}

/** The generator quotes nothing, and its headers tell the delimiter. */
async function parse(path: string): Promise<Record<string, string>[]> {
  const bytes = await readFile(path);
  const text = (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  const [header, ...lines] = text.trimEnd().split("\n");
  const delimiter = header!.includes(";") ? ";" : ",";
  const names = header!.split(delimiter);
  return lines.map(line => Object.fromEntries(line.split(delimiter).map((v, i) => [names[i]!, v])));
}

export const sum = (xs: readonly number[]) => xs.reduce((a, b) => a + b, 0);

/** Whole minor units of an amount as it is written, with a comma or a point. */
export const minor = (text: string) => Math.round(100 * Number(text.replace(",", ".")));
