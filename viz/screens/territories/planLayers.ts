import type { Layer } from "@deck.gl/core";
import { PathLayer, ScatterplotLayer, SolidPolygonLayer } from "@deck.gl/layers";
import type { Position } from "geojson";
import type { PlanUnits } from "../../../app/api/plans.ts";
import type { Areas, Territories } from "../../api/client.ts";
import { type CellGeometry, cellGeometry, cellOutline } from "../../map/cellGeometry.ts";
import { cellLayer } from "../../map/cellLayer.ts";
import { areaLayer, outlinesOf, territoryLayers, territoryOutlines } from "../../map/lines.ts";
import type { MapPoint } from "../../map/point.ts";
import { OUTLINE_INK, rgb, type Scheme } from "../../theme/palette.ts";

/** Colour of a unit: red, green, blue, opacity. */
export type Paint = (unit: number) => readonly number[];

/** The shapes of units, made once: what changes with a plan is their colours. */
export interface UnitShapes {
  readonly units: PlanUnits;
  readonly cells: CellGeometry | null;
  /** Outer ring, then holes; a unit of several islands has several. */
  readonly polygons: readonly { readonly unit: number; readonly rings: Position[][] }[];
}

export function unitShapes(units: PlanUnits, areas: Areas | undefined): UnitShapes {
  const rows = new Map(units.ids.map((id, row) => [id, row]));
  const polygons =
    units.by !== "area"
      ? []
      : (areas?.features ?? []).flatMap(({ geometry, properties }) => {
          const unit = rows.get(properties.area_id);
          if (unit === undefined) return [];
          if (geometry.type === "Polygon") return [{ unit, rings: geometry.coordinates }];
          return geometry.type === "MultiPolygon" ? geometry.coordinates.map(rings => ({ unit, rings })) : [];
        });
  return { units, cells: units.by === "cell" ? cellGeometry(units.ids) : null, polygons };
}

/** The units in their colours. */
export function unitLayer({ units, cells, polygons }: UnitShapes, paint: Paint): Layer {
  if (cells) return cellLayer(cells, cellColors(cells, paint));
  if (units.by === "area")
    return new SolidPolygonLayer<UnitShapes["polygons"][number]>({
      id: "unit-areas",
      data: polygons as UnitShapes["polygons"][number][],
      getPolygon: part => part.rings as [number, number][][],
      getFillColor: part => paint(part.unit) as [number, number, number, number],
      updateTriggers: { getFillColor: paint },
    });
  return new ScatterplotLayer<number>({
    id: "unit-accounts",
    data: [...units.ids.keys()],
    getPosition: unit => [units.lon[unit]!, units.lat[unit]!],
    getFillColor: unit => paint(unit) as [number, number, number, number],
    getRadius: 4,
    radiusUnits: "pixels",
    updateTriggers: { getFillColor: paint },
  });
}

function cellColors({ startIndices, count }: CellGeometry, paint: Paint): Uint8Array {
  const colors = new Uint8Array(4 * startIndices[count]!);
  for (let cell = 0; cell < count; cell++) {
    const color = paint(cell);
    for (let vertex = startIndices[cell]!; vertex < startIndices[cell + 1]!; vertex++)
      colors.set(color, 4 * vertex);
  }
  return colors;
}

/** Outlines of some units, or rings around accounts. */
export function markLayer(
  id: string,
  { units, polygons }: UnitShapes,
  marked: readonly number[],
  { color, width }: { readonly color: string; readonly width: number },
): Layer {
  const ink: [number, number, number, number] = [...rgb(color), 255];
  if (units.by === "account")
    return new ScatterplotLayer<number>({
      id,
      data: [...marked],
      getPosition: unit => [units.lon[unit]!, units.lat[unit]!],
      stroked: true,
      filled: false,
      getLineColor: ink,
      getLineWidth: width,
      lineWidthUnits: "pixels",
      getRadius: 6,
      radiusUnits: "pixels",
    });
  const set = new Set(marked);
  const paths =
    units.by === "cell"
      ? marked.map(unit => cellOutline(units.ids[unit]!))
      : polygons.filter(part => set.has(part.unit)).flatMap(part => part.rings as [number, number][][]);
  return new PathLayer<[number, number][]>({
    id,
    data: paths,
    getPath: path => path,
    getColor: ink,
    getWidth: width,
    widthUnits: "pixels",
    jointRounded: true,
  });
}

/** Borders of areas and of today's territories: what a plan is drawn on. */
export function groundLayers(
  areas: Areas | undefined,
  territories: Territories | undefined,
  chosen: string | null,
  scheme: Scheme,
): Layer[] {
  return [
    areaLayer(areas ? outlinesOf(areas, properties => properties.area_id) : [], scheme),
    ...territoryLayers(territories ? territoryOutlines(territories) : [], chosen, scheme),
  ];
}

/** The line of a lasso while it is drawn. */
export function lassoLayer(line: readonly MapPoint[], scheme: Scheme): Layer {
  return new PathLayer<[number, number][]>({
    id: "lasso",
    data: line.length > 1 ? [[...line, line[0]!].map((p): [number, number] => [p.lon, p.lat])] : [],
    getPath: path => path,
    getColor: [...rgb(OUTLINE_INK[scheme].chosen), 255],
    getWidth: 2,
    widthUnits: "pixels",
  });
}
