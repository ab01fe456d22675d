import type { Columns } from "../../core/columns.ts";

/**
 * What the kernel simulates: flat columns in shared memory plus a few scalars.
 *
 * Both a fitted market (`sim/twinModel`) and the reference workload (`bench/workload`) are written in these
 * columns, so that one kernel serves both. Accounts are sorted by cell; accounts without a cell come last, in
 * a pseudo cell of their own that has no neighbours.
 *
 * Columns (N accounts, H cells, B brands, G index groups, U recording units, R reps, K draws, T periods,
 * S promotion segments, C channels). Brand 0 is the own brand.
 *
 * | name | type | length | meaning |
 * | --- | --- | --- | --- |
 * | cellStart | i32 | H+1 | first account of each cell |
 * | neighbours | i32 | 7·H | the cell itself, then its up to six neighbours, -1 for none |
 * | rate | f64 | N | purchase occasions a period at index 1 |
 * | rateShape | f64 | N | gamma shape of the account's rate posterior; 0 = rate known exactly |
 * | preference | f64 | N·B | brand weights αᵢᵦ ≥ 0 |
 * | ownOffset | f64 | N | utility added to the own brand |
 * | amountMean | f64 | N | mean minor units an occasion, before the brand factor |
 * | brandAmount | f64 | B | factor on amountMean by brand |
 * | aware | u8 | N | 1 = aware of the own brand at the start |
 * | lastBrand | u8 | N | last brand bought; 255 = none |
 * | lifecycle | u8 | N | see LIFECYCLE |
 * | silence | i32 | N | periods since the last own purchase at the start (0 = bought in the last period) |
 * | goodwill | f64 | N | goodwill at the start |
 * | influence | i32 | N | weight of the account in what its neighbours hear, whole 1/1024ths: 1024 = average |
 * | group | i32 | N | index group |
 * | unit | i32 | N | recording unit |
 * | segment | u8 | N | promotion segment |
 * | repStart | i32 | R+1 | first entry of each rep in repAccount |
 * | repAccount | i32 | … | accounts of each rep |
 * | repWeight | f64 | … | cumulative visit weight inside each rep, ending in 1; uniform picks have k/n |
 * | repCalls | f64 | R | contacts a period (a whole number, or a mean that is rounded at random) |
 * | channelMix | f64 | (R+1)·C | cumulative share of each channel in the rep's contacts; row R: all reps together |
 * | acceptance | f64 | N·C | probability that a contact in the channel falls inside the account's window |
 * | volumeIndex | f64 | K·G·T | factor on every rate of the group in the period |
 * | ownUtility | f64 | K·G·T | utility of the own brand in the group and period |
 * | rivalUtility | f64 | K·T·B | market-wide utility of each brand (own: 0) |
 * | promotion | f64 | T·S·B | utility of each brand by period and segment |
 *
 * A model with dark accounts has three more columns; without them every account is known:
 *
 * | name | type | length | meaning |
 * | --- | --- | --- | --- |
 * | dark | u8 | N | 1 = candidate slot of an account that nobody has recorded |
 * | darkRank | i32 | N | j of the slot in its cell, from 0; ignored where dark is 0 |
 * | darkSlots | i32 | K·H | D: in draw k the cell holds its slots with j < D |
 *
 * A model whose accounts move between customer segments (M of them, Q quarters) has four more; without them rates stay:
 *
 * | name | type | length | meaning |
 * | --- | --- | --- | --- |
 * | behaviour | u8 | N | customer segment at the start; 255 = none, the account never moves |
 * | behaviourMove | f64 | M·M | cumulative chance of each segment a quarter later, by the one before; rows end in 1 |
 * | behaviourRate | f64 | Q·M·M | factor on the rate in quarter q, by the segment at the start and now; mean 1 over moves |
 * | behaviourQuarter | i32 | 1 | periods in a quarter |
 */
export interface KernelModel {
  readonly columns: Columns;
  readonly scalars: KernelScalars;
  /** SHA-256 that identifies the model (the twin's hash for markets). */
  readonly hash: string;
}

export interface KernelScalars {
  readonly accounts: number;
  readonly cells: number;
  readonly brands: number;
  readonly groups: number;
  readonly units: number;
  readonly reps: number;
  readonly draws: number;
  /** Seed of what belongs to the draws (account-level multipliers), whatever the seed of the runs. */
  readonly drawSeed: number;
  /** Longest horizon, in periods, that the index paths cover. */
  readonly periods: number;
  readonly segments: number;
  /** κ: utility of the brand bought last. */
  readonly inertia: number;
  /** β: utility of the own brand for the first unit of goodwill. */
  readonly goodwillEffect: number;
  /** γ: the utility of goodwill g is β·(1 − e^(−γg))/γ; 0 = β·g. */
  readonly saturation: number;
  /** Share of goodwill that survives a period. */
  readonly carryOver: number;
  /** Channels of contacts; 0 = every contact is a full one. */
  readonly channels: number;
  /** Goodwill of a contact outside the account's window; inside it is 1. */
  readonly outsideEffect: number;
  /** Probability that a prospecting visit comes upon any one dark account of its cell. */
  readonly findChance: number;
  /** Bass with local imitation: hazard p + q·S. */
  readonly innovation: number;
  readonly imitation: number;
  /** Gamma shape of the amount of one occasion; 0 = the amount is exactly its mean. */
  readonly amountShape: number;
  /** Periods without an own purchase after which a customer counts as lapsed. */
  readonly lapseAfter: number;
}

/** Lifecycle states of an account, as stored in the `lifecycle` column. */
export const LIFECYCLE = { unaware: 0, aware: 1, customer: 2, lapsed: 3, wonBack: 4 } as const;

/** `behaviour` of an account that is in no customer segment. */
export const NO_BEHAVIOUR = 255;

/** `lastBrand` of an account that has not bought yet. */
export const NO_BRAND = 255;
