import type { ComparedName } from "../../twin/metrics.ts";

/** What a lever on what accounts buy moves. */
export const PURCHASES: readonly ComparedName[] = [
  "own_amount",
  "own_share",
  "own_orders",
  "market_amount",
  "orders",
];

/** What a lever on who is contacted moves: own sales, not what the category buys. */
export const CONTACTS: readonly ComparedName[] = [
  "own_amount",
  "own_share",
  "own_orders",
  "visits",
  "wasted_contacts",
];
