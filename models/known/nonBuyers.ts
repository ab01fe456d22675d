import { INNOVATION } from "./awareness.ts";

/**
 * What sites that had not bought a brand for two years bought of it in the next, over what sites of their kind usually buy:
 * one ratio a brand and standing, leaning on that of all brands, and this on Bass's p of a year.
 */

/** Bought the brand longer ago; never did; or bought nothing of any brand in the last half-year. */
export type Standing = "lapsed" | "never" | "silent";

export interface NonBuyer {
  readonly brand: number;
  readonly standing: Standing;
  /** What sites of its kind buy of the brand in a year. */
  readonly usual: number;
  readonly came: number;
}

/** Ratio by brand and standing. */
export type ReturnRatios = readonly Readonly<Record<Standing, number>>[];

/** Sites that the prior counts for, and all brands for the one. */
const LEAN = 20;

/**
 * A brand that nobody bought before an origin tells nothing there: it came new, and what it sold in its first year over nothing
 * is no ratio. Nor does one that was hardly launched: who has not bought yet is expected to buy no more than its kind does.
 */
export function learnReturns(trials: readonly NonBuyer[], brands: number): ReturnRatios {
  const empty = () => ({ lapsed: tally(), never: tally(), silent: tally() });
  const market = empty();
  const byBrand = Array.from({ length: brands }, empty);
  for (const { brand, standing, usual, came } of trials) {
    if (!(usual > 0)) continue;
    for (const to of [market[standing], byBrand[brand][standing]]) {
      to.sites++;
      to.usual += usual;
      to.came += Math.max(0, came);
    }
  }
  return byBrand.map(counted => {
    const ratio = (standing: Standing) => shrunk(counted[standing], shrunk(market[standing], INNOVATION));
    return { lapsed: ratio("lapsed"), never: ratio("never"), silent: ratio("silent") };
  });
}

function tally() {
  return { sites: 0, usual: 0, came: 0 };
}

function shrunk({ sites, usual, came }: ReturnType<typeof tally>, towards: number): number {
  const lean = usual > 0 ? (LEAN * usual) / sites : 1;
  return Math.min(1, (came + lean * towards) / (usual + lean));
}
