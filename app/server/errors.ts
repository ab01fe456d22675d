import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import type { InputCode } from "../../core/errorCodes.ts";
import { EnvironmentError, InputError } from "../../core/errors.ts";
import { classify } from "../effects/surroundings.ts";

/** Codes of input errors that HTTP has a status of its own for; all others are 400. */
const STATUS: Readonly<Partial<Record<InputCode, number>>> = {
  token_needed: 401,
  read_only: 403,
  foreign_origin: 403,
  foreign_host: 403,
  unknown_market: 404,
  unknown_account: 404,
  not_found: 404,
  scenario_missing: 404,
  wrong_method: 405,
  changed: 409,
  plan_changed: 409,
  plan_missing: 404,
  name_taken: 409,
  queue_full: 429,
  too_many_tries: 429,
  closing: 503,
};

/** Stable codes of what Node and Fastify refuse before anything of ours has seen it, by status. */
const CODES: Readonly<Record<number, string>> = {
  400: "bad_request",
  408: "too_slow",
  413: "too_large",
  415: "media_type",
  431: "long_header",
  501: "unknown_method",
};

export function codeOf(status: number): string {
  return CODES[status] ?? "bad_request";
}

/** A problem as the API tells it. */
interface Told {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/**
 * Wrong input becomes 4xx with a stable code, a fault of the surroundings (a full disk) 503; a bug becomes 500, and
 * its stack stays in the log.
 */
export function handleErrors(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => answerError(error, request, reply));
}

/** Also for what Fastify finds wrong before it looks for an endpoint, such as a broken escape in the address. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, ...problem } = told(error, request.log);
  return reply.code(status).type("application/json; charset=utf-8").send(JSON.stringify(problem));
}

function told(error: unknown, log: FastifyBaseLogger): Told {
  if (hasZodFastifySchemaValidationErrors(error)) {
    const message = error.validation.map(v => `${v.instancePath.slice(1)}: ${v.message}`).join("; ");
    return { status: 400, code: "bad_request", message };
  }
  const known = classify(error);
  if (known instanceof InputError)
    return { status: STATUS[known.code] ?? 400, code: known.code, message: known.message };
  if (known instanceof EnvironmentError) return { status: 503, code: known.code, message: known.message };
  const status = (error as { statusCode?: number }).statusCode ?? 500;
  if (status < 500 && error instanceof Error) return { status, code: codeOf(status), message: error.message };
  log.error(error);
  return { status: 500, code: "bug", message: "the server failed; its log holds the reason" };
}
