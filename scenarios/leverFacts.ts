import type { ComparedMetric } from "./courses.ts";
import type { LeverName } from "./levers.ts";

const OWN = ["own_amount", "own_share", "own_orders"] as const;
const MARKET = ["market_amount", "orders"] as const;
const CONTACTS = ["visits", "wasted_contacts"] as const;

/** The figures that each lever can move by itself: what of a course that differs from last year it explains. */
export const MOVES: Readonly<Record<LeverName, readonly ComparedMetric[]>> = {
  visits: [...OWN, ...CONTACTS],
  capacity: [...OWN, ...CONTACTS],
  discovery: [...OWN, ...CONTACTS],
  territories: [...OWN, ...CONTACTS],
  price: [...OWN, ...MARKET],
  rival_exit: [...OWN, ...MARKET],
  rival_promotion: [...OWN, ...MARKET],
  demand: [...OWN, ...MARKET],
  season: [...OWN, ...MARKET],
};
