import type { MultiPolygon, Polygon } from "geojson";
import { kilometres } from "../../core/greatCircle.ts";
import { quantileSorted } from "../../core/stats.ts";
import { type Border, BorderSums, type Shapes } from "./borders.ts";
import { areaKm2, ringsOf } from "./outlines.ts";
import { onPlane } from "./plane.ts";

type Outline = Polygon | MultiPolygon;

/** Corners nearer than this are one, degrees: a tenth of a metre. */
const SAME_CORNER = 1e-6;
/** Outlines that do not match may lie this far apart, as a part of the width of a middling area. */
const TOLERANCE = 0.01;
/** Shorter stretches of such outlines are corners that meet, in tolerances; or, of a small area, as a part of its outline. */
const LEAST_TOLERANCES = 6;
const LEAST_PART = 0.1;

/**
 * Areas touch where their outlines run together: by sides that both have, and along what is left of outlines that were drawn
 * apart from each other, where these come within a hundredth of an area's width. A corner is no border.
 */
export function areaShapes(outlines: readonly Outline[]): Shapes {
  const count = outlines.length;
  const area = Float64Array.from(outlines, areaKm2);
  const sides = sidesOf(outlines);
  const perimeter = new Float64Array(count);
  for (const { owner, km } of sides) perimeter[owner]! += km;
  const sums = new BorderSums(count);
  const alone = matchSides(sides, sums);
  const tolerance = TOLERANCE * Math.sqrt(count > 0 ? quantileSorted(area.toSorted(), 0.5) : 0);
  for (const { a, b, km } of alongside(alone, tolerance, count)) {
    const least = Math.min(LEAST_TOLERANCES * tolerance, LEAST_PART * Math.min(perimeter[a]!, perimeter[b]!));
    if (km >= least) sums.add(a, b, km);
  }
  return { borders: sums.borders(), area, perimeter };
}

interface Side {
  readonly owner: number;
  /** Degrees: lon, lat of both ends. */
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  readonly km: number;
}

function sidesOf(outlines: readonly Outline[]): Side[] {
  const sides: Side[] = [];
  outlines.forEach((outline, owner) => {
    for (const ring of ringsOf(outline)) {
      for (let i = 1; i < ring.length; i++) {
        const from = [ring[i - 1]![0]!, ring[i - 1]![1]!] as const;
        const to = [ring[i]![0]!, ring[i]![1]!] as const;
        const km = kilometres(from[1], from[0], to[1], to[0]);
        if (km > 0) sides.push({ owner, from, to, km });
      }
    }
  });
  return sides;
}

/** Adds the sides that two areas have alike. @returns the others */
function matchSides(sides: readonly Side[], sums: BorderSums): Side[] {
  const corners = new Map<string, number>();
  const corner = ([lon, lat]: readonly [number, number]) => {
    const turned = ((lon % 360) + 360) % 360;
    const key = `${Math.round(turned / SAME_CORNER)} ${Math.round(lat / SAME_CORNER)}`;
    const known = corners.get(key) ?? corners.size;
    corners.set(key, known);
    return known;
  };
  const alike = new Map<string, Side[]>();
  for (const side of sides) {
    const ends = [corner(side.from), corner(side.to)].sort((a, b) => a - b).join();
    const found = alike.get(ends);
    if (found) found.push(side);
    else alike.set(ends, [side]);
  }
  return [...alike.values()].flatMap(found => {
    const owners = [...new Set(found.map(({ owner }) => owner))];
    owners.forEach((a, i) => {
      for (const b of owners.slice(i + 1)) sums.add(a, b, found[0]!.km);
    });
    return owners.length > 1 ? [] : found;
  });
}

interface Step {
  readonly owner: number;
  readonly km: number;
  readonly lat: number;
  readonly lon: number;
}

/** Where sides of different areas run within a tolerance of each other; kilometres as both sides see it, on average. */
function alongside(sides: readonly Side[], tolerance: number, count: number): Border[] {
  if (!(tolerance > 0) || new Set(sides.map(({ owner }) => owner)).size < 2) return [];
  const steps = sides.flatMap(side => stepsOf(side, tolerance));
  const { x, y } = onPlane(
    steps.map(s => s.lat),
    steps.map(s => s.lon),
  );
  const square = (i: number, dx: number, dy: number) =>
    `${Math.floor(x[i]! / tolerance) + dx} ${Math.floor(y[i]! / tolerance) + dy}`;
  const squares = new Map<string, number[]>();
  steps.forEach((_, i) => {
    const key = square(i, 0, 0);
    const found = squares.get(key);
    if (found) found.push(i);
    else squares.set(key, [i]);
  });
  const sums = new BorderSums(count);
  steps.forEach(({ owner, km }, i) => {
    let [nearest, least] = [-1, tolerance * Math.SQRT2];
    for (const dx of [-1, 0, 1])
      for (const dy of [-1, 0, 1])
        for (const j of squares.get(square(i, dx, dy)) ?? []) {
          if (steps[j]!.owner === owner) continue;
          const far = Math.hypot(x[i]! - x[j]!, y[i]! - y[j]!);
          if (far < least) [nearest, least] = [steps[j]!.owner, far];
        }
    if (nearest >= 0) sums.add(owner, nearest, km / 2);
  });
  return sums.borders();
}

/** Points along a side, at most a tolerance apart. */
function stepsOf({ owner, from, to, km }: Side, tolerance: number): Step[] {
  const n = Math.ceil(km / tolerance);
  // The short way round, across the antimeridian too.
  const east = ((((to[0] - from[0] + 180) % 360) + 360) % 360) - 180;
  return Array.from({ length: n }, (_, k) => {
    const part = (k + 0.5) / n;
    return { owner, km: km / n, lon: from[0] + part * east, lat: from[1] + part * (to[1] - from[1]) };
  });
}
