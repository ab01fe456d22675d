import type { DarkCells, DarkPatches } from "../evidence/patches.ts";
import type { DarkNote } from "./notes.ts";

/**
 * What is known of the dark side of a market: joint draws of dark accounts and of their amounts.
 *
 * The unit is the *patch*, the part of a cell that lies in one area; a cell inside one area, or a market without areas,
 * has one patch a cell. Counts are sites open at the end of history, amounts are minor units over its last 52 weeks
 * (12 months). A draw is joint over all patches: sum a draw over patches first, take quantiles over draws after.
 */
export interface DarkPosterior {
  /** Which evidence the data hold; see docs/model.md. */
  readonly situation: DarkSituation;
  /** What a person must know before reading the figures, the most important first. */
  readonly notes: readonly DarkNote[];
  readonly cells: DarkCells;
  readonly patches: DarkPatches;
  /** K. */
  readonly draws: number;
  /** [draw × patch] dark accounts. */
  readonly accounts: Int32Array;
  /** [draw × patch] amount of all brands at dark accounts. */
  readonly amount: Float64Array;
  /** [draw × patch] the own brand's part of it. */
  readonly own: Float64Array;
  /** [draw × patch] dark accounts that have never heard of the own brand. */
  readonly unaware: Int32Array;
  /** [draw] what rivals sell at known accounts for each unit of own sales there; null where the input has their sales. */
  readonly rivalOdds: Float64Array | null;
  /** Where `unaware`, `own` and `rivalOdds` come from. */
  readonly awareFrom: "panel" | "prior";
  readonly ownFrom: "panel" | "prior";
  readonly rivalsFrom: "data" | "panel" | "prior";
  /** [cell] how far the methods disagree: the spread of their means over their mean; NaN where there is only one. */
  readonly methodSpread: Float64Array;
  /** Posterior means of each method by patch, for `method_spread` and for people who ask. */
  readonly methods: readonly { readonly name: string; readonly accounts: Float64Array }[];
}

/** panel: totals of areas; list: a second list; both; none: coverage and covariates only. */
export type DarkSituation = "panel" | "list" | "panel+list" | "none";

/** Sums the draws of a [draw × patch] column over groups of patches: [draw × group]; group -1 is left out. */
export function sumDraws(
  column: Int32Array | Float64Array,
  draws: number,
  groupOf: Int32Array,
  groups: number,
): Float64Array {
  const patches = groupOf.length;
  const sums = new Float64Array(draws * groups);
  for (let k = 0; k < draws; k++) {
    for (let p = 0; p < patches; p++) {
      if (groupOf[p] >= 0) sums[k * groups + groupOf[p]] += column[k * patches + p];
    }
  }
  return sums;
}
