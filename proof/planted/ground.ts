import type { Polygon } from "geojson";
import type { Random } from "./random.ts";
import type { PlantedShape, Town } from "./shape.ts";

export interface PlantedArea {
  readonly id: string;
  readonly geometry: Polygon;
  readonly population: number;
  /** Log income, standard normal. */
  readonly income: number;
  readonly territory: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
  readonly area: number;
}

export interface Ground {
  readonly areas: readonly PlantedArea[];
  readonly towns: readonly Town[];
  /** Homes of the reps by territory. */
  readonly homes: readonly { readonly x: number; readonly y: number }[];
  /** Draws where somebody lives or trades. @param urban power of a town's people */
  settle(random: Random, urban: number): Point;
  toDegrees(x: number, y: number): { readonly lat: number; readonly lon: number };
}

/** People drawn to count an area's population. */
const CENSUS = 30_000;
const KM_PER_DEGREE = 111.195;

/** Lays out towns, areas and territories. */
export function layGround(shape: PlantedShape, random: Random): Ground {
  const towns = shape.towns(random);
  const corners = areaCorners(shape, random);
  const toDegrees = (x: number, y: number) => ({
    lat: shape.centre[0] + y / KM_PER_DEGREE,
    lon: shape.centre[1] + x / (KM_PER_DEGREE * Math.cos((shape.centre[0] * Math.PI) / 180)),
  });
  const settle = settler(shape, towns, corners);
  const counts = new Float64Array(corners.length);
  for (let k = 0; k < CENSUS; k++) counts[settle(random, 1).area]++;
  const seeds = territorySeeds(shape, towns, random);
  const areas = corners.map((ring, a): PlantedArea => {
    const x = ring.reduce((sum, p) => sum + p[0] / 4, 0);
    const y = ring.reduce((sum, p) => sum + p[1] / 4, 0);
    const near = seeds.map(s => Math.hypot(s.x - x, s.y - y));
    const closed = [...ring, ring[0]].map(([px, py]) => {
      const { lat, lon } = toDegrees(px, py);
      return [lon, lat];
    });
    return {
      id: `A${String(a + 1).padStart(3, "0")}`,
      geometry: { type: "Polygon", coordinates: [closed] },
      population: Math.round((counts[a] / CENSUS) * shape.people * Math.exp(0.03 * random.normal())),
      income: random.normal(),
      territory: near.indexOf(Math.min(...near)),
    };
  });
  return { areas, towns, homes: seeds, settle, toDegrees };
}

/** Four corners of each area, anticlockwise: a grid whose inner nodes are moved about. */
function areaCorners({ areas: [nx, ny], width, height }: PlantedShape, random: Random): [number, number][][] {
  const node = Array.from({ length: nx + 1 }, (_, i) =>
    Array.from({ length: ny + 1 }, (_, j): [number, number] => {
      const inner = i > 0 && i < nx && j > 0 && j < ny ? 0.25 : 0;
      const dx = inner * (2 * random.uniform() - 1);
      const dy = inner * (2 * random.uniform() - 1);
      return [((i + dx) / nx - 0.5) * width, ((j + dy) / ny - 0.5) * height];
    }),
  );
  const corners: [number, number][][] = [];
  for (let j = 0; j < ny; j++) {
    for (let i = 0; i < nx; i++) {
      corners.push([node[i][j], node[i + 1][j], node[i + 1][j + 1], node[i][j + 1]]);
    }
  }
  return corners;
}

/** A rep lives near one of the towns; two reps share one only where towns are fewer. */
function territorySeeds({ territories }: PlantedShape, towns: readonly Town[], random: Random) {
  const order = towns
    .map(town => ({ town, key: random.uniform() ** (1 / Math.sqrt(town.people)) }))
    .sort((a, b) => b.key - a.key);
  return Array.from({ length: territories }, (_, t) => {
    const { x, y, km } = order[t % order.length].town;
    return { x: x + km * random.normal(), y: y + km * random.normal() };
  });
}

function settler(shape: PlantedShape, towns: readonly Town[], corners: readonly [number, number][][]) {
  const weights = new Map<number, number[]>();
  return (random: Random, urban: number): Point => {
    if (!weights.has(urban))
      weights.set(
        urban,
        towns.map(town => town.people ** urban),
      );
    const byTown = weights.get(urban) ?? [];
    for (;;) {
      const { x, y } =
        random.uniform() < shape.rural ? anywhere(shape, random) : around(towns[random.pick(byTown)], random);
      if (shape.empty(x, y)) continue;
      const area = corners.findIndex(ring => holds(ring, x, y));
      if (area >= 0) return { x, y, area };
    }
  };
}

function anywhere({ width, height }: PlantedShape, random: Random) {
  return { x: (random.uniform() - 0.5) * width, y: (random.uniform() - 0.5) * height };
}

/** Density falls off exponentially with the distance from the town's middle. */
function around(town: Town, random: Random) {
  const radius = town.km * random.gamma(2);
  const angle = 2 * Math.PI * random.uniform();
  return { x: town.x + radius * Math.cos(angle), y: town.y + radius * Math.sin(angle) };
}

/** Crossing test. */
function holds(ring: readonly [number, number][], x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i];
    const [xj, yj] = ring[j];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}
