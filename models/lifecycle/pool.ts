import { logistic, logisticRegression } from "../../core/logistic.ts";

/** P(a purchase within the year after `origin` periods) of accounts that have bought by then. */
export type Rule = (accounts: Int32Array, origin: number) => Float64Array;

/** Accounts at an earlier origin, and 1 for those that bought within the year after it. */
export interface Panel {
  readonly accounts: Int32Array;
  readonly origin: number;
  readonly bought: Uint8Array;
}

/** What a rule can be surer of than this is luck. */
const LEAST = 0.001;
/** How strongly equal weights and an intercept of 0 are held to, in observations with log odds of ±2 or so. */
const PRECISION = 5;

/**
 * One rule of several: logit p = β₀ + Σ βₖ logit pₖ, the weights those under which the panels are likeliest (stacking, as a
 * logarithmic opinion pool whose sharpness is learned: Genest and Zidek 1986; Satopää and others 2014), shrunk to equal
 * weights. Without panels it is the pool with equal weights.
 */
export function learnPool(rules: readonly Rule[], panels: readonly Panel[]): Rule {
  const width = rules.length + 1;
  const rowsOf = (accounts: Int32Array, origin: number): Float64Array => {
    const rows = new Float64Array(accounts.length * width);
    rules.forEach((rule, k) => {
      rule(accounts, origin).forEach((p, i) => {
        rows[i * width + k + 1] = logit(p);
      });
    });
    for (let i = 0; i < accounts.length; i++) rows[i * width] = 1;
    return rows;
  };
  const equal = [0, ...rules.map(() => 1 / rules.length)];
  const rows = Float64Array.from(panels.flatMap(({ accounts, origin }) => [...rowsOf(accounts, origin)]));
  const bought = Uint8Array.from(panels.flatMap(panel => [...panel.bought]));
  const weights = logisticRegression(
    rows,
    bought,
    equal.map(() => PRECISION),
    equal,
  );
  return (accounts, origin) => {
    const at = rowsOf(accounts, origin);
    return Float64Array.from(accounts, (_, i) =>
      logistic(weights.reduce((sum, weight, k) => sum + weight * at[i * width + k], 0)),
    );
  };
}

function logit(p: number): number {
  const bounded = Math.min(1 - LEAST, Math.max(LEAST, p));
  return Math.log(bounded / (1 - bounded));
}
