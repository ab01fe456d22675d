import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { bboxClip, bbox as boundsOf } from "@turf/turf";
import type { Feature, FeatureCollection, LineString, MultiLineString, MultiPolygon, Polygon } from "geojson";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import type { Bounds } from "./bounds.ts";

/** What the page draws under the cells. */
export type BasemapKind = "land" | "country" | "state";
type Shape = Polygon | MultiPolygon | LineString | MultiLineString;
export type Basemap = FeatureCollection<Shape, { readonly kind: BasemapKind }>;

const require = createRequire(import.meta.url);

/**
 * Land, country borders and (in the United States) state borders inside of the bounds, from the shipped vector
 * data of Natural Earth (`world-atlas`, 1:10 m) and the US Census (`us-atlas`).
 */
export async function basemap(bounds: Bounds, country: string | null): Promise<Basemap> {
  const world = await topology("world-atlas/countries-10m.json");
  const countries = object(world, "countries");
  const land = feature(world, object(world, "land")) as unknown as FeatureCollection<MultiPolygon>;
  const features = [
    ...clipPolygons(land.features, bounds),
    ...clipLines(
      mesh(world, countries, (a, b) => a !== b),
      bounds,
      "country",
    ),
  ];
  if (country === "US") {
    const states = await topology("us-atlas/states-10m.json");
    features.push(
      ...clipLines(
        mesh(states, object(states, "states"), (a, b) => a !== b),
        bounds,
        "state",
      ),
    );
  }
  return { type: "FeatureCollection", features };
}

async function topology(file: string): Promise<Topology> {
  return JSON.parse(await readFile(require.resolve(file), "utf8"));
}

function object(topology: Topology, name: string): GeometryCollection {
  return topology.objects[name] as GeometryCollection;
}

function clipPolygons(land: readonly Feature<MultiPolygon>[], bounds: Bounds): Basemap["features"] {
  const polygons = land.flatMap(({ geometry }) => geometry.coordinates);
  return polygons
    .map(coordinates => ({ type: "Polygon", coordinates }) as Polygon)
    .filter(polygon => overlaps(boundsOf(polygon) as Bounds, bounds))
    .map(polygon => bboxClip(polygon, [...bounds]).geometry)
    .filter(({ coordinates }) => coordinates.length > 0)
    .map(geometry => ({ type: "Feature", properties: { kind: "land" }, geometry }));
}

function clipLines(lines: MultiLineString, bounds: Bounds, kind: BasemapKind): Basemap["features"] {
  const { geometry } = bboxClip(lines, [...bounds]);
  return geometry.coordinates.length > 0 ? [{ type: "Feature", properties: { kind }, geometry }] : [];
}

function overlaps(a: Bounds, b: Bounds): boolean {
  return a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];
}
