import { z } from "zod";

/**
 * Plans of territories over HTTP, as zod schemas; see `schema.ts`. Amounts are in major currency units.
 *
 * | method and path, below /api/markets/:id | answer |
 * | --- | --- |
 * | GET /plans | PlanSummary[]: today's, then the saved ones, then proposals |
 * | GET /plan-units?by=cell | PlanUnits: what plans are drawn from, whatever they say |
 * | POST /plans/:plan/measure {moves, by} | PlanMeasured: the plan after these moves, in figures and unit by unit |
 */

/** What a plan is drawn from; its rows name `area_id`, `cell` or `account_id`. */
export const PLAN_UNITS = ["area", "cell", "account"] as const;
export type PlanUnitKind = (typeof PLAN_UNITS)[number];

/** The plan in force, which has no file of its own. */
export const TODAY = "today";

export const planSummary = z.object({
  id: z.string(),
  source: z.enum(["today", "saved", "proposal"]),
  version: z.string().nullable().describe("of what was saved; null: today's plan, which has no file"),
  problem: z.string().nullable().describe("what is wrong with its file; null: nothing"),
});

export const planTerritory = z.object({ id: z.string(), name: z.string(), rep_id: z.string().nullable() });

export const unitsQuery = z.object({ by: z.enum(PLAN_UNITS).default("cell") });

/** Columns of equal length. */
export const planUnits = z.object({
  by: z.enum(PLAN_UNITS),
  ids: z.array(z.string()).describe("as rows of a plan name them"),
  names: z.array(z.string()),
  lat: z.array(z.number().nullable()).describe("degrees, of the centre; null: without a place"),
  lon: z.array(z.number().nullable()),
});

/** Units that a territory gets in one go; a later move goes before all earlier ones. */
export const planMove = z.object({
  to: z.string().describe("territory"),
  by: z.enum(PLAN_UNITS),
  units: z.array(z.string()).min(1).max(100_000),
});

export const measurePlan = z.object({
  moves: z.array(planMove).max(1000),
  by: z.enum(PLAN_UNITS).default("cell").describe("the units whose territories are told"),
});

/** What a territory is weighed by; null where the input cannot tell. */
export const TERRITORY_MEASURES = ["customers", "own_amount", "workload_hours", "call_capacity"] as const;

export const planMeasured = z.object({
  by: z.enum(PLAN_UNITS),
  territory: z
    .array(z.number().int())
    .describe("by unit, an index into territories: where most of its amount lies; -1: nobody's"),
  territories: z.array(
    planTerritory.extend({
      measures: z.record(z.enum(TERRITORY_MEASURES), z.number().nullable()),
    }),
  ),
  moved: z
    .object({
      accounts: z.number().describe("that change rep against today's plan"),
      own_amount: z.number().describe("of the last 52 weeks (12 months) at these"),
      share: z.number().nullable().describe("of all own sales; null: there are none"),
    })
    .describe("against today's plan"),
});

export type PlanSummary = z.infer<typeof planSummary>;
export type PlanTerritory = z.infer<typeof planTerritory>;
export type PlanUnits = z.infer<typeof planUnits>;
export type PlanMove = z.infer<typeof planMove>;
export type PlanMeasured = z.infer<typeof planMeasured>;
export type TerritoryMeasure = (typeof TERRITORY_MEASURES)[number];
