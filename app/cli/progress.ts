import { Presets, SingleBar } from "cli-progress";
import type { Effects } from "../effects.ts";

/** One report of a long task: `done` of `total` pieces of a stage. A stage may name its step: `ingest: sales`. */
export interface Progress {
  readonly stage: string;
  readonly done: number;
  readonly total: number;
}

export interface ProgressBar {
  readonly onProgress: (progress: Progress) => void;
  /** Takes the bar away. */
  readonly stop: () => void;
}

/** A task that is over sooner shows no bar. */
const PATIENCE_MS = 1000;

/** A bar with the time left on standard error, when that is a terminal; silence otherwise. */
export function createProgress(effects: Effects): ProgressBar {
  if (!effects.stderr.isTTY) return { onProgress: () => {}, stop: () => {} };
  const started = performance.now();
  let bar: SingleBar | null = null;
  let task = "";
  const stop = () => {
    bar?.stop();
    bar = null;
  };
  const onProgress = ({ stage, done, total }: Progress) => {
    if (performance.now() - started < PATIENCE_MS) return;
    const [name, step = ""] = stage.split(": ");
    if (name !== task || !bar) {
      stop();
      task = name!;
      bar = startBar(effects, task, done, total);
    }
    bar.update(done, { step });
  };
  return { onProgress, stop };
}

function startBar(effects: Effects, task: string, done: number, total: number): SingleBar {
  const bar = new SingleBar(
    {
      format: `${task.padEnd(10)} {bar} {percentage}%  {eta_formatted} left  {step}`,
      stream: effects.stderr as NodeJS.WritableStream,
      clearOnComplete: true,
      hideCursor: true,
      etaBuffer: 50,
      barsize: 30,
    },
    Presets.shades_classic,
  );
  bar.start(total, done, { step: "" });
  return bar;
}

/** Runs a long task under a progress bar, which is gone when the task ends, however it ends. */
export async function withProgress<T>(
  effects: Effects,
  task: (onProgress: (progress: Progress) => void) => Promise<T>,
): Promise<T> {
  const bar = createProgress(effects);
  try {
    return await task(bar.onProgress);
  } finally {
    bar.stop();
  }
}
