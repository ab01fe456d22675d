import type { Market } from "../../../data/market/market.ts";
import type { ErrorLaw, ErrorLaws } from "../../../models/dark/draw/correction.ts";
import { type DarkPosterior, sumDraws } from "../../../models/dark/draw/posterior.ts";
import type { DarkTrackRecord } from "../../../proof/trackRecord.ts";
import { type CorrectionNote, correctionNote } from "./notes.ts";
import { type DrawSummary, summariseDraws } from "./summaries.ts";

/** What was done to a figure because of what hiding known accounts showed. */
export interface Correction {
  /** Mean that is shown over the mean as estimated; the interval is wider by a log-normal factor of this spread (log). */
  readonly factor: number;
  readonly sd: number;
  /** The figure as it was estimated. */
  readonly as_estimated: DrawSummary;
}

export type Corrections = Readonly<Record<"accounts" | "amount", Correction | null>>;

/**
 * @param estimated the posterior before its draws held what the record shows
 * @param shown the same after; amounts in major units
 */
export function correctionsOf(
  laws: ErrorLaws,
  { estimated, shown }: Readonly<Record<"estimated" | "shown", DarkPosterior>>,
  { minorUnits }: Pick<Market, "minorUnits">,
): Corrections {
  const everything = new Int32Array(estimated.patches.count);
  const of = (law: ErrorLaw | null, name: "accounts" | "amount", unit: number): Correction | null => {
    if (!law) return null;
    const summary = (of: DarkPosterior) =>
      summariseDraws(sumDraws(of[name], of.draws, everything, 1).map(v => v / unit));
    const before = summary(estimated);
    return { factor: summary(shown).mean / before.mean, sd: law.sd, as_estimated: before };
  };
  return { accounts: of(laws.accounts, "accounts", 1), amount: of(laws.amount, "amount", minorUnits) };
}

/** The same for people. */
export function correctionNotes(
  { accounts, amount }: Corrections,
  { kinds }: DarkTrackRecord,
): CorrectionNote[] {
  const note = (
    key: CorrectionNote["key"],
    correction: Correction | null,
    errors: readonly (number | null)[],
  ): CorrectionNote[] => {
    if (!correction) return [];
    return [
      correctionNote(key, { errors: errors.filter(error => error !== null), factor: correction.factor }),
    ];
  };
  return [
    ...note(
      "correction.accounts",
      accounts,
      kinds.map(kind => kind.accounts_error),
    ),
    ...note(
      "correction.sales",
      amount,
      kinds.map(kind => kind.amount_error),
    ),
  ];
}
