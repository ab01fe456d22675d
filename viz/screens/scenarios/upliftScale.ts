import type { Uplift } from "../../../app/api/scenarios.ts";
import { RAMPS, rgb, type Scheme } from "../../theme/palette.ts";

/** Opacity of a difference that is as likely above zero as below, and of one that is sure. */
const FAINT = 45;
const FULL = 215;

/**
 * Breaks of seven classes, even around zero and out to the largest difference: the middle one holds zero. Rounded to
 * two digits. Empty where nothing differs.
 */
export function upliftBreaks(means: readonly number[]): readonly number[] {
  const largest = Math.max(0, ...means.map(Math.abs));
  if (largest === 0) return [];
  return [-5, -3, -1, 1, 3, 5].map(sevenths => Number(((sevenths / 7) * largest).toPrecision(2)));
}

/** Colour of a difference: coral below zero, teal above, grey around it; what is unsure fades. */
export function upliftColor(
  { mean, p_positive, p05, p95 }: Pick<Uplift, "mean" | "p_positive" | "p05" | "p95">,
  breaks: readonly number[],
  scheme: Scheme,
): [number, number, number, number] {
  const same = p05 === 0 && p95 === 0;
  const cls = breaks.length === 0 ? 3 : breaks.filter(b => mean >= b).length;
  const sure = same ? 0 : Math.abs(2 * p_positive - 1);
  return [...rgb(RAMPS[scheme].share[cls]!), Math.round(FAINT + (FULL - FAINT) * sure)];
}
