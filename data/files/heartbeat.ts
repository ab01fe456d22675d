import { Worker } from "node:worker_threads";

/**
 * Touches a file again and again, in a thread of its own: a fit may keep the main one busy for minutes. The file is held
 * open, so that another one under the same name is never touched.
 */
export interface Heartbeat {
  stop(): Promise<void>;
}

/** Runs as it stands, from the sources and from dist/ alike; so small a thread starts in some ten milliseconds. */
const BEAT = `
  const { futimesSync, openSync } = require("node:fs");
  const { workerData: { path, everyMs } } = require("node:worker_threads");
  const file = openSync(path, "r+");
  setInterval(() => futimesSync(file, Date.now() / 1000, Date.now() / 1000), everyMs);
`;

/** Touches the file at `path` every so many milliseconds until it is stopped, or the process ends. */
export function startHeartbeat(path: string, everyMs: number): Heartbeat {
  const worker = new Worker(BEAT, { eval: true, workerData: { path, everyMs } });
  worker.unref();
  // A file that cannot be touched any more, say on a disk that has gone, is no reason to end the work.
  worker.on("error", () => undefined);
  return { stop: () => worker.terminate().then(() => undefined) };
}
