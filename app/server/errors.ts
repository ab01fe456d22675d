import type { FastifyInstance } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { EnvironmentError, InputError } from "../../core/errors.ts";
import { classify } from "../cli/outcome.ts";

/** Codes of input errors that HTTP has a status of its own for; all others are 400. */
const STATUS: Readonly<Record<string, number>> = {
  unknown_market: 404,
  unknown_account: 404,
  not_found: 404,
  scenario_missing: 404,
  read_only: 403,
  foreign_origin: 403,
  foreign_host: 403,
  changed: 409,
  name_taken: 409,
  queue_full: 429,
  closing: 503,
};

/**
 * Wrong input becomes 4xx with a stable code, a fault of the surroundings (a full disk) 503; a bug becomes 500, and
 * its stack stays in the log.
 */
export function handleErrors(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    if (hasZodFastifySchemaValidationErrors(error)) {
      const message = error.validation.map(v => `${v.instancePath.slice(1)}: ${v.message}`).join("; ");
      return reply.code(400).send({ code: "bad_request", message });
    }
    if (error instanceof InputError) {
      return reply.code(STATUS[error.code] ?? 400).send({ code: error.code, message: error.message });
    }
    const surroundings = classify(error);
    if (surroundings instanceof EnvironmentError) {
      return reply.code(503).send({ code: surroundings.code, message: surroundings.message });
    }
    const status = (error as { statusCode?: number }).statusCode ?? 500;
    if (status < 500 && error instanceof Error) {
      return reply.code(status).send({ code: "bad_request", message: error.message });
    }
    request.log.error(error);
    return reply.code(500).send({ code: "bug", message: "the server failed; its log holds the reason" });
  });
}
