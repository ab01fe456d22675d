/**
 * Customer segments: the accounts of a market sorted by how they buy, at several dates, and how they move.
 *
 * Codes are indices into `list`; `NO_BEHAVIOUR` of `twin/layout` stands for accounts that are in none: numbers that
 * another one has followed at its site (`successor`), accounts that were not known yet at an earlier date, and closed
 * ones.
 */
export interface Segments {
  readonly axes: readonly AxisKey[];
  /** Best customers first; the segments by rule come last. */
  readonly list: readonly Segment[];
  /** Periods of history seen at each date, ascending; the last one is the end of history. */
  readonly dates: Int32Array;
  /** [date × account] segment code. */
  readonly path: Uint8Array;
  /** [account × axis] today, 0 to 1; NaN where the input says nothing. */
  readonly values: Float64Array;
  /** [account] amounts of the last 52 weeks (12 months), minor units; market null without rivals' sales. */
  readonly own: Float64Array;
  readonly market: Float64Array | null;
  /** null where history is too short for two dates. */
  readonly transitions: Transitions | null;
  readonly stability: Stability;
  /** null where history is too short for a hidden year. */
  readonly prediction: Prediction | null;
}

/** What accounts are compared by; see docs/model.md. */
export const AXES = [
  "value",
  "frequency",
  "recency",
  "trend",
  "power",
  "loyalty",
  "interest",
  "influence",
  "digital",
  "channel",
  "hour",
] as const;
export type AxisKey = (typeof AXES)[number];

export interface Segment {
  /** Slug, unique in the market: what scenario files use. */
  readonly id: string;
  readonly name: { readonly en: string; readonly tr: string };
  /** Words of the name, as keys of `names.ts`. */
  readonly words: readonly string[];
  /** How accounts come into it: the nearest centre, or a rule over it. */
  readonly by: "cluster" | "lapsed" | "prospects";
}

/** Moves of accounts from one quarter's date to a later one's. */
export interface Transitions {
  /** Periods in a quarter: 13 weeks or 3 months. */
  readonly periods: number;
  /** [from × to] moves seen from a quarter to the next. */
  readonly count: Float64Array;
  /** [from × to] posterior mean of these, and 5% and 95% points over bootstraps of accounts. */
  readonly probability: Float64Array;
  readonly p05: Float64Array;
  readonly p95: Float64Array;
  /** [quarters − 2 × from × to] posterior mean of where accounts stand two, three and more quarters later, as far as is seen. */
  readonly later: Float64Array;
  /** [segment] purchase occasions a period of an account in it, all brands. */
  readonly activity: Float64Array;
  /** Part of the ratio of two segments' activities that accounts that move between them show, 0 to 1 (in logarithms). */
  readonly carry: number;
}

/** Adjusted Rand index between the segments and those of bootstrap samples, over the accounts that are clustered. */
export interface Stability {
  readonly ariMedian: number;
  readonly ariP05: number;
  readonly samples: number;
}

/**
 * Next year's own amounts, told by the segments of a year ago: R² of the mean by segment, each account left out of its own
 * mean, and the same for ABC classes (A: the top 80% of last year's own amount, B: the next 15%, C: the rest).
 */
export interface Prediction {
  readonly r2Segments: number;
  readonly r2Abc: number;
  readonly accounts: number;
}

export interface PathOfAccounts {
  readonly dates: Int32Array;
  /** [date × account]; an account that closes is in `gone` once, and afterwards in none. */
  readonly path: Uint8Array;
  readonly segments: number;
  readonly gone: number;
  readonly seed: number;
}
