import { MessageChannel } from "node:worker_threads";
import { Piscina } from "piscina";
import { CancelledError } from "../core/errors.ts";
import { workerModule } from "../core/workerModule.ts";
import type { Market } from "../data/market/market.ts";
import type { KindRecord } from "./darkRecord.ts";
import { HIDE_BY, type HideBy } from "./hide/choose.ts";
import { openSites } from "./hide/sites.ts";
import type { KindTask } from "./kindWorker.ts";
import { type DarkTrackRecord, LEAST_SITES, type TrackRecordOptions, trackRecordOf } from "./trackRecord.ts";

export interface ThreadedOptions extends Omit<TrackRecordOptions, "estimate"> {
  readonly threads: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * {@link darkTrackRecord} in worker threads, one kind of hiding a thread: quicker, this thread stays free, and it can be
 * cancelled. The figures are the same on any number of threads.
 * @throws CancelledError on `signal`
 */
export async function threadedTrackRecord(
  market: Market,
  options: ThreadedOptions,
): Promise<DarkTrackRecord | null> {
  const { seed, places = [], share = 0.3, kinds = HIDE_BY, signal } = options;
  if (openSites(market).length < LEAST_SITES) return null;
  if (signal?.aborted) throw new CancelledError();
  const threads = Math.min(options.threads, kinds.length);
  const pool = startThreads(threads);
  const stop = () => void pool.destroy();
  signal?.addEventListener("abort", stop);
  const parts = kinds.map(() => 0);
  const report = (k: number) => (part: number) => {
    parts[k] = part;
    const done = parts.reduce((sum, p) => sum + p, 0);
    options.onProgress?.({
      stage: "dark: hidden accounts",
      done: Math.round((STEPS * done) / kinds.length),
      total: STEPS,
    });
  };
  try {
    const records = await Promise.all(
      kinds.map((by, k) => runKind(pool, { market, by, seed, share, places }, report(k))),
    );
    return trackRecordOf(records, share);
  } catch (error) {
    throw signal?.aborted ? new CancelledError() : error;
  } finally {
    signal?.removeEventListener("abort", stop);
    await pool.destroy();
  }
}

const STEPS = 200;

async function runKind(
  pool: Piscina<KindTask, KindRecord>,
  task: Omit<KindTask, "port"> & { readonly by: HideBy },
  onPart: (part: number) => void,
): Promise<KindRecord> {
  const { port1, port2 } = new MessageChannel();
  port1.on("message", (part: number) => onPart(part));
  try {
    return await pool.run({ ...task, port: port2 }, { transferList: [port2] });
  } finally {
    onPart(1);
    port1.close();
  }
}

function startThreads(threads: number): Piscina<KindTask, KindRecord> {
  return new Piscina<KindTask, KindRecord>({
    ...workerModule(new URL("./kindWorker.ts", import.meta.url)),
    minThreads: threads,
    maxThreads: threads,
  });
}
