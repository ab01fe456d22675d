import { normalQuantile } from "../core/distributions.ts";
import type { ErrorLaw, ErrorLaws } from "../models/dark/draw/correction.ts";
import type { TotalRecord } from "./darkRecord.ts";
import type { DarkTrackRecord } from "./trackRecord.ts";

/**
 * How much of the mean error of the record is taken off. Accounts that were known and are hidden are not quite those that
 * nobody knows, so the truth may lie anywhere between the estimate as it stands (0) and what the record says (1).
 */
const TAKEN = 0.5;
/** Standard normal deviations from the 5% to the 95% point. */
const WIDTH90 = 2 * normalQuantile(0.95);

/**
 * What the record shows of errors beyond what the estimate's own intervals say; null where those held in every kind of hiding.
 * Accounts that a list counts are left as they are estimated: hidden ones, which the company knew, say nothing truer of them
 * (decision 17).
 */
export function errorLaws({ situation, kinds }: Pick<DarkTrackRecord, "situation" | "kinds">): ErrorLaws {
  const counted = situation === "list" || situation === "panel+list";
  return {
    accounts: counted ? null : lawOf(kinds.map(kind => kind.accounts)),
    amount: lawOf(kinds.map(kind => kind.amount)),
  };
}

/**
 * With log errors e and stated standard deviations s of the kinds, the part 1 − mean s²/mean e² of them is not stated.
 * Of that part: shift = ē/2, variance = mean (e − ē)² + (ē/2)².
 */
function lawOf(totals: readonly TotalRecord[]): ErrorLaw | null {
  const told = totals.filter(({ hidden, p05 }) => hidden > 0 && p05 > 0);
  if (told.every(total => total.inside90)) return null;
  const errors = told.map(({ mean, hidden }) => Math.log(mean / hidden));
  const stated = told.map(({ p05, p95 }) => Math.log(p95 / p05) / WIDTH90);
  const unstated = 1 - square(stated) / square(errors);
  if (!(unstated > 0)) return null;
  const centre = average(errors);
  const variance = square(errors.map(e => e - centre)) + ((1 - TAKEN) * centre) ** 2;
  return { shift: TAKEN * unstated * centre, sd: Math.sqrt(unstated * variance) };
}

function square(values: readonly number[]): number {
  return average(values.map(v => v * v));
}

function average(values: readonly number[]): number {
  return values.reduce((sum, v) => sum + v, 0) / values.length;
}
