import type { SignalColumns } from "../../data/hourSignals.ts";
import { countSignals, type PlaceCounts } from "./counts.ts";
import { neighbourPrior } from "./neighbours.ts";
import type { HeatPlaces } from "./places.ts";
import {
  best,
  foretelling,
  logLikelihood,
  normalised,
  pool,
  repeating,
  STRENGTHS,
  type Tuner,
  type Tuning,
  together,
} from "./pool.ts";
import { mixedProfiles, repeat, typeCounts } from "./typeProfiles.ts";

/** How many signals the profile expected at each level is worth; a large one says that its units do not differ. */
export interface Strengths {
  readonly type: number;
  readonly territory: number;
  readonly neighbours: number;
  readonly cell: number;
  /** Share of what comes that follows the market's profile, however much a place has shown. */
  readonly wandering: number;
  /** Standard deviation, in hours, of the kernel over a cell's own signals; 0 where days alone are known. */
  readonly bandwidth: number;
}

/** Densities over bins, each row summing to 1. */
export interface Profiles {
  readonly bins: number;
  readonly market: Float64Array;
  /** [type × bins]. */
  readonly types: Float64Array;
  /** [(territories + 1) × bins]. */
  readonly territories: Float64Array;
  /** [(cells + 1) × bins]. */
  readonly cells: Float64Array;
  readonly strengths: Strengths;
}

/**
 * Shares tried for signals that follow the market's profile whatever their place did before: delivery days and routes
 * change as a whole, which no count of past signals foretells. Never less than 1% (assumption).
 */
const WANDERING: readonly number[] = [0.01, 0.02, 0.05, 0.1];

/**
 * Learns the profiles of a metric over hours of the week or days, level by level: market, types, territories (what
 * their types lead to expect), cells (what their types lead to expect, tilted as their territory and then as their
 * neighbours differ from what theirs do). How strongly each level is pooled is learned by foretelling the last quarter
 * of the signals' time from the time before; the profiles then rest on all signals.
 */
export function learnProfiles(signals: SignalColumns, places: HeatPlaces, bins: 168 | 7): Profiles {
  const count = (part: "early" | "late" | "all") => countSignals(signals, places, bins, part);
  const kept = new Map<string, Tuning>();
  const late = count("late");
  const tuner = foretelling(lateLevels(late), bins, kept);
  const foretold = (tried: readonly number[], densityAt: (value: number) => Float64Array) =>
    tried[best(tried.length, k => logLikelihood(late.cells, densityAt(tried[k])))];
  const nearness = (priorAt: (strength: number) => Float64Array) => {
    const strength = foretold(STRENGTHS, priorAt);
    kept.set("neighbours", { strength, bandwidth: 0 });
    return strength;
  };
  const early = levels(count("early"), places, tuner, nearness);
  const wandering = foretold(WANDERING, share => wander(early.cells, early.market, share));
  const all = levels(count("all"), places, repeating(kept), () => kept.get("neighbours")!.strength);
  const strength = (level: string) => kept.get(level)!.strength;
  return {
    bins,
    ...all,
    territories: wander(all.territories, all.market, wandering),
    cells: wander(all.cells, all.market, wandering),
    strengths: {
      type: strength("type"),
      territory: strength("territory"),
      neighbours: strength("neighbours"),
      cell: strength("cell"),
      wandering,
      bandwidth: kept.get("cell")!.bandwidth,
    },
  };
}

/** A share of each unit's density handed to the market's. */
function wander(profile: Float64Array, market: Float64Array, share: number): Float64Array {
  return profile.map((density, i) => (1 - share) * density + share * market[i % market.length]);
}

function lateLevels(late: PlaceCounts): Record<string, Float64Array> {
  const market = together(late.cells, late.bins);
  const total = market.reduce((sum, n) => sum + n, 0);
  return {
    market,
    type: typeCounts(late, total > 0 ? market.map(n => n / total) : market.fill(1 / late.bins)),
    territory: late.territoryCounts,
    cell: late.cells,
  };
}

function levels(
  counts: PlaceCounts,
  places: HeatPlaces,
  tune: Tuner,
  nearness: (priorAt: (strength: number) => Float64Array) => number,
): Omit<Profiles, "bins" | "strengths"> {
  const { bins } = counts;
  const shrink = (level: string, own: Float64Array, prior: Float64Array) =>
    pool(own, prior, bins, tune(level, own, prior));
  const even = new Float64Array(bins).fill(1 / bins);
  const market = shrink("market", together(counts.cells, bins), even);
  const types = shrink("type", typeCounts(counts, market), repeat(market, counts.types));
  const byTypes = mixedProfiles(counts.territoryMix, counts.types, types, bins);
  const territories = shrink("territory", counts.territoryCounts, byTypes);
  const expected = tilt(
    mixedProfiles(counts.mix, counts.types, types, bins),
    places.territory,
    territories,
    byTypes,
    bins,
  );
  const priorAt = neighbourPrior(counts.cells, expected, places.neighbours, bins);
  const cells = shrink("cell", counts.cells, priorAt(nearness(priorAt)));
  return { market, types, territories, cells };
}

/** Profiles times observed over expected of the group that each unit belongs to, brought back to 1. */
function tilt(
  profile: Float64Array,
  groupOf: Int32Array,
  observed: Float64Array,
  expected: Float64Array,
  bins: number,
): Float64Array {
  const tilted = profile.map((density, i) => {
    const at = groupOf[Math.floor(i / bins)] * bins + (i % bins);
    return expected[at] > 0 ? (density * observed[at]) / expected[at] : density;
  });
  return normalised(tilted, bins);
}
