import { z } from "zod";
import { BALANCES } from "../../territory/districting.ts";
import { note } from "./notes.ts";
import { PLAN_UNITS } from "./plans.ts";
import { runResult } from "./scenarios.ts";

/**
 * What takes a while with plans of territories, over HTTP; see `plans.ts`. Amounts are in major currency units, shares of 1.
 *
 * | method and path, below /api/markets/:id | answer |
 * | --- | --- |
 * | POST /plan-searches SearchRequest | RunStatus; the same question is asked once |
 * | GET /plan-searches/:job/result | SearchResult; 404 until it is there |
 * | POST /plan-prices PriceRequest | RunStatus |
 * | GET /plan-prices/:job/result | PriceResult |
 * | GET /plan-jobs/:job | RunStatus |
 * | GET /plan-jobs/:job/events | Server-Sent Events, each a RunStatus; the stream ends with the job |
 * | POST /plan-jobs/:job/cancel | RunStatus |
 */

export const searchRequest = z.object({
  by: z.enum(PLAN_UNITS).describe("what territories are put together from"),
  territories: z.int().min(1).max(5000).optional().describe("how many; default: as many as today"),
  balances: z
    .array(z.enum(BALANCES))
    .min(1)
    .max(BALANCES.length)
    .optional()
    .describe("what shall be even; default: workload where it is known, else potential"),
  tolerance: z.number().min(0.001).max(10).default(0.1).describe("how far off its target a territory may be"),
  maxDisruption: z.number().min(0).max(1).default(1).describe("share of the own amount that may change rep"),
  locks: z
    .array(
      z.object({
        kind: z.enum([...PLAN_UNITS, "rep"]),
        id: z.string(),
        territory: z.string().nullable().describe("null: the one that has it today"),
      }),
    )
    .max(100_000)
    .default([]),
  seconds: z.number().min(1).max(600).default(20).describe("about how long to search"),
});

const scores = z.object({
  balance: z.number().describe("largest deviation of a territory from its target"),
  compactness: z.number().describe("share of borders between units that lie between territories"),
  travel: z.number(),
  disruption: z.number().describe("share of the own amount that changes rep"),
});

export const searchResult = z.object({
  plans: z
    .array(
      z.object({
        id: z.string(),
        within_tolerance: z.boolean(),
        balance: z.number(),
        contiguous: z.boolean(),
        borders_cut: z.number(),
        disruption: z.number(),
        bound_gap: z.number().describe("how much less the largest deviation of any plan could be, at most"),
        reason: note,
        broken: z.array(note).readonly().describe("what it breaks of what was asked"),
      }),
    )
    .readonly(),
  chosen: z.string().describe("id of the plan to look at first"),
  infeasible: z
    .object({ reason: note, possible: z.array(note).readonly() })
    .nullable()
    .describe("why no plan can meet what was asked, where that is proven, and what would make it possible"),
  today: z.object({
    broken: z.array(note).readonly(),
    scores: scores.nullable().describe("null: today has another number of territories"),
    better: scores.nullable().describe("share of the plans passed that are better, by score"),
  }),
  passed: z.number().describe("plans within all bounds that were passed"),
  front: z.array(scores).readonly().describe("plans that no other beats in everything"),
});

export const priceRequest = z.object({
  plans: z.array(z.string()).min(1).max(10).describe("the chosen one first"),
  runs: z.int().min(16).max(10_000).default(200).describe("paired runs"),
  horizon: z.int().min(1).max(520).optional().describe("periods ahead; default: a year"),
});

export const priceResult = z.object({
  currency: z.string(),
  period: z.enum(["week", "month"]),
  horizon: z.number(),
  runs: z.number(),
  chosen: z.string(),
  plans: z
    .array(
      z.object({
        plan: z.string(),
        expected: z
          .object({ own_amount: z.number() })
          .describe("without any run, by the means of everything"),
        change_rep: z.number().describe("accounts that get another rep"),
        same: z.boolean(),
        played: runResult.nullable().describe("paired with today's plan; null: it was screened alone"),
        parts: z
          .record(z.string(), z.object({ mean: z.number(), p05: z.number(), p95: z.number() }).nullable())
          .nullable()
          .describe("what each part of the change brings after those before it"),
      }),
    )
    .readonly(),
});

/** What is done in a process of its own. */
export type PlanTask =
  | { readonly kind: "search"; readonly request: SearchRequest }
  | { readonly kind: "price"; readonly request: PriceRequest };

export type SearchRequest = z.infer<typeof searchRequest>;
export type SearchResult = z.infer<typeof searchResult>;
export type PlanScores = z.infer<typeof scores>;
export type PriceRequest = z.infer<typeof priceRequest>;
export type PriceResult = z.infer<typeof priceResult>;
