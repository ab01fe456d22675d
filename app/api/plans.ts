import { z } from "zod";

export { MEASURES, type MeasureName } from "../../territory/measures/list.ts";

/**
 * Plans of territories over HTTP, as zod schemas; see `schema.ts`. Amounts are in major currency units.
 *
 * | method and path, below /api/markets/:id | answer |
 * | --- | --- |
 * | GET /plans | PlanSummary[]: today's, then the saved ones, then proposals |
 * | GET /plan-units?by=cell | PlanUnits: what plans are drawn from, whatever they say |
 * | POST /plans/:plan/measure {moves, by} | PlanMeasured: the plan after these moves, in figures and unit by unit |
 * | GET /plans/:plan/handover.html?language=en | a page to keep: what every rep hands over and takes over |
 * | POST /plans {name, plan, moves, expected, from} | PlanSummary of what was saved; 409 where somebody else has saved it since |
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
  lat: z.array(z.number()).describe("degrees, of the centre"),
  lon: z.array(z.number()),
  amount: z.array(z.number()).describe("own sales of the last 52 weeks (12 months)"),
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

const column = z.array(z.number().nullable()).describe("by territory");
const side = z.object({ territories: column, plan: z.number().nullable() });

/** One measure; null where the input cannot tell. */
const planFigures = side.extend({
  interval: z.object({ p05: side, p95: side }).nullable().describe("where it is estimated, of joint draws"),
});

export const planMeasured = z.object({
  version: z.string().nullable().describe("of the plan before the moves; null: today's"),
  by: z.enum(PLAN_UNITS),
  territory: z
    .array(z.number().int())
    .describe("by unit, an index into territories: where most of its amount lies; -1: nobody's"),
  territories: z.array(planTerritory),
  figures: z
    .record(z.string(), planFigures)
    .describe("by measure: MEASURES tells units and what is better; changes are against today's plan"),
});

export const savePlan = z.object({
  name: z.string().min(1).max(200),
  plan: z.string().describe("what the moves are made on"),
  moves: z.array(planMove).max(1000),
  expected: z
    .string()
    .nullable()
    .describe("version that is replaced: 409 where that is no longer there; null: a new name"),
  from: z.iso
    .date()
    .nullable()
    .default(null)
    .describe("first day on which it is in force, written into market.yaml; null: it is only saved"),
});

export type PlanSummary = z.infer<typeof planSummary>;
export type PlanTerritory = z.infer<typeof planTerritory>;
export type PlanUnits = z.infer<typeof planUnits>;
export type PlanMove = z.infer<typeof planMove>;
export type PlanMeasured = z.infer<typeof planMeasured>;
export type SavePlan = z.infer<typeof savePlan>;
