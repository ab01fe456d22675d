import { MessageChannel } from "node:worker_threads";
import { Piscina } from "piscina";
import { chance } from "../../core/chance.ts";
import { CancelledError } from "../../core/errors.ts";
import { workerModule } from "../../core/workerModule.ts";
import type { Districting } from "../districting.ts";
import type { ChainResult, ChainTask } from "./chain.ts";
import { type Candidate, type Front, joinFronts } from "./front.ts";
import { type Calls, questionOf } from "./question.ts";
import type { Kept, Scores, Taste } from "./scores.ts";
import type { Part, WorkerTask } from "./worker.ts";

export interface SearchOptions {
  readonly seed: number;
  /** Walks, each with a taste of its own. Their number is part of the question, as the seed is; threads are not. */
  readonly chains: number;
  /** Proposals of each walk. */
  readonly steps: number;
  readonly threads: number;
  /** Where calls are made, for the estimate of travel; null: without. */
  readonly calls: Calls | null;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  /** The best so far of any walk, as walks report it. */
  readonly onBest?: ((best: Candidate) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What a search found. */
export interface Found {
  /** Which bounds its plans keep: the most that any walk found. */
  readonly kept: Kept;
  /** Of these plans those that no other beats in everything. */
  readonly front: Front;
  /** Scores of such plans that the walks passed. */
  readonly ensemble: readonly Scores[];
}

/** Plans that a front may hold, and integers that those of one walk may take up. */
const [FRONT, FRONT_CELLS] = [60, 1_500_000];

/**
 * Searches plans: walks of annealing in worker threads, each from today's plan with chance and taste of its own. The same
 * districting, seed, chains and steps give the same bits on any number of threads.
 * @throws CancelledError on `signal`
 */
export async function search(districting: Districting, options: SearchOptions): Promise<Found> {
  const { seed, chains, steps, signal } = options;
  if (signal?.aborted) throw new CancelledError();
  const question = questionOf(districting, options.calls);
  const frontSize = Math.max(4, Math.min(FRONT, Math.floor(FRONT_CELLS / question.units)));
  const pool = startThreads(Math.min(options.threads, chains));
  const stop = () => void pool.destroy();
  signal?.addEventListener("abort", stop);
  const done = new Float64Array(chains);
  const onPart = (chain: number) => (part: Part) => {
    done[chain] = part.done;
    options.onProgress?.(Math.round(steps * done.reduce((sum, d) => sum + d, 0)), steps * chains);
    if (part.best) options.onBest?.(part.best);
  };
  try {
    const walks = await Promise.all(
      Array.from({ length: chains }, (_, chain) =>
        walk(pool, { question, seed, chain, taste: tasteOf(seed, chain), steps, frontSize }, onPart(chain)),
      ),
    );
    const kept = Math.max(...walks.map(w => w.kept)) as Kept;
    const best = walks.filter(w => w.kept === kept);
    return {
      kept,
      front: joinFronts(
        best.map(w => w.front),
        FRONT,
      ),
      ensemble: best.flatMap(w => w.ensemble),
    };
  } catch (error) {
    throw signal?.aborted ? new CancelledError() : error;
  } finally {
    signal?.removeEventListener("abort", stop);
    await pool.destroy();
  }
}

function startThreads(threads: number): Piscina<WorkerTask, ChainResult> {
  return new Piscina<WorkerTask, ChainResult>({
    ...workerModule(new URL("./worker.ts", import.meta.url)),
    minThreads: threads,
    maxThreads: threads,
  });
}

async function walk(
  pool: Piscina<WorkerTask, ChainResult>,
  task: ChainTask,
  onPart: (part: Part) => void,
): Promise<ChainResult> {
  const { port1, port2 } = new MessageChannel();
  port1.on("message", onPart);
  try {
    return await pool.run({ task, port: port2 }, { transferList: [port2] });
  } finally {
    onPart({ done: 1, best: null });
    port1.close();
  }
}

/** The first walks lean to one score each, the others where chance says. */
const TASTES: readonly Taste[] = [
  { balance: 1, compactness: 0.3, travel: 0.3, disruption: 1 },
  { balance: 0.2, compactness: 0.05, travel: 0.05, disruption: 4 },
  { balance: 1, compactness: 0.5, travel: 1, disruption: 0.2 },
  { balance: 3, compactness: 0.05, travel: 0.05, disruption: 0.3 },
];

/** Names the stream of chance that tastes come from. */
const PURPOSE = 0x5ea3c6;

function tasteOf(seed: number, chain: number): Taste {
  if (chain < TASTES.length) return TASTES[chain];
  const { uniform } = chance(seed, PURPOSE, chain);
  const leaning = (most: number) => most * uniform() ** 2;
  return { balance: leaning(2), compactness: leaning(0.6), travel: leaning(1), disruption: leaning(4) };
}
