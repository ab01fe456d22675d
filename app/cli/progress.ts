import { Presets, SingleBar } from "cli-progress";
import type { Progress, Step, Task } from "../../core/progress.ts";
import type { Session } from "./session.ts";
import type { Voice } from "./words/voice.ts";

export interface ProgressBar {
  readonly onProgress: (progress: Progress) => void;
  /** Takes the bar away. */
  readonly stop: () => void;
}

/** A task that is over sooner shows no bar. */
const PATIENCE_MS = 1000;

/** A bar with the time left on standard error, when that is a terminal; silence otherwise. */
function createProgress(session: Session): ProgressBar {
  if (!session.stderr.isTTY) return { onProgress: () => {}, stop: () => {} };
  const { progress } = session.voice.words;
  const started = performance.now();
  let bar: SingleBar | null = null;
  let task: Task | null = null;
  let taskStarted = started;
  const stop = () => {
    bar?.stop();
    bar = null;
  };
  const onProgress = ({ stage, done, total }: Progress) => {
    const now = performance.now();
    // As the type of a stage has it.
    const [name, part] = stage.split(": ") as [Task, Step?];
    const step = part === undefined ? "" : progress.steps[part];
    if (name !== task) {
      stop();
      task = name;
      taskStarted = now;
    }
    if (now - started < PATIENCE_MS) return;
    const left = timeLeft(now - taskStarted, done, total, session.voice);
    if (bar) bar.update(done, { left, step });
    else bar = startBar(session, progress.tasks[name], done, total, { left, step });
  };
  return { onProgress, stop };
}

/** `25 s left`, at the pace so far; nothing while that is not known. */
export function timeLeft(
  elapsedMs: number,
  done: number,
  total: number,
  { words: { progress }, count }: Voice,
): string {
  if (done <= 0 || total <= done) return "";
  const seconds = Math.ceil(((elapsedMs / done) * (total - done)) / 1000);
  if (seconds < 100) return progress.secondsLeft(count(seconds));
  return progress.minutesLeft(count(Math.ceil(seconds / 60)));
}

function startBar(session: Session, task: string, done: number, total: number, payload: object): SingleBar {
  const bar = new SingleBar(
    {
      format: `${task.padEnd(10)} {bar} {percentage}%  {left}  {step}`,
      stream: session.stderr as NodeJS.WritableStream,
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
  session: Session,
  task: (onProgress: (progress: Progress) => void) => Promise<T>,
): Promise<T> {
  const bar = createProgress(session);
  try {
    return await task(bar.onProgress);
  } finally {
    bar.stop();
  }
}
