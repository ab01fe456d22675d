import { type Figures, meanOf } from "./figures.ts";

/**
 * Each territory's part of its target; of the plan the coefficient of variation of these parts, 0: even.
 * @param target by territory; default: the same for all
 */
export function balance({ territories }: Figures, target?: Float64Array): Figures {
  const even = meanOf(territories);
  const parts = territories.map((value, t) => value / (target ? target[t]! : even));
  const usable = parts.every(Number.isFinite) && parts.length > 0;
  const spread = Math.sqrt(meanOf(parts.map(part => (part - 1) ** 2)));
  return { territories: usable ? parts : parts.fill(Number.NaN), plan: usable ? spread : Number.NaN };
}

/** Of the plan: the largest territory's part of its target over the smallest's; Infinity where one has nothing. */
export function ratio(parts: Figures): Figures {
  const { territories } = parts;
  const [most, least] = [Math.max(...territories), Math.min(...territories)];
  const none = territories.map(() => Number.NaN);
  return { territories: none, plan: territories.length > 0 ? most / Math.max(0, least) : Number.NaN };
}
