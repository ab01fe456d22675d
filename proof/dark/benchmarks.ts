import { kilometres } from "../../core/greatCircle.ts";
import type { Market } from "../../data/market/market.ts";
import type { DarkPosterior } from "../../models/dark/draw/posterior.ts";
import { type CellFrame, total } from "./frame.ts";
import { poissonDeviance, spearman, topTenthShare } from "./measures.ts";

/** A populated place. */
export interface Place {
  readonly lat: number;
  readonly lon: number;
  readonly population: number;
}

/**
 * What a simple map would have scored. Its kernel and floor are chosen with the truth in hand and its total is the true one,
 * so it is as hard to beat as it can be; `at_estimate` is the same map with the estimate's total.
 */
export interface BenchmarkScore {
  readonly deviance: number;
  readonly deviance_at_estimate: number;
  readonly spearman_cells: number;
  readonly top_tenth: number;
  /** How the best map was made. */
  readonly map: string;
}

/** Floors as parts of the mean weight of a cell. */
const FLOORS = [0, 0.003, 0.01, 0.03, 0.06, 0.1, 0.2, 0.3, 0.5, 1, 2, 5];
/** Spread of a place's people, as multiples of the distance between neighbouring cells. */
const KERNELS = [0, 0.7, 1.5, 3];

interface Weights {
  readonly name: string;
  readonly values: Float64Array;
}

/** Proportional to population, by places and by areas, spread in several ways; null without any population. */
export function populationBenchmark(
  frame: CellFrame,
  posterior: DarkPosterior,
  market: Pick<Market, "areas">,
  places: readonly Place[],
): BenchmarkScore | null {
  const maps: Weights[] = [];
  const areas = areaPopulation(frame, posterior, market);
  if (total(areas) > 0) maps.push({ name: "areas", values: areas });
  if (places.length > 0) {
    const width = spacing(frame);
    spreadPlaces(frame, places, width).forEach((values, k) => {
      maps.push({ name: `places, spread ${KERNELS[k]}`, values });
      if (total(areas) > 0)
        maps.push({ name: `areas and places, spread ${KERNELS[k]}`, values: both(areas, values) });
    });
  }
  return best(frame, maps);
}

/** Proportional to the known accounts of each cell. */
export function knownBenchmark(frame: CellFrame, market: Pick<Market, "accounts" | "cells">): BenchmarkScore {
  const { accounts, cells } = market;
  const index = new Map<bigint, number>();
  frame.h3.forEach((h, c) => {
    index.set(h, c);
  });
  const values = new Float64Array(frame.count);
  for (const cell of accounts.cell) {
    const c = cell < 0 ? undefined : index.get(cells.h3[cell]);
    if (c !== undefined) values[c]++;
  }
  const score = best(frame, [{ name: "known accounts", values }]);
  if (!score) throw new Error("a map of known accounts always has a score");
  return score;
}

function best(frame: CellFrame, maps: readonly Weights[]): BenchmarkScore | null {
  let found: BenchmarkScore | null = null;
  for (const { name, values } of maps) {
    const mean = total(values) / frame.count;
    for (const floor of FLOORS) {
      const weights = values.map(w => w + (mean > 0 ? floor * mean : floor));
      if (total(weights) <= 0) continue;
      const deviance = poissonDeviance(frame.accounts, scaled(weights, total(frame.accounts)));
      if (found && deviance >= found.deviance) continue;
      found = {
        deviance,
        deviance_at_estimate: poissonDeviance(frame.accounts, scaled(weights, total(frame.meanAccounts))),
        spearman_cells: spearman(frame.accounts, weights),
        top_tenth: topTenthShare(frame.amount, weights),
        map: `${name}, floor ${floor} of the mean`,
      };
    }
  }
  return found;
}

function scaled(weights: Float64Array, to: number): Float64Array {
  const sum = total(weights);
  return weights.map(w => (w / sum) * to);
}

/** The mean of two maps, each scaled to a total of 1. */
function both(a: Float64Array, b: Float64Array): Float64Array {
  const second = scaled(b, 1);
  return scaled(a, 1).map((w, c) => w + second[c]);
}

/** Each area's people spread evenly over its surface. */
function areaPopulation(
  frame: CellFrame,
  { patches }: DarkPosterior,
  { areas }: Pick<Market, "areas">,
): Float64Array {
  const surface = new Float64Array(areas.length);
  for (let p = 0; p < patches.count; p++)
    if (patches.area[p] >= 0) surface[patches.area[p]] += patches.share[p];
  const people = new Float64Array(frame.count);
  for (let p = 0; p < patches.count; p++) {
    const area = patches.area[p];
    if (area < 0 || surface[area] <= 0) continue;
    people[patches.cell[p]] += ((areas[area].population ?? 0) * patches.share[p]) / surface[area];
  }
  return people;
}

/** Distance between the centres of neighbouring cells, kilometres: the least one between two cells of a sample. */
function spacing({ lat, lon, count }: CellFrame): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < Math.min(count, 50); i++) {
    for (let j = 0; j < count; j++) {
      if (j !== i) least = Math.min(least, kilometres(lat[i], lon[i], lat[j], lon[j]));
    }
  }
  return Number.isFinite(least) ? least : 1;
}

/** [kernel][cell] each place's people over the cells within three widths, by a normal kernel; width 0: the nearest cell. */
function spreadPlaces(frame: CellFrame, places: readonly Place[], spacingKm: number): Float64Array[] {
  const maps = KERNELS.map(() => new Float64Array(frame.count));
  for (const { lat, lon, population } of places) {
    const distance = Float64Array.from(frame.lat, (y, c) => kilometres(lat, lon, y, frame.lon[c]));
    let nearest = 0;
    distance.forEach((d, c) => {
      if (d < distance[nearest]) nearest = c;
    });
    if (!(distance[nearest] <= spacingKm)) continue;
    maps.forEach((people, k) => {
      const km = KERNELS[k] * spacingKm;
      const weight = distance.map((d, c) => {
        if (c === nearest) return 1;
        return d <= 3 * km ? Math.exp(-0.5 * ((d - distance[nearest]) / km) ** 2) : 0;
      });
      const sum = total(weight);
      for (let c = 0; c < frame.count; c++) people[c] += (population * weight[c]) / sum;
    });
  }
  return maps;
}
