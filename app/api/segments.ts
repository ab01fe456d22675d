import { z } from "zod";
import { textInLanguages } from "./languages.ts";

const share = z.number().min(0).max(1);

/** Customer segments of a market: amounts of the last 52 weeks (12 months) in major currency units. */
export const segmentsAnswer = z.object({
  axes: z.array(z.string()).describe("keys of the axes that accounts are compared by"),
  segments: z.array(
    z.object({
      id: z.string().describe("what scenario files call it: where: {segments: [id]}"),
      name: textInLanguages,
      by: z.enum(["cluster", "lapsed", "prospects"]).describe("nearest centre, or a rule over it"),
      accounts: z.number().int().describe("open at the end of history, and so are the amounts"),
      own_amount: z.number(),
      market_amount: z.number().nullable().describe("null without rivals' sales"),
      axes: z.record(z.string(), share.nullable()).describe("mean by axis, 0 to 1; null: not in the input"),
    }),
  ),
  transitions: z
    .object({
      period: z.literal("quarter"),
      dates: z
        .array(z.string())
        .describe("first day after each date's history, ascending; the last is today"),
      from: z.array(z.string()),
      to: z.array(z.string()),
      probability: z.array(z.array(share)).describe("[from][to] posterior mean"),
      p05: z.array(z.array(share)),
      p95: z.array(z.array(share)),
      count: z.array(z.array(z.number())).describe("[from][to] moves seen"),
    })
    .nullable()
    .describe("null where history is too short"),
  stability: z.object({ ari_median: z.number(), ari_p05: z.number(), samples: z.number().int() }).nullable(),
  prediction: z
    .object({ r2_segments: z.number(), r2_abc: z.number(), accounts: z.number().int() })
    .nullable(),
});
export type SegmentsAnswer = z.infer<typeof segmentsAnswer>;

/** The segments that one account was in, ascending; segment null: not known yet, or closed, at that date. */
export const segmentPath = z.array(z.object({ date: z.string(), segment: z.string().nullable() }));
export type SegmentPath = z.infer<typeof segmentPath>;
