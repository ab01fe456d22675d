import { Delaunay } from "d3-delaunay";
import { chance } from "../../../core/chance.ts";
import type { Districting } from "../../../territory/districting.ts";
import { question } from "./questions.ts";

/**
 * A random planar map: units at random places, neighbours by Delaunay triangulation without its long edges (those of the
 * hull), weights log-normal and whole, as of customers: a dozen in the median.
 */
export function planarQuestion(units: number, territories: number, seed: number): Districting {
  const random = chance(seed, units, territories);
  const places = Array.from(
    { length: units },
    () => [random.uniform(), random.uniform()] as [number, number],
  );
  const triangles = Delaunay.from(places);
  const length = (u: number, v: number) =>
    Math.hypot(places[u]![0] - places[v]![0], places[u]![1] - places[v]![1]);
  const near = places.map((_, u) => [...triangles.neighbors(u)].sort((a, b) => length(u, a) - length(u, b)));
  const borders = near.flatMap((all, u) =>
    all.filter((v, i) => i < 2 || length(u, v) < 2.6 / Math.sqrt(units)).map(v => [u, v] as const),
  );
  const weight = places.map(() => Math.max(1, Math.round(12 * Math.exp(0.6 * random.normal()))));
  return question({ borders, weight, territories });
}
