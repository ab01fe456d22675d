import type { UnitGraph } from "./units/graph.ts";

/**
 * What is asked of a search for plans: flat columns that cross threads. The heuristic (`search`) and the exact part
 * (`exact`) answer the same question, and `constraints` says of both their answers what they break.
 */
export interface Districting {
  readonly units: number;
  /** How many territories there shall be (K). Those of `start` come first; later ones are new, those beyond are closed. */
  readonly territories: number;
  readonly graph: UnitGraph;
  /** Territory of each unit today, by index in today's plan; -1: nobody's. May break every constraint. */
  readonly start: Int32Array;
  /** Territories of today's plan. */
  readonly before: number;
  readonly balances: readonly Balance[];
  /** Territory that a unit is locked into; -1: free. */
  readonly locked: Int32Array;
  readonly holdings: Holdings;
  /** Largest share of the held amount that may change rep; 1: any. */
  readonly maxDisruption: number;
  /** Largest sum of `capacityWeight` in each territory; Infinity: any. */
  readonly capacity: Float64Array;
  readonly capacityWeight: Float64Array;
  readonly contiguous: boolean;
}

/** One quantity that shall be even over territories, or in proportion to given targets. */
export interface Balance {
  readonly name: BalanceName;
  /** By unit, ≥ 0. */
  readonly weight: Float64Array;
  /** By territory: what lies in it by name, whatever units it has. */
  readonly base: Float64Array;
  /** By territory, > 0; sums to all weight and base. */
  readonly target: Float64Array;
  /** Each territory shall be within target × (1 ± tolerance). */
  readonly tolerance: number;
  /** Weight among the objectives, > 0. */
  readonly importance: number;
}

export const BALANCES = ["workload", "potential", "customers", "prospects", "travel"] as const;
export type BalanceName = (typeof BALANCES)[number];

/**
 * Who holds the amount of a unit today, as compressed rows: accounts of one unit may belong to several territories.
 * Disruption is the share of it that changes rep when each new territory keeps the rep that holds most of its amount.
 */
export interface Holdings {
  /** Length units + 1. */
  readonly start: Int32Array;
  /** Index in today's plan. */
  readonly territory: Int32Array;
  /** Minor currency units, ≥ 0. */
  readonly amount: Float64Array;
}

/** A plan as its units have it: territory of each, none is -1. */
export type Assignment = Int32Array;
