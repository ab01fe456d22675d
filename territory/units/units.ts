import type { UnitGraph } from "./graph.ts";

/** What a plan can be cut from. Rows of a plan name it by `area_id`, `cell` or `account_id`. */
export type UnitKind = "area" | "cell" | "account";

/**
 * The pieces that territories are put together from, with what a territory is weighed by: plain columns, made in
 * `app/stages` of what models learned. Length of each column: `count`. Accounts that a plan gives to a rep by name or by
 * their own id are in no unit: they lie where they lie and weigh on their territory all the same (`Districting.base`).
 */
export interface Units {
  readonly kind: UnitKind;
  readonly count: number;
  /** As rows of a plan name them: area ids, H3 strings of the market's resolution, account ids. */
  readonly ids: readonly string[];
  /** What people call them; the id where there is no name. */
  readonly names: readonly string[];
  /** Degrees, of the centre. */
  readonly lat: Float64Array;
  readonly lon: Float64Array;
  readonly graph: UnitGraph;
  /** Unit of each account of the market; -1: in none. */
  readonly ofAccount: Int32Array;
  readonly weights: UnitWeights;
}

/** By unit; NaN throughout where the input cannot tell. Weeks are those of the last year. */
export interface UnitWeights {
  /** Open known sites. */
  readonly customers: Float64Array;
  /** Expected accounts that nobody has recorded. */
  readonly prospects: Float64Array;
  /** Hours a week: contacts × (time on site + travel share). */
  readonly workload: Float64Array;
  /** Minor currency units a year: own amount + headroom of known accounts + the dark's expected amount. */
  readonly potential: Float64Array;
  /** Minor currency units: own amount of the last 52 weeks. */
  readonly amount: Float64Array;
  /** Minutes a week on the road. */
  readonly travel: Float64Array;
}
