import type { Opened } from "../../core/layout.ts";
import type { LIFE } from "../../twin/layout.ts";
import { customerCourse, type LifeCourse, STAYS, visitorCourse } from "../lifecycle/life.ts";
import type { Fitted } from "./fitted.ts";
import type { KernelOrder } from "./kernelOrder.ts";

/** Years that an account stays which was no customer: an assumption. */
const VISIT = 0.5;

/**
 * Who is a buyer of the own brand, leaves and comes back, such that a year's chance of a purchase is what `p_alive` (of those
 * that never bought: the share that did) says. Slots stay as they are.
 */
export function fillLife(to: Opened<typeof LIFE>, fitted: Fitted, { account, like }: KernelOrder): void {
  account.forEach((i, k) => {
    if (i < 0 && like[k] >= 0) to.opensWithin[k] = fitted.openings.within;
    const { alive, dropout, comeback } = i < 0 ? STAYS : courseOf(fitted, i);
    to.aliveAtStart[k] = alive;
    to.dropout[k] = dropout;
    to.comeback[k] = comeback;
  });
}

function courseOf({ accounts, record, awareness, year }: Fitted, i: number): LifeCourse {
  const { rate, shares, rateShape, brandAmount, alive, firstChance, dropout } = accounts;
  const purchases = year * rate[i] * shares[i * brandAmount.length];
  const ahead = { chance: alive[i] >= 0 ? alive[i] : firstChance[i], purchases, shape: rateShape[i] };
  if (!(purchases > 0)) return STAYS;
  if (alive[i] >= 0 && record.ownSilence[i] < year) return customerCourse(ahead, dropout);
  return visitorCourse(ahead, { leaving: 1 / (VISIT * year), hearing: awareness[i] }, year);
}
