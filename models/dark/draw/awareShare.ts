import type { Chance } from "../../../core/chance.ts";
import type { Born } from "./sizes.ts";

/** What totals of the own brand, and the shares that accounts take of it that know it, tell of how many know it. */
export interface AwareLaw {
  /** [zone] what totals leave for dark accounts and its standard error; NaN where they say nothing. */
  readonly left: { readonly amount: Float64Array; readonly error: Float64Array };
  /** [type group] mean own share of an account that knows the brand, and the strength of the Beta law around it. */
  readonly mean: Float64Array;
  readonly strength: number;
}

/** Beta(1.5, 1.5) is what is believed without totals: nearly anything. */
const PRIOR = 1.5;
/**
 * How far dark accounts that know the brand may take it otherwise than known ones do, all together (log); an assumption,
 * since nothing tells a brand that few know from one that many know and like less.
 */
const TASTE_SPREAD = 0.2;
const GRID = 100;

/**
 * Draws the share A of dark accounts that know the own brand, given the accounts of a draw. Of what they buy, Σ uᵢ, the own
 * brand has mean A·Σ uᵢmᵢ, and the totals' leftovers are normal around it, with the variance of who knows the brand and how
 * much each likes it, of the taste of all together, and of the totals' own error.
 * @param law null: nothing tells, and the prior is drawn from
 */
export function awareShare(
  law: AwareLaw | null,
  zones: readonly (readonly Born[])[],
  chance: Chance,
): number {
  const log = law === null ? () => 0 : likelihood(law, zones);
  const grid = Float64Array.from({ length: GRID }, (_, g) => (g + 0.5) / GRID);
  const posterior = grid.map(a => (PRIOR - 1) * Math.log(a * (1 - a)) + log(a));
  const top = posterior.reduce((a, b) => Math.max(a, b));
  const at = chance.pick(posterior.map(v => Math.exp(v - top)));
  return (at + chance.uniform()) / GRID;
}

function likelihood({ left, mean, strength }: AwareLaw, zones: readonly (readonly Born[])[]) {
  let [total, error, full, square, fullSquare] = [0, 0, 0, 0, 0];
  zones.forEach((born, z) => {
    if (Number.isNaN(left.amount[z])) return;
    total += left.amount[z];
    error += left.error[z] ** 2;
    for (const { type, amount } of born) {
      const m = mean[type];
      full += amount * m;
      square += amount ** 2 * (m ** 2 + (m * (1 - m)) / (strength + 1));
      fullSquare += (amount * m) ** 2;
    }
  });
  return (a: number) => {
    const variance = a * square - a ** 2 * fullSquare + (TASTE_SPREAD * a * full) ** 2 + error;
    return -0.5 * (Math.log(variance) + (total - a * full) ** 2 / variance);
  };
}
