import {
  HEAT_METRICS,
  type HeatMetric,
  type HourSignals,
  type SignalColumns,
} from "../../data/hourSignals.ts";
import type { Market } from "../../data/market/market.ts";
import { weightsOf } from "./counts.ts";
import { WEEK_HOURS } from "./kernel.ts";
import { type HeatPlaces, heatPlaces } from "./places.ts";
import { learnProfiles, type Profiles, type Strengths } from "./profiles.ts";

/** The density of one metric over places and hours of the week. */
export interface MetricHeat {
  /** `hour`: the hours of the signals are known, at least of some; `day`: only days are, and hours within a day are even. */
  readonly resolution: "hour" | "day";
  /** Expected weight a week by hour of the week, in the signal's own unit; [(cells + 1) × 168], the last unit "no cell". */
  readonly cells: Float64Array;
  /** [(territories + 1) × 168], the last unit "no territory". */
  readonly territories: Float64Array;
  readonly strengths: Strengths;
}

export interface Heat {
  /** H3 indices, ascending; they may hold no account. */
  readonly cells: BigUint64Array;
  readonly metrics: Readonly<Record<HeatMetric, MetricHeat | null>>;
}

/**
 * The density over place × hour of the week for each metric (docs/model.md, Heat). The total of every place is its
 * observed weight a week: smoothing moves weight between hours, never between places.
 */
export function learnHeat(market: Market, signals: HourSignals): Heat {
  const places = heatPlaces(market, signals);
  const metrics = HEAT_METRICS.map(metric => {
    const columns = signals[metric];
    return [metric, columns && metricHeat(columns, places)];
  });
  return { cells: places.cells, metrics: Object.fromEntries(metrics) as Heat["metrics"] };
}

function metricHeat(signals: SignalColumns, places: HeatPlaces): MetricHeat {
  const { cells, territories, resolution, strengths } = weekProfiles(signals, places);
  const weights = weightsOf(signals, places);
  return {
    resolution,
    cells: spread(cells, weights.cells),
    territories: spread(territories, weights.territories),
    strengths,
  };
}

/** Densities over the 168 hours by cell and territory, [unit × 168]. */
export interface WeekProfiles {
  readonly cells: Float64Array;
  readonly territories: Float64Array;
  readonly resolution: "hour" | "day";
  readonly strengths: Strengths;
}

/**
 * Where some signals have dates alone, days are learned from all signals and the hours within each day from the timed
 * ones; where none is timed, hours within a day are even.
 */
export function weekProfiles(signals: SignalColumns, places: HeatPlaces): WeekProfiles {
  const timed = signals.timed.some(flag => flag === 1);
  const dated = signals.timed.some(flag => flag === 0);
  const hours = timed ? learnProfiles(signals, places, WEEK_HOURS) : null;
  const days = dated ? learnProfiles(signals, places, 7) : null;
  const { strengths } = (hours ?? days) as Profiles;
  return {
    cells: combine(hours?.cells ?? null, days?.cells ?? null),
    territories: combine(hours?.territories ?? null, days?.territories ?? null),
    resolution: timed ? "hour" : "day",
    strengths,
  };
}

/** P(day) from `days` times P(hour | day) from `hours`; even hours without the latter. */
function combine(hours: Float64Array | null, days: Float64Array | null): Float64Array {
  if (days === null) return hours ?? new Float64Array(0);
  const profile = new Float64Array(days.length * 24);
  days.forEach((share, d) => {
    const day = hours?.subarray(24 * d, 24 * (d + 1));
    const total = day?.reduce((sum, density) => sum + density, 0) ?? 0;
    for (let h = 0; h < 24; h++) profile[24 * d + h] = share * (day && total > 0 ? day[h] / total : 1 / 24);
  });
  return profile;
}

/** Weight of each unit over its hours. */
function spread(profile: Float64Array, weights: Float64Array): Float64Array {
  return profile.map((density, i) => density * weights[Math.floor(i / WEEK_HOURS)]);
}

/** Hours that hold less of a place's week than this are silent in tables and on the map. */
const SILENT = 1e-4;

/**
 * The week of one place as tables show it: silent hours are cleared and the others raised in proportion, so that the
 * place's total stays. At most 1.7% of it moves, and tables have half the rows.
 */
export function audibleWeek(heat: Float64Array, unit: number): Float64Array {
  const week = heat.slice(unit * WEEK_HOURS, (unit + 1) * WEEK_HOURS);
  const total = week.reduce((sum, weight) => sum + weight, 0);
  const heard = week.reduce((sum, weight) => sum + (weight >= SILENT * total ? weight : 0), 0);
  return week.map(weight => (weight >= SILENT * total && total > 0 ? (weight * total) / heard : 0));
}
