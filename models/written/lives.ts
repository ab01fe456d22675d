import { customerCourse, type LifeCourse, STAYS, visitorCourse } from "../lifecycle/life.ts";
import type { KnownSide } from "../response/knownSide.ts";

/** Years that an account stays which was no customer: an assumption. */
const VISIT = 0.5;

/**
 * Who is a buyer of the own brand, leaves and comes back, such that a year's chance of a purchase is what `p_alive` (of those
 * that never bought: the share that did) says; [account].
 * @param awareness hazard a period at which each one gets to know the brand
 */
export function livesOf(
  { accounts, record }: KnownSide,
  awareness: Float64Array,
  year: number,
): LifeCourse[] {
  const { rate, shares, rateShape, brandAmount, alive, firstChance, dropout } = accounts;
  return Array.from(awareness, (hearing, i) => {
    const purchases = year * rate[i] * shares[i * brandAmount.length];
    const ahead = { chance: alive[i] >= 0 ? alive[i] : firstChance[i], purchases, shape: rateShape[i] };
    if (!(purchases > 0)) return STAYS;
    if (alive[i] >= 0 && record.ownSilence[i] < year) return customerCourse(ahead, dropout);
    return visitorCourse(ahead, { leaving: 1 / (VISIT * year), hearing }, year);
  });
}
