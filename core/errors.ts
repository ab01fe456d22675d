import type { EnvironmentCode, InputCode, SystemCode } from "./errorCodes.ts";

/**
 * Errors that are not bugs. Anything else that is thrown is a bug and keeps its stack.
 *
 * A message says what is wrong, what was expected, what came, where, and how to mend it, for example
 * `sales.csv line 812: amount "12,5o" is not a number; expected e.g. 12.50 or 12,50`.
 */

/** The input is wrong: exit code 2, HTTP 400. `code` is stable and may be matched by programs. */
export class InputError extends Error {
  override readonly name = "InputError";
  readonly code: InputCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: InputCode, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

/** The surroundings failed (disk full, port taken): exit code 4. Nothing is lost. */
export class EnvironmentError extends Error {
  override readonly name = "EnvironmentError";
  readonly code: EnvironmentCode | SystemCode;

  constructor(code: EnvironmentCode | SystemCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The person cancelled: exit code 3. */
export class CancelledError extends Error {
  override readonly name = "CancelledError";

  constructor(message = "cancelled") {
    super(message);
  }
}
