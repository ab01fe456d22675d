import type { Market } from "../../../data/market/market.ts";
import type { DarkGrid } from "./grid.ts";

/** A populated place; where people live is where accounts are. */
export interface PopulatedPlace {
  readonly lat: number;
  readonly lon: number;
  readonly population: number;
}

/** Covariates of the patches, standardised: [patch × width], the first `open` of them need no known account. */
export interface Covariates {
  readonly width: number;
  readonly open: number;
  readonly values: Float64Array;
  readonly names: readonly string[];
}

/** Bandwidths of the kernels, in distances between neighbouring cells. */
const BANDWIDTHS = [1, 2.5, 7] as const;
/** A kernel ends here, in bandwidths. */
const REACH = 3.5;
/** Numeric attributes of areas that may enter. */
const MOST_ATTRIBUTES = 4;
const KM_A_DEGREE = 111.195;

/** Points with a weight, in km from the middle of the grid. */
interface Points {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly weight: Float64Array;
  /** The grid cell that each belongs to; -1: none, and none is its own. */
  readonly cell: Int32Array;
}

/**
 * Log densities of people and of seen accounts around each cell at three widths, of people and other figures by area. A
 * cell's own accounts are left out of its own covariates, so that the model is fitted as it is used: for what is not seen.
 * @param seen [cell] accounts seen, known or listed
 */
export function covariates(
  market: Market,
  grid: DarkGrid,
  seen: Float64Array,
  places: readonly PopulatedPlace[],
): Covariates {
  const { cells, patches } = grid;
  const plane = planeOf(cells);
  const spacing = cellSpacing(market.resolution);
  const people = plane.points(
    places,
    places.map(p => p.population),
  );
  const occupied = Array.from(seen.keys()).filter(c => seen[c] > 0);
  const accounts: Points = {
    x: Float64Array.from(occupied, c => plane.x[c]),
    y: Float64Array.from(occupied, c => plane.y[c]),
    weight: Float64Array.from(occupied, c => seen[c]),
    cell: Int32Array.from(occupied),
  };
  const columns: { name: string; values: Float64Array }[] = [];
  if (places.length > 0) {
    kernels(plane, people, spacing).forEach((density, k) => {
      columns.push({ name: `people ${BANDWIDTHS[k]}`, values: byPatch(patches.cell, logDensity(density)) });
    });
  }
  columns.push(...areaColumns(market, patches.area));
  const open = columns.length;
  kernels(plane, accounts, spacing).forEach((density, k) => {
    columns.push({ name: `seen ${BANDWIDTHS[k]}`, values: byPatch(patches.cell, logDensity(density)) });
  });
  const kept = columns.map(c => ({ ...c, values: standardised(c.values) }));
  const values = new Float64Array(patches.count * kept.length);
  for (let p = 0; p < patches.count; p++)
    for (let f = 0; f < kept.length; f++) values[p * kept.length + f] = kept[f].values[p];
  return { width: kept.length, open, values, names: kept.map(c => c.name) };
}

function byPatch(cell: Int32Array, values: Float64Array): Float64Array {
  return Float64Array.from(cell, c => values[c]);
}

/** Distance between the centres of neighbouring cells, km: from the average area of H3 cells (36.129 km² at 6). */
export function cellSpacing(resolution: number): number {
  const area = 36.129 * 7 ** (6 - resolution);
  return Math.sqrt((2 * area) / Math.sqrt(3));
}

function planeOf({ lat, lon, count }: DarkGrid["cells"]) {
  const middle = count > 0 ? lat.reduce((sum, v) => sum + v, 0) / count : 0;
  const width = KM_A_DEGREE * Math.cos((middle * Math.PI) / 180);
  const x = lon.map(v => v * width);
  const y = lat.map(v => v * KM_A_DEGREE);
  const points = (at: readonly { lat: number; lon: number }[], weight: readonly number[]): Points => ({
    x: Float64Array.from(at, p => p.lon * width),
    y: Float64Array.from(at, p => p.lat * KM_A_DEGREE),
    weight: Float64Array.from(weight),
    cell: new Int32Array(at.length).fill(-1),
  });
  return { x, y, points };
}

/** [bandwidth][cell] Gaussian kernel sums over the points, those of the cell itself left out. */
function kernels(
  { x, y }: { x: Float64Array; y: Float64Array },
  points: Points,
  spacing: number,
): Float64Array[] {
  return BANDWIDTHS.map(bandwidth => {
    const h = bandwidth * spacing;
    const order = Array.from(points.x.keys()).sort((a, b) => points.y[a] - points.y[b]);
    const sortedY = Float64Array.from(order, i => points.y[i]);
    const limit = (REACH * h) ** 2;
    return Float64Array.from(x, (cx, c) => {
      const cy = y[c];
      let sum = 0;
      for (let k = lowerBound(sortedY, cy - REACH * h); k < order.length; k++) {
        if (sortedY[k] > cy + REACH * h) break;
        const i = order[k];
        const d2 = (points.x[i] - cx) ** 2 + (points.y[i] - cy) ** 2;
        if (d2 < limit && points.cell[i] !== c) sum += points.weight[i] * Math.exp(-d2 / (2 * h * h));
      }
      return sum / (h * h);
    });
  });
}

function lowerBound(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Log, with a floor at a fiftieth of the mean over cells, so that empty surroundings do not run off. */
function logDensity(density: Float64Array): Float64Array {
  const floor = density.reduce((sum, v) => sum + v, 0) / density.length / 50 || 1;
  return density.map(v => Math.log(v + floor));
}

/** People a surface and, where every area has them, other numeric properties of areas. */
function areaColumns(market: Market, area: Int32Array): { name: string; values: Float64Array }[] {
  const { areas } = market;
  const column = (name: string, value: (a: number) => number) => {
    const known = areas.map((_, a) => value(a)).filter(Number.isFinite);
    const mean = known.reduce((sum, v) => sum + v, 0) / (known.length || 1);
    return {
      name,
      values: Float64Array.from(area, a => (a >= 0 && Number.isFinite(value(a)) ? value(a) : mean)),
    };
  };
  if (areas.length < 3) return [];
  const surface = areaSurfaces(areas.length, area);
  const result = [];
  if (areas.every(a => (a.population ?? 0) > 0))
    result.push(column("people of the area", a => Math.log((areas[a].population ?? 0) / surface[a])));
  const names = Object.keys(areas[0].attributes).filter(name =>
    areas.every(a => Number.isFinite(a.attributes[name])),
  );
  for (const name of names.sort().slice(0, MOST_ATTRIBUTES)) {
    const positive = areas.every(a => a.attributes[name] > 0);
    result.push(
      column(name, a => (positive ? Math.log(areas[a].attributes[name]) : areas[a].attributes[name])),
    );
  }
  return result;
}

/** Number of patches of each area stands for its surface. */
function areaSurfaces(areas: number, area: Int32Array): Float64Array {
  const surface = new Float64Array(areas);
  for (const a of area) if (a >= 0) surface[a]++;
  return surface.map(v => Math.max(v, 1));
}

function standardised(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  const sd = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length);
  return sd > 1e-9 ? values.map(v => (v - mean) / sd) : values.map(() => 0);
}
