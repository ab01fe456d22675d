import { Presets, SingleBar } from "cli-progress";
import type { Progress } from "../../core/progress.ts";
import type { Effects } from "../effects/effects.ts";

export interface ProgressBar {
  readonly onProgress: (progress: Progress) => void;
  /** Takes the bar away. */
  readonly stop: () => void;
}

/** A task that is over sooner shows no bar. */
const PATIENCE_MS = 1000;

/** A bar with the time left on standard error, when that is a terminal; silence otherwise. */
function createProgress(effects: Effects): ProgressBar {
  if (!effects.stderr.isTTY) return { onProgress: () => {}, stop: () => {} };
  const started = performance.now();
  let bar: SingleBar | null = null;
  let task = "";
  let taskStarted = started;
  const stop = () => {
    bar?.stop();
    bar = null;
  };
  const onProgress = ({ stage, done, total }: Progress) => {
    const now = performance.now();
    const [name, step = ""] = stage.split(": ");
    if (name !== task) {
      stop();
      task = name!;
      taskStarted = now;
    }
    if (now - started < PATIENCE_MS) return;
    const left = timeLeft(now - taskStarted, done, total);
    if (bar) bar.update(done, { left, step });
    else bar = startBar(effects, task, done, total, { left, step });
  };
  return { onProgress, stop };
}

/** `25 s left`, at the pace so far; nothing while that is not known. */
export function timeLeft(elapsedMs: number, done: number, total: number): string {
  if (done <= 0 || total <= done) return "";
  const seconds = Math.ceil(((elapsedMs / done) * (total - done)) / 1000);
  return seconds < 100 ? `${seconds} s left` : `${Math.ceil(seconds / 60)} min left`;
}

function startBar(effects: Effects, task: string, done: number, total: number, payload: object): SingleBar {
  const bar = new SingleBar(
    {
      format: `${task.padEnd(10)} {bar} {percentage}%  {left}  {step}`,
      stream: effects.stderr as NodeJS.WritableStream,
      clearOnComplete: true,
      hideCursor: true,
      barsize: 30,
    },
    Presets.shades_classic,
  );
  bar.start(total, done, payload);
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
