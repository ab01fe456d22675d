import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { LANGUAGES } from "../../../core/figures.ts";
import { measurePlan, planMeasured, planSummary, planUnits, savePlan, unitsQuery } from "../../api/plans.ts";
import { problem } from "../../api/schema.ts";
import type { PlanDesk } from "./desk.ts";

const params = z.object({ id: z.string().describe("short name of the market, from GET /api/markets") });
const one = params.extend({
  plan: z.string().describe("`today`, the name of a saved plan, or the id of a proposal"),
});
const problems = { 400: problem, 403: problem, 404: problem, 409: problem };

/** Bytes of the moves of a draft: some ten thousand units by their names. */
export const LARGEST_DRAFT = 8 * 1_048_576;

/** The endpoints for looking at plans of territories and trying moves out. */
export function planEndpoints(find: (market: string) => PlanDesk): FastifyPluginAsyncZod {
  return async app => {
    app.get(
      "/api/markets/:id/plans",
      {
        schema: {
          summary: "Today's plan, then the saved ones, then proposals",
          params,
          response: { 200: z.array(planSummary), ...problems },
        },
      },
      ({ params: { id } }) => find(id).list(),
    );
    app.post(
      "/api/markets/:id/plans",
      {
        bodyLimit: LARGEST_DRAFT,
        schema: {
          summary: "Save a plan after some moves, under a new name or in place of what it was made from",
          params,
          body: savePlan,
          response: { 201: planSummary, ...problems },
        },
      },
      async ({ params: { id }, body }, reply) => reply.code(201).send(await find(id).save(body)),
    );
    app.get(
      "/api/markets/:id/plans/:plan/handover.html",
      {
        schema: {
          summary: "What every rep hands over and takes over by a plan against today's, as one page to keep",
          params: one,
          querystring: z.object({ language: z.enum(LANGUAGES).default("en") }),
        },
      },
      async ({ params: { id, plan }, query: { language } }, reply) => {
        const page = await find(id).handover(plan, language);
        const file = encodeURIComponent(`${plan}-handover.html`);
        return reply
          .header("content-disposition", `attachment; filename="handover.html"; filename*=UTF-8''${file}`)
          .type("text/html; charset=utf-8")
          .send(page);
      },
    );
    app.get(
      "/api/markets/:id/plan-units",
      {
        schema: {
          summary: "The areas, cells or accounts that plans are drawn from",
          params,
          querystring: unitsQuery,
          response: { 200: planUnits, ...problems },
        },
      },
      ({ params: { id }, query: { by } }) => find(id).units(by),
    );
    app.post(
      "/api/markets/:id/plans/:plan/measure",
      {
        bodyLimit: LARGEST_DRAFT,
        schema: {
          summary: "A plan in figures, after some moves; nothing is saved",
          params: one,
          body: measurePlan,
          response: { 200: planMeasured, ...problems },
        },
      },
      ({ params: { id, plan }, body: { moves, by } }) => find(id).measure(plan, moves, by),
    );
  };
}
