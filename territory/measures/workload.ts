import { sumBy } from "../units/weights.ts";
import { type Figures, summed } from "./figures.ts";
import type { PlacedPlan } from "./placedPlan.ts";

/**
 * Hours a week of the last year: contacts × (time on site + their share of travel). An account asks for the same hours under
 * any plan, so that they can be shared out: see `units/calls`.
 */
export function workload({ ground, ofAccount, count }: PlacedPlan): Figures {
  return summed(sumBy(count, ofAccount, ground.weights.accounts.workload));
}

/** Contacts a week of the last year, of all channels. */
export function contacts({ ground, ofAccount, count }: PlacedPlan): Figures {
  return summed(sumBy(count, ofAccount, ground.weights.accounts.contacts));
}
