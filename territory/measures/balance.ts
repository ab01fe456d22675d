import { type Figures, meanOf } from "./figures.ts";

/**
 * Each territory's part of an even share, 1: as much as the others on average; of the plan the coefficient of variation of
 * these parts, 0: even. NaN for a closed territory, and throughout where nothing is known to share out.
 * @param closed by territory, true: nothing belongs to it
 */
export function balance({ territories }: Figures, closed: readonly boolean[]): Figures {
  const open = territories.filter((_, t) => !closed[t]);
  const even = open.reduce((sum, value) => sum + value, 0) / open.length;
  const parts = territories.map((value, t) => (closed[t] || !(even > 0) ? Number.NaN : value / even));
  return { territories: parts, plan: Math.sqrt(meanOf(parts.map(part => (part - 1) ** 2))) };
}

/** Of the plan: the largest territory over the smallest; Infinity where one has nothing. */
export function ratio({ territories }: Figures): Figures {
  const known = territories.filter(part => !Number.isNaN(part));
  const [most, least] = [Math.max(...known), Math.max(0, Math.min(...known))];
  return {
    territories: territories.map(() => Number.NaN),
    plan: known.length > 0 ? most / least : Number.NaN,
  };
}
