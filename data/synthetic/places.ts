import { booleanPointInPolygon, polygon } from "@turf/turf";
import { nearestQuarter, type Plane, planeAround } from "./geography.ts";
import { exponential, normal, pickIndex, type Random } from "./random.ts";
import type { Geography, LonLat, Quarter, Road, TypeSpec } from "./spec.ts";

export interface Place {
  readonly at: LonLat;
  readonly quarter: Quarter;
}

/** Draws where an account of a type settles. */
export type Settle = (random: Random, type: TypeSpec) => Place;

/** A quarter lives in neighbourhoods: without them a town is a smooth bell, which no town is. */
interface Neighbourhood {
  readonly at: LonLat;
  readonly weight: number;
  readonly km: number;
}

const PEOPLE_A_NEIGHBOURHOOD = 15_000;
/** Quarters further out than this also have villages around them. */
const COUNTRY_KM = 28;
const VILLAGES = 5;

/**
 * A sampler of places: core streets, roads with density falling off outwards, and neighbourhoods by population.
 * Nobody settles outside the outline or in a void.
 */
export function settler(geography: Geography, random: Random): Settle {
  const plane = planeAround(geography.centre);
  const region = polygon([geography.outline.map(at => [...at])]);
  const free = (at: LonLat) =>
    booleanPointInPolygon([...at], region) && geography.voids.every(v => plane.distanceKm(v.at, at) > v.km);
  const people = quarterPeople(geography);
  const neighbourhoods = geography.quarters.map((quarter, i) =>
    foundNeighbourhoods(random, plane, quarter, people[i]!, free, geography.centre),
  );
  const incomes = new Map(geography.districts.map(d => [d.id, d.income]));
  const roadWeights = geography.roads.map(r => r.weight);

  function draw(source: Random, type: TypeSpec): LonLat {
    const u = source.uniform();
    if (u < type.settles.core) return alongRoad(source, plane, geography.core);
    if (u < type.settles.core + type.settles.roads)
      return alongRoad(source, plane, geography.roads[pickIndex(source, roadWeights)]!);
    const weights = geography.quarters.map(
      (q, i) => people[i]! * incomes.get(q.district)! ** type.incomePower,
    );
    const around = neighbourhoods[pickIndex(source, weights)]!;
    const centre =
      around[
        pickIndex(
          source,
          around.map(n => n.weight),
        )
      ]!;
    return scatter(source, plane, centre.at, centre.km);
  }

  return (source, type) => {
    for (;;) {
      const at = draw(source, type);
      if (free(at)) return { at, quarter: nearestQuarter(plane, geography.quarters, at) };
    }
  };
}

function quarterPeople(geography: Geography): number[] {
  const population = new Map(geography.districts.map(d => [d.id, d.population]));
  return geography.quarters.map(q => population.get(q.district)! * q.share);
}

function foundNeighbourhoods(
  random: Random,
  plane: Plane,
  quarter: Quarter,
  people: number,
  free: (at: LonLat) => boolean,
  centre: LonLat,
): Neighbourhood[] {
  const found: Neighbourhood[] = [{ at: quarter.at, weight: 1.5, km: 0.3 * quarter.km }];
  const add = (spread: number, weight: number, km: number) => {
    for (;;) {
      const at = scatter(random, plane, quarter.at, spread);
      if (!free(at)) continue;
      found.push({ at, weight, km });
      return;
    }
  };
  const count = Math.min(14, 2 + Math.round(people / PEOPLE_A_NEIGHBOURHOOD));
  for (let i = 0; i < count; i++) add(quarter.km, 0.4 + random.uniform(), 0.25 + 0.2 * random.uniform());
  const country = plane.distanceKm(quarter.at, centre) > COUNTRY_KM;
  const inTown = found.reduce((sum, n) => sum + n.weight, 0);
  if (country) for (let i = 0; i < VILLAGES; i++) add(7, (0.2 * inTown) / VILLAGES, 0.25);
  return found;
}

function scatter(random: Random, plane: Plane, at: LonLat, km: number): LonLat {
  const [x, y] = plane.toKm(at);
  return plane.toDegrees(x + km * normal(random), y + km * normal(random));
}

/** A place beside a road, its distance from the road's start exponential (redrawn past the end). */
function alongRoad(random: Random, plane: Plane, road: Road): LonLat {
  const line = road.line.map(at => plane.toKm(at));
  const lengths = line.slice(1).map((p, i) => Math.hypot(p[0] - line[i]![0], p[1] - line[i]![1]));
  const total = lengths.reduce((a, b) => a + b, 0);
  let along = total;
  while (along >= total) along = road.falloffKm * exponential(random);
  let leg = 0;
  while (along > lengths[leg]!) along -= lengths[leg++]!;
  const [from, to] = [line[leg]!, line[leg + 1]!];
  const f = along / lengths[leg]!;
  const x = from[0] + f * (to[0] - from[0]) + road.sideKm * normal(random);
  const y = from[1] + f * (to[1] - from[1]) + road.sideKm * normal(random);
  return plane.toDegrees(x, y);
}
