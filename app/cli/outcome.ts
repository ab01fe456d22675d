import { CommanderError } from "commander";
import { CancelledError, EnvironmentError, InputError } from "../../core/errors.ts";
import { type Effects, EXIT } from "../effects/effects.ts";
import { classify } from "../effects/surroundings.ts";

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
