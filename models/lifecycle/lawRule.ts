import { type BuyingPeriods, historyOf } from "./buyingPeriods.ts";
import { buysWithin, countHistories, type Family, fitLaw } from "./law.ts";
import type { Rule } from "./pool.ts";

/** A law is learned from so many accounts at most, evenly taken: more would hardly move it, and cost. */
const SAMPLE = 300;

/**
 * Chance by the law of a family that is likeliest at the origin.
 * @param length periods that count as one purchase at most
 */
export function lawRule<const P extends readonly number[]>(
  family: Family<P>,
  bought: BuyingPeriods,
  length: number,
  year: number,
): Rule {
  return (accounts, origin) => {
    const histories = Array.from(accounts, i => historyOf(bought, i, origin, length));
    const step = Math.ceil(histories.length / SAMPLE);
    const { law } = fitLaw(family, countHistories(histories.filter((_, j) => j % step === 0)));
    return Float64Array.from(histories, history => buysWithin(law, history, year / length));
  };
}
