import type { WriteStream } from "node:tty";
import { classify } from "./surroundings.ts";

/** Where a command's words go. A terminal is a stream with `isTTY`. */
export type Sink = Pick<NodeJS.WritableStream, "write"> & { readonly isTTY?: boolean };

/** Everything that a command does to the world outside market folders, so that tests can hand in their own. */
export interface Effects {
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted when the person presses Ctrl-C. */
  readonly signal: AbortSignal;
}

/** What the shell gets to see. */
export const EXIT = { done: 0, bug: 1, input: 2, cancelled: 3, environment: 4 } as const;

/** The effects of a real process. The second Ctrl-C does not wait for a clean stop. */
export function processEffects(): Effects {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) process.exit(EXIT.cancelled);
    controller.abort();
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  for (const stream of [process.stdout, process.stderr]) leaveWhenClosed(stream);
  return { stdout: process.stdout, stderr: process.stderr, env: process.env, signal: controller.signal };
}

/** `penumbra … | head` closes the pipe early, which is no fault; a full disk under `> file` is one. */
function leaveWhenClosed(stream: WriteStream): void {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(EXIT.done);
    if (stream !== process.stderr) process.stderr.write(`penumbra: ${(classify(error) as Error).message}\n`);
    process.exit(EXIT.environment);
  });
}
