import { z } from "zod";

/** What it costs when accounts change rep: `handover` of `market.yaml`. Ranges are drawn evenly, anew in every run. */
export interface Handover {
  /** Share of an account's own amount of a year that is lost in all. */
  readonly loss: Range;
  /** Weeks over which the loss fades in a straight line, as the new rep learns the account. */
  readonly fade_weeks: number;
  /** Weeks in which nobody contacts the account. */
  readonly missed_weeks: Range;
}

export interface Range {
  readonly low: number;
  readonly high: number;
}

/**
 * Where `market.yaml` says nothing. Reps who leave cost their firm 13.2% to 17.6% of the annual sales to their customers
 * (Shi, Sridhar, Grewal and Lilien 2017); a planned change can cost nothing and even bring something (Schmitz, Friess, Alavi
 * and Habel 2020). So every loss from none to the largest is as likely as another. Both periods are assumptions.
 */
export const PUBLISHED_HANDOVER: Handover = {
  loss: { low: 0, high: 0.176 },
  fade_weeks: 52,
  missed_weeks: { low: 0, high: 4 },
};

const WEEKS_A_YEAR = 52;
const SHARES = /^(\d{1,3}(?:[.,]\d{1,6})?) ?%(?: ?\.\. ?(\d{1,3}(?:[.,]\d{1,6})?) ?%)?$/;
const WEEKS = /^(\d{1,3}(?:[.,]\d{1,6})?)(?: ?\.\. ?(\d{1,3}(?:[.,]\d{1,6})?))?$/;

/** Part of own orders that is lost in the first instant, for a year's loss of one: a triangle of `fade_weeks`. */
export function lossAtFirst({ fade_weeks }: Pick<Handover, "fade_weeks">): number {
  return (2 * WEEKS_A_YEAR) / fade_weeks;
}

/** The block of `market.yaml`. */
export const handover = z
  .strictObject({
    loss: rangeOf(SHARES, "e-2", 1, "a share such as 10%, or a range such as 0%..17.6%")
      .default(PUBLISHED_HANDOVER.loss)
      .describe("Share of a year's own amount that an account which changes rep loses, 10% or 0%..17.6%"),
    fade_weeks: z
      .number()
      .min(1)
      .max(520)
      .default(PUBLISHED_HANDOVER.fade_weeks)
      .describe("Weeks over which that loss fades in a straight line"),
    missed_weeks: rangeOf(WEEKS, "", 52, "weeks such as 2, or a range such as 0..4, at most 52")
      .default(PUBLISHED_HANDOVER.missed_weeks)
      .describe("Weeks in which nobody contacts an account that changes rep, 2 or 0..4"),
  })
  .refine(setting => setting.loss.high * lossAtFirst(setting) <= 1, {
    error:
      "expected a loss that fits into its weeks: in a straight line at most fade_weeks / 104 of a year can be lost; raise fade_weeks or lower loss",
  });

/** One number, or two with dots between them. @param exponent by which a text is read, so that 17.6% is 0.176 */
function rangeOf(pattern: RegExp, exponent: "" | "e-2", most: number, what: string) {
  const kind = { error: `expected ${what}` };
  return z.union([z.string(), z.number()], kind).transform((given, context): Range => {
    const text = typeof given === "string" ? pattern.exec(given.trim()) : null;
    const end = (n: 1 | 2) => Number(`${(text?.[n] ?? text?.[1] ?? "NaN").replace(",", ".")}${exponent}`);
    const [low, high] = typeof given === "number" ? [given, given] : [end(1), end(2)];
    if (low >= 0 && high >= low && high <= most) return { low, high };
    context.addIssue({ code: "custom", message: kind.error });
    return z.NEVER;
  });
}
