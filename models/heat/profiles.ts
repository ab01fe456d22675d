import type { SignalColumns } from "../../data/hourSignals.ts";
import { countSignals, type PlaceCounts } from "./counts.ts";
import { WEEK_HOURS } from "./kernel.ts";
import { neighbourPrior } from "./neighbours.ts";
import type { HeatPlaces } from "./places.ts";
import { HOUR_BANDWIDTHS, normalised, pool } from "./pool.ts";
import { mixedProfiles, repeat, typeProfiles } from "./typeProfiles.ts";

/** How many signals the profile expected at each level is worth; a large one says that its units do not differ. */
export interface Strengths {
  readonly type: number;
  readonly territory: number;
  readonly neighbours: number;
  readonly cell: number;
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
 * Learns the profiles of a metric over hours of the week or days, level by level: market, types, territories (what
 * their types lead to expect), cells (what their types lead to expect, tilted as their territory and then as their
 * neighbours differ from what theirs do). Each level is shrunk by `pool`.
 */
export function learnProfiles(signals: SignalColumns, places: HeatPlaces, bins: 168 | 7): Profiles {
  const counts = countSignals(signals, places, bins);
  const bandwidths = bins === WEEK_HOURS ? HOUR_BANDWIDTHS : [0];
  const market = marketProfile(counts, bandwidths);
  const types = typeProfiles(counts, market, bandwidths);
  const byTypes = mixedProfiles(counts.territoryMix, counts.types, types.profile, bins);
  const territories = pool(counts.territoryCounts, byTypes, bins, bandwidths);
  const expected = tilt(
    mixedProfiles(counts.mix, counts.types, types.profile, bins),
    unit => places.territory[unit],
    territories.profile,
    byTypes,
    bins,
  );
  const near = neighbourPrior(counts.cells, expected, places.neighbours, bins);
  const cells = pool(counts.cells, near.prior, bins, bandwidths);
  return {
    bins,
    market,
    types: types.profile,
    territories: territories.profile,
    cells: cells.profile,
    strengths: {
      type: types.strength,
      territory: territories.strength,
      neighbours: near.strength,
      cell: cells.strength,
      bandwidth: cells.bandwidth,
    },
  };
}

function marketProfile({ cells, bins }: PlaceCounts, bandwidths: readonly number[]): Float64Array {
  const all = new Float64Array(bins);
  cells.forEach((n, i) => {
    all[i % bins] += n;
  });
  return pool(all, repeat(Float64Array.of(1 / bins), bins), bins, bandwidths).profile;
}

/** Profiles times observed over expected of the group that each unit belongs to, brought back to 1. */
function tilt(
  profile: Float64Array,
  groupOf: (unit: number) => number,
  observed: Float64Array,
  expected: Float64Array,
  bins: number,
): Float64Array {
  const tilted = profile.map((density, i) => {
    const at = groupOf(Math.floor(i / bins)) * bins + (i % bins);
    return expected[at] > 0 ? (density * observed[at]) / expected[at] : density;
  });
  return normalised(tilted, bins);
}
