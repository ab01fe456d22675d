import type { Districting } from "../districting.ts";
import { countedBound } from "./obstacles/deviationBound.ts";

/** What no plan can do better than, whatever a search tries. */
export interface Bound {
  /** Largest deviation from a target over all balances (share of the target); Infinity: there is no plan at all. */
  readonly deviation: number;
}

/** A lower bound for the answers to a question; quick for tens of thousands of units. */
export async function bound(question: Districting): Promise<Bound> {
  return { deviation: countedBound(question) };
}
