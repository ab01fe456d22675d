import { z } from "zod";
import { QUANTITIES } from "../../twin/notes.ts";
import { note } from "./notes.ts";
import { salesRecord } from "./salesRecord.ts";

/**
 * How far the twin may be trusted: what it could tell when parts of the market were hidden from it, and what its
 * learned quantities rest on.
 */

/** Poisson deviance of hidden accounts over cells (less is better), and what it finds of the hidden amount. */
const cellScore = z.object({
  deviance: z.number().nullable(),
  spearman_cells: z.number().nullable(),
  top_tenth: z
    .number()
    .nullable()
    .describe("share of the hidden amount in the tenth of the cells with the highest estimates"),
});

/** One way of hiding known accounts, and how the estimate of the dark side came out. */
const recovery = cellScore.extend({
  by: z.enum(["random", "small-far", "area"]),
  accounts_error: z.number().nullable().describe("estimated ÷ hidden accounts − 1; null: nothing was hidden"),
  amount_error: z.number().nullable().describe("estimated ÷ hidden amount − 1"),
  inside90: z
    .object({ accounts: z.boolean(), amount: z.boolean() })
    .describe("the 90% interval held the truth"),
  coverage90: z.number().nullable().describe("share of areas whose 90% interval of accounts held the truth"),
  coverage90_amount: z.number().nullable(),
  benchmarks: z.object({
    population: cellScore.nullable().describe("spread in proportion to population; null: no population"),
    known: cellScore.nullable().describe("spread in proportion to known accounts"),
  }),
});

/** What was hidden from this market's own data, and what became of it. */
const trackRecord = z.object({
  hidden: z.number().describe("share of the known accounts that was hidden, 0 to 1"),
  kinds: z.array(recovery),
});

/** panel: area totals; list: a second list; both; none: coverage and covariates only. */
const darkSituation = z.enum(["panel", "list", "panel+list", "none"]);

export const marketHealth = z.object({
  dark: z
    .object({
      situation: darkSituation,
      notes: z.array(note).describe("what to know before reading the figures, most important first"),
      track_record: trackRecord.nullable(),
    })
    .nullable()
    .describe("null: this build has no estimate of the dark side"),
  sales: salesRecord.nullable().describe("the last year hidden; null: history is too short for that"),
  sources: z
    .partialRecord(z.enum(QUANTITIES), z.object({ from: z.enum(["data", "prior", "assumption"]), note }))
    .describe("what each learned quantity rests on"),
});

export type MarketHealth = z.infer<typeof marketHealth>;
export type TrackRecord = z.infer<typeof trackRecord>;
export type Recovery = z.infer<typeof recovery>;
export type DarkSituation = z.infer<typeof darkSituation>;
