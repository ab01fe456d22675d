import type { WriteStream } from "node:tty";

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

/** The effects of a real process. The second Ctrl-C does not wait for a clean stop. */
export function processEffects(): Effects {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) process.exit(3);
    controller.abort();
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  for (const stream of [process.stdout, process.stderr]) leaveQuietlyOnClosedPipe(stream);
  return { stdout: process.stdout, stderr: process.stderr, env: process.env, signal: controller.signal };
}

/** `penumbra … | head` closes the pipe early; that is no bug. */
function leaveQuietlyOnClosedPipe(stream: WriteStream): void {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    throw error;
  });
}
