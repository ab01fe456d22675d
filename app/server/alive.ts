import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";

/** Tells whoever asks, under any name and without a token, that the server lives; nothing else. */
export const aliveEndpoints: FastifyPluginAsyncZod = async app => {
  app.get(
    "/health",
    {
      config: { access: "anyone" },
      schema: { summary: "That the server lives", response: { 200: z.object({ status: z.literal("ok") }) } },
    },
    async () => ({ status: "ok" as const }),
  );
};
