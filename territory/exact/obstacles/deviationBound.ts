import type { Balance, Districting } from "../../districting.ts";
import { balanceObstacles, type Names } from "./obstacles.ts";

/** A bound is this near to the best that the conditions give (share of a target). */
const PRECISION = 1e-7;

/** No plan has a smaller largest deviation than this over all balances (share of a target), by counting alone. */
export function countedBound(question: Districting): number {
  return question.balances.reduce((most, balance) => Math.max(most, deviationBound(question, balance)), 0);
}

/**
 * No plan has a smaller largest deviation from the targets of a balance than this (share of a target), by counting alone;
 * Infinity: no plan at all. Bisection over the tolerance.
 */
export function deviationBound(question: Districting, balance: Balance): number {
  const obstacle = balanceObstacles(question, balance, NAMELESS);
  if (obstacle(0) === null) return 0;
  let high = 1;
  while (obstacle(high) !== null) {
    high *= 2;
    if (high > 2 * question.territories) return Number.POSITIVE_INFINITY;
  }
  let low = 0;
  while (high - low > PRECISION) {
    const middle = (low + high) / 2;
    if (obstacle(middle) === null) high = middle;
    else low = middle;
  }
  return low;
}

const NAMELESS: Names = { units: [], territories: [] };
