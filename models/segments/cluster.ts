import { kmeans } from "ml-kmeans";
import { deriveKey, threefry, uniform52 } from "../../core/rng.ts";

export type Point = readonly number[];

/** Starts of k-means; the best of them counts. */
export const STARTS = 6;

const block = new Int32Array(2);

/** Index of the nearest centre; the first of equals. */
export function nearestCentre(point: Point, centres: readonly Point[]): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let c = 0; c < centres.length; c++) {
    const d = squaredDistance(point, centres[c]);
    if (d >= least) continue;
    least = d;
    best = c;
  }
  return best;
}

function squaredDistance(a: Point, b: Point): number {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += (a[d] - b[d]) ** 2;
  return sum;
}

/**
 * Centres of k clusters: the best of some k-means runs (Lloyd) whose first centres are drawn by k-means++ (Arthur and
 * Vassilvitskii 2007) from a keyed stream. Ordered by `order`, so that equal data have equal numbers.
 */
export function clusterCentres(points: readonly Point[], k: number, seed: number, starts = STARTS): Point[] {
  let best: Point[] = [];
  let least = Number.POSITIVE_INFINITY;
  for (let start = 0; start < starts; start++) {
    const initialization = firstCentres(points, k, deriveKey(seed, k, start)).map(p => [...p]);
    const { centroids } = kmeans(points as number[][], k, { initialization, tolerance: 1e-6 });
    const within = points.reduce(
      (sum, p) => sum + squaredDistance(p, centroids[nearestCentre(p, centroids)]),
      0,
    );
    if (within >= least - 1e-9) continue;
    least = within;
    best = centroids;
  }
  return best;
}

/** k-means++: each further centre is a point drawn with chance proportional to its squared distance to the nearest. */
function firstCentres(points: readonly Point[], k: number, key: Int32Array): Point[] {
  const distance = new Float64Array(points.length).fill(1);
  const centres: Point[] = [];
  for (let c = 0; c < k; c++) {
    const total = distance.reduce((a, b) => a + b, 0);
    threefry(key[0], key[1], c, 0, block);
    let left = uniform52(block[0], block[1]) * total;
    let chosen = 0;
    while (chosen < points.length - 1 && left >= distance[chosen]) left -= distance[chosen++];
    centres.push(points[chosen]);
    points.forEach((p, i) => {
      const d = squaredDistance(p, points[chosen]);
      distance[i] = c === 0 ? d : Math.min(distance[i], d);
    });
  }
  return centres;
}
