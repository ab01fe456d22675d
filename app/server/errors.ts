import type { FastifyInstance } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { InputError } from "../../core/errors.ts";

/** Codes of input errors that say that a thing is not there. */
const NOT_FOUND = new Set(["unknown_market", "not_found"]);

/** Wrong input becomes 400 or 404 with a stable code; a bug becomes 500, and its stack stays in the log. */
export function handleErrors(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    if (hasZodFastifySchemaValidationErrors(error)) {
      const message = error.validation.map(v => `${v.instancePath.slice(1)}: ${v.message}`).join("; ");
      return reply.code(400).send({ code: "bad_request", message });
    }
    if (error instanceof InputError) {
      return reply
        .code(NOT_FOUND.has(error.code) ? 404 : 400)
        .send({ code: error.code, message: error.message });
    }
    const status = (error as { statusCode?: number }).statusCode ?? 500;
    if (status < 500 && error instanceof Error) {
      return reply.code(status).send({ code: "bad_request", message: error.message });
    }
    request.log.error(error);
    return reply.code(500).send({ code: "bug", message: "the server failed; its log holds the reason" });
  });
}
