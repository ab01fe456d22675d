/**
 * Influence is held in whole 1/1024ths of an average account's, so that what a cell hears is a whole number, whose sum
 * does not depend on order.
 */
export const AVERAGE_INFLUENCE = 1024;

/** Room for the sum of a million accounts below 2^53. */
const MOST_INFLUENCE = 2 ** 31 - 1;

/** The nearest whole 1/1024ths of an influence whose average is 1; at least 0. */
export function wholeInfluence(influence: number): number {
  return Math.min(Math.round(influence * AVERAGE_INFLUENCE), MOST_INFLUENCE);
}
