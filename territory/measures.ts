import { area, length, polygonToLine } from "@turf/turf";
import type { Geometry, MultiPolygon, Polygon } from "geojson";
import { lastYearFrom } from "../core/period.ts";
import type { Market } from "../data/market/market.ts";
import type { Plan } from "./plan/plan.ts";

/** What sales operations weighs a territory by; by territory of the plan, NaN: not in the input. */
export interface TerritoryMeasures {
  /** Hours of contacts a week over the last year. */
  readonly workloadHours: Float64Array;
  /** Contacts a week that its rep can make. */
  readonly callCapacity: Float64Array;
  /** Workload over the mean of all territories; where nobody visits, sales of all brands over their mean. 1: even. */
  readonly balance: Float64Array;
  /** Polsby and Popper (1991): 4π·area / perimeter², 1 for a circle. */
  readonly compactness: Float64Array;
}

/** A contact whose length the file does not tell takes as long as the others do on average, or this without any. */
const MINUTES_A_CONTACT = 20;

/**
 * The measures of a plan, by its territories.
 * @param outlines null where nothing is placed
 */
export function territoryMeasures(
  plan: Plan,
  market: Market,
  outlines: readonly (Geometry | null)[],
): TerritoryMeasures {
  const reps = new Map(market.reps.map(rep => [rep.id, rep]));
  const hours = workloadHours(plan, market);
  return {
    workloadHours: hours,
    callCapacity: Float64Array.from(plan.territories, t =>
      t.repId === null ? Number.NaN : (reps.get(t.repId)?.weeklyCalls ?? Number.NaN),
    ),
    balance: overMean(hours.some(h => h > 0) ? hours : salesByTerritory(plan, market)),
    compactness: Float64Array.from(outlines, outline => (outline ? polsbyPopper(outline) : Number.NaN)),
  };
}

function workloadHours(
  { territories, territory }: Plan,
  { visits, periodStart, period }: Market,
): Float64Array {
  const from = lastYearFrom({ period, periodStart });
  const year = periodStart.length - from;
  const weeks = period === "week" ? year : (year * 52) / 12;
  if (visits.count === 0) return new Float64Array(territories.length).fill(Number.NaN);
  const told = visits.minutes.filter(m => m > 0);
  const usual = told.length > 0 ? told.reduce((sum, m) => sum + m, 0) / told.length : MINUTES_A_CONTACT;
  const hours = new Float64Array(territories.length);
  for (let i = 0; i < visits.count; i++) {
    const t = territory[visits.account[i]];
    if (t < 0 || visits.period[i] < from) continue;
    hours[t] += (visits.minutes[i] > 0 ? visits.minutes[i] : usual) / 60 / weeks;
  }
  return hours;
}

function salesByTerritory(
  { territories, territory }: Plan,
  { sales, periodStart, period }: Market,
): Float64Array {
  const from = lastYearFrom({ periodStart, period });
  const sums = new Float64Array(territories.length);
  for (let i = 0; i < sales.count; i++) {
    const t = territory[sales.account[i]];
    if (t >= 0 && sales.period[i] >= from) sums[t] += sales.amount[i];
  }
  return sums;
}

function overMean(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  return values.map(v => (mean > 0 ? v / mean : Number.NaN));
}

function polsbyPopper(outline: Geometry): number {
  if (outline.type !== "Polygon" && outline.type !== "MultiPolygon") return Number.NaN;
  const perimeter = 1000 * perimeterKm(outline);
  return perimeter > 0 ? (4 * Math.PI * area(outline)) / perimeter ** 2 : Number.NaN;
}

function perimeterKm(outline: Polygon | MultiPolygon): number {
  return length(polygonToLine(outline), { units: "kilometers" });
}
