import type { Layer } from "@deck.gl/core";
import { PathLayer } from "@deck.gl/layers";
import type { FeatureCollection, Geometry, Position } from "geojson";
import type { Territories } from "../api/client.ts";
import { MAP_INK, OUTLINE_INK, rgb, type Scheme } from "../theme/palette.ts";
import { cellOutline } from "./cellGeometry.ts";

/** A closed line and whose outline it belongs to. */
export interface Outline {
  readonly owner: string;
  readonly path: [number, number][];
}

/** The rings of every feature as lines. */
export function outlinesOf<P>(
  features: FeatureCollection<Geometry, P>,
  ownerOf: (properties: P) => string,
): Outline[] {
  return features.features.flatMap(feature =>
    ringsOf(feature.geometry).map(ring => ({
      owner: ownerOf(feature.properties),
      path: ring.map(([lon, lat]): [number, number] => [lon!, lat!]),
    })),
  );
}

export function territoryOutlines(territories: Territories): Outline[] {
  return outlinesOf(territories, properties => properties.territory_id);
}

function ringsOf(geometry: Geometry): Position[][] {
  if (geometry.type === "Polygon") return geometry.coordinates;
  if (geometry.type === "MultiPolygon") return geometry.coordinates.flat();
  return [];
}

/** [west, south, east, north] of an outline, degrees. */
export function boundsOf(geometry: Geometry): [number, number, number, number] {
  const points = ringsOf(geometry).flat();
  const lons = points.map(([lon]) => lon!);
  const lats = points.map(([, lat]) => lat!);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}

/** Areas as hairlines: a grid to find one's way by, not a thing to look at. */
export function areaLayer(outlines: readonly Outline[], scheme: Scheme): Layer {
  return lineLayer("areas", outlines, MAP_INK[scheme].area, 0.75, 255);
}

/** Territory outlines, the chosen one in front. */
export function territoryLayers(
  outlines: readonly Outline[],
  chosen: string | null,
  scheme: Scheme,
): Layer[] {
  const ink = OUTLINE_INK[scheme];
  const front = outlines.filter(outline => outline.owner === chosen);
  return [
    lineLayer("territories", outlines, ink.territory, 1.1, 150),
    lineLayer("territory", front, ink.chosen, 2.25, 255),
  ];
}

/** The outline of one cell: the one under the pointer, or the chosen one. */
export function cellOutlineLayer(id: string, cell: string | null, scheme: Scheme, width: number): Layer {
  const outline = cell === null ? [] : [{ owner: cell, path: cellOutline(cell) }];
  return lineLayer(id, outline, OUTLINE_INK[scheme].cell, width, 255);
}

function lineLayer(id: string, data: readonly Outline[], color: string, width: number, alpha: number): Layer {
  return new PathLayer<Outline>({
    id,
    data: data as Outline[],
    getPath: outline => outline.path,
    getColor: [...rgb(color), alpha],
    getWidth: width,
    widthUnits: "pixels",
    jointRounded: true,
    capRounded: true,
  });
}
