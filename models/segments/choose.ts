import { adjustedRand } from "../../core/adjustedRand.ts";
import { deriveKey, threefry } from "../../core/rng.ts";
import { quantileSorted } from "../../core/stats.ts";
import { clusterCentres, nearestCentre, type Point, STARTS } from "./cluster.ts";
import type { Stability } from "./types.ts";

/** How many clusters are tried. */
const MOST = 8;
const FEWEST = 4;
/** Accounts that a cluster must have: a hundredth of all, and ten at least. */
const LEAST_SHARE = 0.01;
const LEAST_ACCOUNTS = 10;
/** Clusters are stable where half of the bootstrap samples agree with them so well, and three quarters so well. */
const STABLE_MEDIAN = 0.85;
const STABLE_QUARTILE = 0.75;
/** A number of clusters is given up early where the first samples agree so badly. */
const FIRST_LOOK = 8;
const HOPELESS_MEDIAN = 0.75;
/** Points that are clustered at most; all accounts then go to the nearest centre. */
const MOST_POINTS = 12_000;
const MOST_BOOTSTRAP_POINTS = 4000;

export interface Clustering {
  readonly centres: readonly Point[];
  readonly stability: Stability;
}

/**
 * The largest number of clusters, 8 to 4, that is stable over bootstrap samples and leaves no cluster too small; where
 * none is, the most stable one. Fewer than 40 accounts make fewer clusters.
 * @param samples bootstrap samples
 */
export function chooseClusters(points: readonly Point[], seed: number, samples: number): Clustering {
  const basis = thinned(points, MOST_POINTS, seed);
  const most = Math.max(1, Math.min(MOST, Math.floor(points.length / LEAST_ACCOUNTS)));
  let best: Clustering | null = null;
  for (let k = most; k >= Math.min(FEWEST, most); k--) {
    const centres = clusterCentres(basis, k, seed);
    const { stability, quartile } = bootstrapStability(basis, centres, seed, samples);
    const clustering = { centres, stability };
    if (stability.ariMedian >= STABLE_MEDIAN && quartile >= STABLE_QUARTILE && largeEnough(basis, centres))
      return clustering;
    if (best === null || stability.ariMedian > best.stability.ariMedian) best = clustering;
  }
  if (best === null) throw new Error("no clustering was tried");
  return best;
}

function largeEnough(points: readonly Point[], centres: readonly Point[]): boolean {
  const size = new Int32Array(centres.length);
  for (const point of points) size[nearestCentre(point, centres)]++;
  return size.every(n => n >= Math.max(LEAST_ACCOUNTS, LEAST_SHARE * points.length));
}

/**
 * Draws samples of the points with replacement, clusters each anew, sends all points to its nearest centres and compares
 * with the given clustering (adjusted Rand index).
 */
function bootstrapStability(
  points: readonly Point[],
  centres: readonly Point[],
  seed: number,
  samples: number,
): { readonly stability: Stability; readonly quartile: number } {
  const basis = thinned(points, MOST_BOOTSTRAP_POINTS, seed);
  const full = basis.map(point => nearestCentre(point, centres));
  const aris: number[] = [];
  while (aris.length < samples && !hopeless(aris)) {
    const sample = aris.length;
    const again = clusterCentres(
      resampled(basis, seed, sample),
      centres.length,
      seed + 1 + sample,
      STARTS / 2,
    );
    const groups = basis.map(point => nearestCentre(point, again));
    aris.push(adjustedRand(full, groups));
  }
  aris.sort((a, b) => a - b);
  return {
    stability: {
      ariMedian: quantileSorted(aris, 0.5),
      ariP05: quantileSorted(aris, 0.05),
      samples: aris.length,
    },
    quartile: quantileSorted(aris, 0.25),
  };
}

/** Whether the samples so far leave no hope of {@link STABLE_MEDIAN}: no need for more of them. */
function hopeless(aris: readonly number[]): boolean {
  if (aris.length < FIRST_LOOK) return false;
  return quantileSorted(Float64Array.from(aris).sort(), 0.5) < HOPELESS_MEDIAN;
}

/** Names of the streams, told apart from those of k-means starts by numbers beyond the number of clusters. */
const RESAMPLE = 100;
const THIN = 101;

const block = new Int32Array(2);

function resampled(points: readonly Point[], seed: number, sample: number): Point[] {
  const key = deriveKey(seed, RESAMPLE, sample);
  return points.map((_, i) => {
    threefry(key[0], key[1], i, 0, block);
    return points[Math.floor(((block[0] >>> 0) / 4_294_967_296) * points.length)];
  });
}

/** At most `most` points, drawn with equal chances; in their order. */
function thinned(points: readonly Point[], most: number, seed: number): readonly Point[] {
  if (points.length <= most) return points;
  const key = deriveKey(seed, THIN, 0);
  const word = points.map((_, i) => {
    threefry(key[0], key[1], i, 0, block);
    return block[0] >>> 0;
  });
  const chosen = Array.from(points.keys()).sort((a, b) => word[a] - word[b] || a - b);
  return chosen
    .slice(0, most)
    .sort((a, b) => a - b)
    .map(i => points[i]);
}
