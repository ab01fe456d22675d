import type { EnvironmentCode, InputCode } from "../../../core/errorCodes.ts";
import { CancelledError, EnvironmentError, InputError } from "../../../core/errors.ts";
import type { PlanTask } from "../../api/planJobs.ts";
import type { RunRequest } from "../../api/scenarios.ts";

/** What the server asks of the process that simulates. Answers carry the number of the call. */
export type Call =
  | {
      readonly kind: "pose";
      readonly call: number;
      readonly dir: string;
      readonly request: RunRequest;
    }
  | {
      readonly kind: "answer";
      readonly call: number;
      readonly dir: string;
      readonly request: RunRequest;
      /** As `pose` gave it. */
      readonly id: string;
    }
  | { readonly kind: "plan"; readonly call: number; readonly dir: string; readonly task: PlanTask }
  | { readonly kind: "cancel"; readonly call: number };

export type Reply =
  | { readonly kind: "progress"; readonly call: number; readonly done: number; readonly total: number }
  /** `result`: of `pose` and `answer` a RunQuestion, of `plan` what its task comes to. */
  | { readonly kind: "done"; readonly call: number; readonly result: unknown }
  | { readonly kind: "failed"; readonly call: number; readonly error: SentError };

/** An error as it crosses from one process to the other. */
export interface SentError {
  readonly name: string;
  readonly code: string;
  readonly message: string;
  readonly stack: string | undefined;
}

export function sendableError(thrown: unknown): SentError {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const { code } = error as { code?: unknown };
  return {
    name: error.name,
    code: typeof code === "string" ? code : "",
    message: error.message,
    stack: error.stack,
  };
}

export function receivedError({ name, code, message, stack }: SentError): Error {
  if (name === "InputError") return new InputError(code as InputCode, message);
  if (name === "EnvironmentError") return new EnvironmentError(code as EnvironmentCode, message);
  if (name === "CancelledError") return new CancelledError(message);
  const error = Object.assign(new Error(message), code && { code });
  if (stack !== undefined) error.stack = stack;
  return error;
}
