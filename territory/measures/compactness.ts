import { packEnclose } from "d3-hierarchy";
import { polygonArea, polygonHull } from "d3-polygon";
import type { Corners } from "../units/corners.ts";
import { equalArea } from "../units/plane.ts";
import { type Figures, meanOf } from "./figures.ts";
import type { PlacedPlan } from "./placedPlan.ts";

/** A unit with more of its border than this against others may be a part of its territory's hull. */
const RIM = 0.02;

export interface Compactness {
  /** 4π · area / perimeter² (Polsby and Popper 1991); 1: a circle. */
  readonly polsby_popper: Figures;
  /** Area over that of the smallest circle around it (Reock 1961); 1: a circle. */
  readonly reock: Figures;
  /** Area over that of its convex hull; 1: no bays. */
  readonly hull_ratio: Figures;
  /** Pairs of neighbours in different territories; of the plan each pair once. */
  readonly cut_edges: Figures;
}

/** How compact territories are, by the outlines of their units. Plans have the mean of their territories. */
export function compactness({ placed, ofUnit, count }: PlacedPlan): Compactness {
  const { graph, count: units } = placed.units;
  const { start, to, border } = graph;
  const [area, perimeter, cut] = [0, 1, 2].map(() => new Float64Array(count)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const rim: number[][] = Array.from({ length: count }, () => []);
  for (let u = 0; u < units; u++) {
    const t = ofUnit[u]!;
    if (t < 0) continue;
    let inside = 0;
    for (let at = start[u]!; at < start[u + 1]!; at++) {
      const other = ofUnit[to[at]!]!;
      if (other === t) inside += border[at]!;
      else if (other >= 0 && border[at]! > 0) cut[t]!++;
    }
    area[t]! += graph.area[u]!;
    perimeter[t]! += graph.perimeter[u]! - inside;
    if (inside < (1 - RIM) * graph.perimeter[u]!) rim[t]!.push(u);
  }
  const hulls = rim.map(members => hullOf(members, placed.corners()));
  const figures = (of: (t: number) => number): Figures => {
    const territories = Float64Array.from({ length: count }, (_, t) =>
      area[t]! > 0 ? Math.min(1, of(t)) : Number.NaN,
    );
    return { territories, plan: meanOf(territories) };
  };
  return {
    polsby_popper: figures(t => (4 * Math.PI * area[t]!) / perimeter[t]! ** 2),
    reock: figures(t => area[t]! / (Math.PI * hulls[t]!.radius ** 2)),
    hull_ratio: figures(t => area[t]! / hulls[t]!.area),
    cut_edges: { territories: cut, plan: cut.reduce((sum, n) => sum + n, 0) / 2 },
  };
}

interface Hull {
  /** Square kilometres of the convex hull; kilometres of the radius of the smallest circle around it. */
  readonly area: number;
  readonly radius: number;
}

/** Of units, on a plane that keeps areas, about their middle. */
function hullOf(units: readonly number[], { start, lat, lon }: Corners): Hull {
  const corners = units.flatMap(u =>
    Array.from({ length: start[u + 1]! - start[u]! }, (_, k) => start[u]! + k),
  );
  if (corners.length === 0) return { area: Number.NaN, radius: Number.NaN };
  const project = equalArea(middleOf(corners.map(c => lat[c]!)), middleAngle(corners.map(c => lon[c]!)));
  const hull = polygonHull(corners.map(c => project(lat[c]!, lon[c]!)));
  if (!hull) return { area: Number.NaN, radius: Number.NaN };
  const circle = packEnclose(hull.map(([x, y]) => ({ x, y, r: 0 })));
  return { area: Math.abs(polygonArea(hull)), radius: circle.r };
}

function middleOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Of longitudes, which go round. */
function middleAngle(degrees: readonly number[]): number {
  const from = degrees[0]!;
  return from + middleOf(degrees.map(d => ((((d - from + 180) % 360) + 360) % 360) - 180));
}
