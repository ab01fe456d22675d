import { z } from "zod";

/**
 * How the forecast did on periods of history that were hidden from it, beside the benchmarks: the same period a year
 * before (seasonal naive), a plain index (level of the last half year × index of the period of the year), and for accounts
 * the same periods of last year. Amounts in units of the currency.
 */

const share = z.number().min(0).max(1);

/** Null where nothing was sold. */
const errors = z.object({
  wape: z.number().nullable().describe("Σ|median − actual| ÷ Σ actual"),
  wape_seasonal_naive: z.number().nullable(),
  wape_plain_index: z.number().nullable(),
  crps: z.number().nullable(),
  crps_seasonal_naive: z.number().nullable(),
  coverage80: share.nullable().describe("share of what happened inside the 80% interval"),
  coverage95: share.nullable(),
});

/** Errors over all periods ahead and by how far ahead they lie; the first period is 1. */
const course = errors.extend({ by_horizon: z.array(errors.extend({ from: z.number(), to: z.number() })) });

/** The sum over all periods ahead, over the origins. */
const sum = z.object({
  level: z.number().nullable().describe("foretold mean ÷ what happened"),
  below_median: share.describe("share of the origins in which less happened than the median"),
  inside90: share.describe("share of the origins in which the 90% interval held"),
});

const repurchase = z.object({
  sites: z.number(),
  brier: z.number().describe("Brier score of P(an own purchase within a year)"),
  brier_by_silence: z.number().describe("of the share that bought again after such a silence a year before"),
  brier_bought_last_year: z.number().describe("of 1 for those that bought in the last year and 0 for others"),
  bins: z
    .array(z.object({ from: z.number(), sites: z.number(), told: z.number().nullable(), came: share }))
    .describe("by tenths of the chance: its mean, and the share that bought"),
});

const accounts = z.object({
  sites: z.number().describe("with an own purchase in the two years before"),
  wape: z.number().describe("Σ|expected − bought| ÷ Σ bought, account by account"),
  wape_last_year: z.number().describe("of the same periods of last year"),
  coverage90: share
    .nullable()
    .describe(
      "share of those that bought in the last year inside of their 90% intervals; null: less than a year was hidden",
    ),
  deciles: z
    .array(z.object({ last_year: z.number(), expected: z.number(), actual: z.number() }))
    .describe(
      "tenths of the sites by last year's amount, the largest first; expected in all is scaled to actual",
    ),
  repurchase: repurchase.nullable().describe("null: less than a year was hidden"),
});

export const salesRecord = errors.extend({
  own: z
    .string()
    .describe("the own brand, whose figures these are; at territory × period, null without territories"),
  holdout: z.number().describe("periods hidden after each origin"),
  runs: z.number(),
  by_horizon: course.shape.by_horizon,
  market: course.extend(sum.shape).describe("at market × period"),
  accounts: accounts.nullable().describe("null: nobody bought"),
  by_brand: z
    .array(z.object({ brand: z.string(), territories: course.nullable(), market: course.extend(sum.shape) }))
    .describe("the own brand first, then rivals where their sales are known by account"),
  by_origin: z
    .array(
      errors.extend({
        origin: z.string().describe("last day that the twin knew"),
        market: errors.extend(sum.shape),
        accounts: accounts.pick({ sites: true, wape: true, wape_last_year: true }).nullable(),
      }),
    )
    .describe("each origin apart; what stands above are means over them"),
});

export type SalesRecord = z.infer<typeof salesRecord>;
export type CourseRecord = z.infer<typeof course>;
export type ErrorRecord = z.infer<typeof errors>;
export type AccountsRecord = z.infer<typeof accounts>;

/** What a forecast is held beside. */
export type Benchmark = "naive" | "index";

/** The benchmark that errs less, and the forecast's error as a part of its error: below 1 the forecast is better. */
export function besideBenchmark({
  wape,
  wape_seasonal_naive: naive,
  wape_plain_index: index,
}: ErrorRecord): { readonly of: Benchmark; readonly ratio: number } | null {
  if (wape === null || !naive || !index) return null;
  return index < naive ? { of: "index", ratio: wape / index } : { of: "naive", ratio: wape / naive };
}
