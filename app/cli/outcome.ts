import { CommanderError } from "commander";
import { CancelledError, EnvironmentError, InputError } from "../../core/errors.ts";
import type { InLanguages } from "../../core/figures.ts";
import { EXIT } from "../effects/effects.ts";
import { classify } from "../effects/surroundings.ts";
import { errorsTr, systemErrorTr } from "../words/tr/errors.ts";
import type { Session } from "./session.ts";

/** Says on standard error what went wrong, and gives the exit code. */
export function report(thrown: unknown, session: Session): number {
  const { outcome } = session.voice.words;
  const error = classify(thrown);
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.input;
  if (error instanceof InputError || error instanceof EnvironmentError) {
    say(session, withFirstLine(error, session));
    return error instanceof InputError ? EXIT.input : EXIT.environment;
  }
  if (error instanceof CancelledError) {
    say(session, outcome.cancelled);
    return EXIT.cancelled;
  }
  session.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  say(session, outcome.bug);
  return EXIT.bug;
}

/**
 * What went wrong, by its code, then the details; in English the details say it all. Details that have no words in
 * Turkish are in English.
 */
export function withFirstLine(error: InputError | EnvironmentError, { voice }: Session): string {
  if (voice.language === "en") return error.message;
  const known: Readonly<Record<string, string>> = errorsTr;
  const words = error instanceof InputError ? (error.details.words as InLanguages | undefined) : undefined;
  return `${known[error.code] ?? systemErrorTr(error.code)}\n${words?.tr ?? error.message}`;
}

function say({ stderr }: Session, message: string): void {
  stderr.write(`penumbra: ${message}\n`);
}
