import { CommanderError } from "commander";
import { CancelledError, EnvironmentError, InputError } from "../../core/errors.ts";
import type { Effects } from "../effects.ts";

/** What the shell gets to see. */
export const EXIT = { done: 0, bug: 1, input: 2, cancelled: 3, environment: 4 } as const;

/** System errors that are the surroundings' fault, with what a person can do about them. */
const SURROUNDINGS: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full; make room and run the command again",
  EDQUOT: "your disk quota is used up; make room and run the command again",
  EFBIG: "the file is larger than the file system or the limit of this shell allows (ulimit -f)",
  EROFS: "the file system is read-only; choose a folder that can be written",
  EACCES: "permission denied; check who owns the folder",
  EPERM: "not permitted; check who owns the folder",
  EMFILE: "too many open files; raise the limit (ulimit -n)",
  ENFILE: "too many open files on this machine",
  EADDRINUSE: "the port is taken; choose another with --port",
  EADDRNOTAVAIL: "this machine has no such address; choose another with --host",
  EIO: "the disk reported an error",
};

/** Turns system errors of the surroundings into {@link EnvironmentError}; returns anything else unchanged. */
export function classify(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof InputError) return error;
  if (error.name === "AbortError") return new CancelledError();
  const code = (error as NodeJS.ErrnoException).code ?? "";
  const advice =
    SURROUNDINGS[code] ?? (/No space left on device/i.test(error.message) && SURROUNDINGS.ENOSPC);
  return advice
    ? new EnvironmentError(code || "ENOSPC", `${error.message}: ${advice}`, { cause: error })
    : error;
}

/** Says on standard error what went wrong, and gives the exit code. */
export function report(thrown: unknown, effects: Effects): number {
  const error = classify(thrown);
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.input;
  if (error instanceof InputError) return say(effects, error.message, EXIT.input);
  if (error instanceof CancelledError) return say(effects, "cancelled; nothing was changed", EXIT.cancelled);
  if (error instanceof EnvironmentError) return say(effects, error.message, EXIT.environment);
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  effects.stderr.write(`${stack}\n`);
  return say(
    effects,
    "this is a bug in penumbra; please report it with the lines above, the command and the version",
    EXIT.bug,
  );
}

function say(effects: Effects, message: string, code: number): number {
  effects.stderr.write(`penumbra: ${message}\n`);
  return code;
}
