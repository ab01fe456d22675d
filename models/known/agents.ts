import { stationaryShares, weightsForShares } from "./choice.ts";
import type { Expectation } from "./expectation.ts";
import type { LineAmounts } from "./lines.ts";

/** What makes an account buy what is expected of it. */
export interface Agents {
  /** Occasions a period at index 1. */
  readonly rate: Float64Array;
  /** Stationary shares of the occasions, and the weights that give them; [account × brand]. */
  readonly shares: Float64Array;
  readonly preference: Float64Array;
}

/**
 * Rates and preferences under which an account's expected amounts at index 1 are those given, brand by brand: with a line
 * aᵦ of brand b, λ = Σ e_b/(year·a_b) and shares ∝ e_b/a_b. The rate of one that does not know the own brand is what it
 * buys of rivals; once it knows the brand, it gives it the share that accounts of its kind do.
 * @param aware 1: the account knows the own brand
 * @param fallback [account × brand] shares where nothing is expected
 * @param year periods of a year
 */
export function agreeingAgents(
  { amount, usual }: Pick<Expectation, "amount" | "usual">,
  { mean, brand, ownLine }: LineAmounts,
  aware: Uint8Array,
  fallback: (account: number) => ArrayLike<number>,
  { inertia, year }: { readonly inertia: number; readonly year: number },
): Agents {
  const brands = brand.length;
  const n = mean.length;
  const rate = new Float64Array(n);
  const shares = new Float64Array(n * brands);
  const preference = new Float64Array(n * brands);
  const weights = new Float64Array(brands);
  for (let i = 0; i < n; i++) {
    const own = shares.subarray(i * brands, (i + 1) * brands);
    let all = 0;
    for (let b = 0; b < brands; b++) {
      const at = i * brands + b;
      const line = mean[i] * brand[b] * (b === 0 ? ownLine[i] : 1);
      own[b] = line > 0 ? (b === 0 && aware[i] === 0 ? usual[at] : amount[at]) / (year * line) : 0;
      all += own[b];
    }
    rate[i] = aware[i] === 0 ? all - own[0] : all;
    if (all > 0) for (let b = 0; b < brands; b++) own[b] /= all;
    else own.set(fallback(i));
    const alpha = preference.subarray(i * brands, (i + 1) * brands);
    alpha.set(weightsForShares(own, inertia, weights));
    stationaryShares(alpha, inertia, own);
  }
  return { rate, shares, preference };
}
