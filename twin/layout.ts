import type { Layout } from "../core/layout.ts";

/**
 * The contract that models write and the engine reads: flat columns in shared memory plus a few scalars. Accounts are
 * sorted by cell; those without a cell come last, in a pseudo cell of their own that has no neighbours. Candidate slots of
 * accounts that nobody has recorded come after the known ones of their cell. Brand 0 is the own brand.
 *
 * Every column is declared here alone: the fit and the bench write from it, the kernel opens it, and `docs/columns.md` is
 * made of it (npx tsx scripts/columns.ts).
 */

/** Lifecycle states of an account. */
export const LIFECYCLE = { unaware: 0, aware: 1, customer: 2, lapsed: 3, wonBack: 4 } as const;

/** `behaviour` of an account that is in no customer segment. */
export const NO_BEHAVIOUR = 255;

/** `lastBrand` of an account that has not bought yet. */
export const NO_BRAND = 255;

/** Influence of an average account. */
export const AVERAGE_INFLUENCE = 1024;

/** Room for the sum of a million accounts below 2^53. */
const MOST_INFLUENCE = 2 ** 31 - 1;

/**
 * An influence whose average is 1 in whole 1/1024ths, so that what a cell hears is a whole number, whose sum does not
 * depend on order.
 */
export function wholeInfluence(influence: number): number {
  return Math.min(Math.round(influence * AVERAGE_INFLUENCE), MOST_INFLUENCE);
}

/** What the columns are counted by, and the letters that `docs` use. Those that are no scalars follow from the columns. */
export const DIMENSIONS = {
  accounts: "N",
  cells: "H",
  brands: "B",
  groups: "G",
  units: "U",
  reps: "R",
  visited: "V",
  draws: "K",
  periods: "T",
  segments: "S",
  channels: "C",
  behaviours: "M",
  quarters: "Q",
} as const;

interface Scalar {
  /** null: a count. */
  readonly unit: string | null;
  readonly meaning: string;
}

/** Numbers beside the columns. */
export const SCALARS = {
  accounts: { unit: null, meaning: "accounts, candidate slots of dark ones among them" },
  cells: { unit: null, meaning: "cells, the pseudo cell among them" },
  brands: { unit: null, meaning: "brands, the own one first" },
  groups: { unit: null, meaning: "index groups" },
  units: { unit: null, meaning: "recording units" },
  reps: { unit: null, meaning: "reps" },
  draws: { unit: null, meaning: "joint draws of the parameters" },
  periods: { unit: null, meaning: "longest horizon that the index paths cover" },
  segments: { unit: null, meaning: "promotion segments" },
  channels: { unit: null, meaning: "channels of contacts; 0: every contact is a full one" },
  inertia: { unit: "utility", meaning: "κ: of the brand bought last" },
  goodwillEffect: { unit: "utility", meaning: "β: of the own brand for the first unit of goodwill" },
  saturation: { unit: "1/goodwill", meaning: "γ: the utility of goodwill g is β·(1 − e^(−γg))/γ; 0: β·g" },
  carryOver: { unit: "share", meaning: "of goodwill that survives a period" },
  outsideEffect: { unit: "goodwill", meaning: "of a contact outside the account's window; inside it is 1" },
  findChance: {
    unit: "probability",
    meaning: "that a prospecting visit comes upon any one dark account of its cell",
  },
  innovation: {
    unit: "probability",
    meaning: "p of the awareness hazard p + q·S (Bass with local imitation)",
  },
  imitation: { unit: "probability", meaning: "q of it" },
  amountShape: {
    unit: "gamma shape",
    meaning: "of the amount of one occasion; 0: the amount is exactly its mean",
  },
  lapseAfter: { unit: "periods", meaning: "without an own purchase after which a customer counts as lapsed" },
} as const satisfies Readonly<Record<string, Scalar>>;

export type Scalars = { readonly [Name in keyof typeof SCALARS]: number };

/** What every model has. */
export const KERNEL = {
  cellStart: { kind: "i32", size: [["cells", 1]], unit: null, meaning: "first account of each cell" },
  neighbours: {
    kind: "i32",
    size: [7, "cells"],
    unit: null,
    below: "cells",
    none: -1,
    meaning: "the cell itself, then its up to six neighbours",
  },
  rate: { kind: "f64", size: ["accounts"], unit: "occasions a period", meaning: "purchases at index 1" },
  rateShape: {
    kind: "f64",
    size: ["accounts"],
    unit: "gamma shape",
    meaning: "of the posterior of the account's rate; 0: the rate is known exactly",
  },
  preference: { kind: "f64", size: ["accounts", "brands"], unit: "weight", meaning: "αᵢᵦ ≥ 0" },
  ownOffset: { kind: "f64", size: ["accounts"], unit: "utility", meaning: "added to the own brand" },
  amountMean: {
    kind: "f64",
    size: ["accounts"],
    unit: "minor units an occasion",
    meaning: "mean amount, before the brand factor",
  },
  brandAmount: { kind: "f64", size: ["brands"], unit: "factor", meaning: "on amountMean by brand" },
  ownLine: {
    kind: "f64",
    size: ["accounts"],
    unit: "factor",
    meaning: "on amountMean for the own brand: the account's own line over its mean line",
  },
  aware: {
    kind: "u8",
    size: ["accounts"],
    unit: null,
    below: 2,
    meaning: "1: aware of the own brand at the start",
  },
  lastBrand: {
    kind: "u8",
    size: ["accounts"],
    unit: null,
    below: "brands",
    none: NO_BRAND,
    meaning: "last brand bought",
  },
  lifecycle: {
    kind: "u8",
    size: ["accounts"],
    unit: null,
    below: Object.keys(LIFECYCLE).length,
    meaning: Object.entries(LIFECYCLE)
      .map(([name, code]) => `${code} ${name}`)
      .join(", "),
  },
  silence: {
    kind: "i32",
    size: ["accounts"],
    unit: "periods",
    meaning: "since the last own purchase at the start; 0: bought in the last period",
  },
  goodwill: { kind: "f64", size: ["accounts"], unit: "goodwill", meaning: "at the start" },
  influence: {
    kind: "i32",
    size: ["accounts"],
    unit: `1/${AVERAGE_INFLUENCE}`,
    meaning: "weight of the account in what its neighbours hear; 1 is average",
  },
  group: { kind: "i32", size: ["accounts"], unit: null, below: "groups", meaning: "index group" },
  unit: { kind: "i32", size: ["accounts"], unit: null, below: "units", meaning: "recording unit" },
  segment: { kind: "u8", size: ["accounts"], unit: null, below: "segments", meaning: "promotion segment" },
  repStart: {
    kind: "i32",
    size: [["reps", 1]],
    unit: null,
    meaning: "first entry of each rep in repAccount",
  },
  repAccount: {
    kind: "i32",
    size: ["visited"],
    unit: null,
    below: "accounts",
    meaning: "accounts of each rep",
  },
  repWeight: {
    kind: "f64",
    size: ["visited"],
    unit: "share",
    meaning: "cumulative visit weight inside each rep, ending in 1; uniform picks have k/n",
  },
  repCalls: {
    kind: "f64",
    size: ["reps"],
    unit: "contacts a period",
    meaning: "a whole number, or a mean that is rounded at random",
  },
  channelMix: {
    kind: "f64",
    size: [["reps", 1], "channels"],
    unit: "share",
    meaning: "cumulative, of each channel in the rep's contacts; the last row: all reps together",
  },
  acceptance: {
    kind: "f64",
    size: ["accounts", "channels"],
    unit: "probability",
    meaning: "that a contact in the channel falls inside the account's window",
  },
  volumeIndex: {
    kind: "f64",
    size: ["draws", "groups", "periods"],
    unit: "factor",
    meaning: "on every rate of the group in the period",
  },
  ownUtility: {
    kind: "f64",
    size: ["draws", "groups", "periods"],
    unit: "utility",
    meaning: "of the own brand in the group and period",
  },
  rivalUtility: {
    kind: "f64",
    size: ["draws", "periods", "brands"],
    unit: "utility",
    meaning: "of each brand in the whole market; 0 for the own one",
  },
  promotion: {
    kind: "f64",
    size: ["periods", "segments", "brands"],
    unit: "utility",
    meaning: "of each brand by period and promotion segment",
  },
} as const satisfies Layout;

/** What a model with dark accounts has besides; without them every account is known. */
export const DARK = {
  dark: {
    kind: "u8",
    size: ["accounts"],
    unit: null,
    below: 2,
    meaning: "1: candidate slot of an account that nobody has recorded",
  },
  darkRank: {
    kind: "i32",
    size: ["accounts"],
    unit: null,
    meaning: "j of the slot in its cell, from 0; ignored where dark is 0",
  },
  darkSlots: {
    kind: "i32",
    size: ["draws", "cells"],
    unit: "accounts",
    meaning: "D: in the draw the cell holds its slots with j < D",
  },
} as const satisfies Layout;

/** What a model whose accounts move between customer segments has besides; without them rates stay. */
export const BEHAVIOUR = {
  behaviour: {
    kind: "u8",
    size: ["accounts"],
    unit: null,
    below: "behaviours",
    none: NO_BEHAVIOUR,
    meaning: "customer segment at the start; of none, the account never moves",
  },
  behaviourMove: {
    kind: "f64",
    size: ["quarters", "behaviours", "behaviours", "behaviours"],
    unit: "probability",
    meaning:
      "cumulative, of each segment in the quarter, by the one at the start and the one before; rows end in 1",
  },
  behaviourRate: {
    kind: "f64",
    size: ["quarters", "behaviours", "behaviours"],
    unit: "factor",
    meaning: "on the rate in the quarter, by the segment at the start and now; mean 1 over moves",
  },
  behaviourQuarter: { kind: "i32", size: [1], unit: "periods", meaning: "in a quarter" },
} as const satisfies Layout;

/** What a model whose accounts open, leave the own brand and come back has besides; without them everybody is there, and stays. */
export const LIFE = {
  opensWithin: {
    kind: "f64",
    size: ["accounts"],
    unit: "periods",
    meaning: "of which any moment may be the account's opening; 0: it is there at the start",
  },
  aliveAtStart: {
    kind: "f64",
    size: ["accounts"],
    unit: "probability",
    meaning: "that the account is a buyer of the own brand at the start",
  },
  dropout: {
    kind: "f64",
    size: ["accounts"],
    unit: "hazard a period",
    meaning: "at which a buyer leaves the own brand",
  },
  comeback: {
    kind: "f64",
    size: ["accounts"],
    unit: "hazard a period",
    meaning: "at which one that is no buyer becomes one",
  },
} as const satisfies Layout;

/** What the twin of a market has besides, for those who ask about accounts. */
export const FITTED = {
  account: {
    kind: "i32",
    size: ["accounts"],
    unit: null,
    meaning: "index in the market; -1: an account that opens later, or a candidate slot",
  },
  like: {
    kind: "i32",
    size: ["accounts"],
    unit: null,
    meaning:
      "index in the market of the account that it is, or, of one that opens later, is the like of; -1: a slot",
  },
  alive: {
    kind: "f64",
    size: ["accounts"],
    unit: "probability",
    meaning: "of an own purchase within a year; NaN where there never was one, 0 for a slot",
  },
  expectedOwn: {
    kind: "f64",
    size: ["accounts"],
    unit: "minor units",
    meaning: "expected own amount over the next year; 0 for a slot",
  },
  expectedOwnLow: {
    kind: "f64",
    size: ["accounts"],
    unit: "minor units",
    meaning: "5% point of the own amount over the next year; 0 for a slot",
  },
  expectedOwnHigh: {
    kind: "f64",
    size: ["accounts"],
    unit: "minor units",
    meaning: "95% point of it",
  },
} as const satisfies Layout;

/** What a twin with dark accounts has besides. */
export const FITTED_DARK = {
  darkType: { kind: "i32", size: ["accounts"], unit: null, meaning: "index of a slot's type; -1: none" },
  darkAmount: {
    kind: "f64",
    size: ["accounts"],
    unit: "minor units a year",
    meaning: "of a slot: of all brands where rivals are seen, else what it buys of the own one; 0: it sleeps",
  },
  cellWords: {
    kind: "i32",
    size: [2, ["cells", -1]],
    unit: null,
    meaning: "the two halves of each cell's H3 index, low one first, without the pseudo cell",
  },
} as const satisfies Layout;
