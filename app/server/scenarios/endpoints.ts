import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { LANGUAGES } from "../../../core/figures.ts";
import { scenarioJsonSchema } from "../../../scenarios/file/schema.ts";
import {
  checkScenario,
  createScenario,
  renameScenario,
  saveScenario,
  scenarioCheck,
  scenarioNames,
  scenarioSummary,
  scenarioText,
} from "../../api/scenarios.ts";
import { problem } from "../../api/schema.ts";
import type { ScenarioDesk } from "./desk.ts";

const params = z.object({ id: z.string().describe("short name of the market, from GET /api/markets") });
const one = params.extend({
  scenario: z.string().describe("name of the scenario's file without its ending"),
});
const problems = { 400: problem, 403: problem, 404: problem, 409: problem };

/** Finds the desk of a market. @throws InputError `unknown_market` where there is none. */
export type FindDesk = (market: string) => ScenarioDesk;

/** The endpoints for listing, writing and checking scenarios. */
export function scenarioEndpoints(find: FindDesk): FastifyPluginAsyncZod {
  return async app => {
    app.get(
      "/api/scenario.schema.json",
      {
        schema: {
          summary: "JSON Schema of a scenario file, for editors",
          querystring: z.object({
            language: z.enum(LANGUAGES).default("en").describe("of what it tells of each part"),
          }),
          response: { 200: z.record(z.string(), z.unknown()) },
        },
      },
      ({ query: { language } }) => scenarioJsonSchema(language),
    );
    app.get(
      "/api/markets/:id/scenarios",
      {
        schema: {
          summary: "The market's own scenarios, then the library's",
          params,
          response: { 200: z.array(scenarioSummary), ...problems },
        },
      },
      ({ params: { id } }) => find(id).shelf.list(),
    );
    app.get(
      "/api/markets/:id/scenario-names",
      {
        schema: {
          summary: "What a scenario may name in this market",
          params,
          response: { 200: scenarioNames, ...problems },
        },
      },
      ({ params: { id } }) => find(id).names(),
    );
    app.post(
      "/api/markets/:id/scenarios/check",
      {
        schema: {
          summary: "What is wrong with a scenario's text, place by place",
          params,
          body: checkScenario,
          response: { 200: scenarioCheck, ...problems },
        },
      },
      ({ params: { id }, body }) => find(id).check(body.text, body.id),
    );
    await app.register(fileEndpoints(find));
  };
}

/** The files of DIR/scenarios, one by one. */
function fileEndpoints(find: FindDesk): FastifyPluginAsyncZod {
  return async app => {
    app.post(
      "/api/markets/:id/scenarios",
      {
        schema: {
          summary: "Keep a new scenario, in a file named after it",
          params,
          body: createScenario,
          response: { 201: scenarioText, ...problems },
        },
      },
      async ({ params: { id }, body }, reply) => reply.code(201).send(await find(id).shelf.create(body.text)),
    );
    app.get(
      "/api/markets/:id/scenarios/:scenario",
      {
        schema: {
          summary: "A scenario's text",
          params: one,
          response: { 200: scenarioText, ...problems },
        },
      },
      ({ params: { id, scenario } }) => find(id).shelf.read(scenario),
    );
    app.put(
      "/api/markets/:id/scenarios/:scenario",
      {
        schema: {
          summary: "Change one of the market's own scenarios",
          params: one,
          body: saveScenario,
          response: { 200: scenarioText, ...problems },
        },
      },
      ({ params: { id, scenario }, body }) => find(id).shelf.save(scenario, body.text, body.version),
    );
    app.post(
      "/api/markets/:id/scenarios/:scenario/rename",
      {
        schema: {
          summary: "Give one of the market's own scenarios another file name",
          params: one,
          body: renameScenario,
          response: { 200: scenarioText, ...problems },
        },
      },
      ({ params: { id, scenario }, body }) => find(id).shelf.rename(scenario, body.to),
    );
    app.delete(
      "/api/markets/:id/scenarios/:scenario",
      {
        schema: {
          summary: "Throw one of the market's own scenarios away",
          params: one,
          response: { 204: z.null(), ...problems },
        },
      },
      async ({ params: { id, scenario } }, reply) => {
        await find(id).shelf.remove(scenario);
        return reply.code(204).send(null);
      },
    );
  };
}
