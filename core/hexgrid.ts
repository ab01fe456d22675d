import type { MultiPolygon, Polygon, Position } from "geojson";
import {
  cellToLatLng,
  gridDisk,
  gridDiskDistances,
  isValidCell,
  latLngToCell,
  POLYGON_TO_CELLS_FLAGS,
  polygonToCellsExperimental,
} from "h3-js";
import { InputError } from "./errors.ts";

/** A cell as an integer from its H3 string. Throws InputError where the string is no H3 cell. */
export function cellFromString(text: string): bigint {
  if (!isValidCell(text))
    throw new InputError("h3_cell", `"${text}" is not an H3 cell; expected e.g. 881ec90247fffff`);
  return BigInt(`0x${text}`);
}

/** The H3 string of a cell. */
export function cellToString(cell: bigint): string {
  return cell.toString(16);
}

/** The cell that holds a point (degrees). */
export function cellAt(lat: number, lon: number, resolution: number): bigint {
  return BigInt(`0x${latLngToCell(lat, lon, resolution)}`);
}

/** Centre of a cell, [lat, lon] in degrees. */
export function cellCentre(cell: bigint): [lat: number, lon: number] {
  return cellToLatLng(cellToString(cell));
}

/**
 * For each cell its own index, then those of its neighbours in `cells`, -1 for those that are not in it (and for
 * the sixth of a pentagon): 7 entries a cell. Neighbours ascend by H3 index, whatever order the library gives.
 */
export function neighbourTable(cells: BigUint64Array): Int32Array {
  const index = new Map<string, number>();
  cells.forEach((cell, c) => {
    index.set(cellToString(cell), c);
  });
  const table = new Int32Array(7 * cells.length).fill(-1);
  for (const [text, c] of index) {
    table[7 * c] = c;
    const around = gridDisk(text, 1).filter(other => other !== text);
    around.sort().forEach((other, k) => {
      table[7 * c + 1 + k] = index.get(other) ?? -1;
    });
  }
  return table;
}

/** Cells within some rings of each cell, as far as they are in `cells`; cell c's are [start[c], start[c + 1]). */
export interface CellRings {
  readonly start: Int32Array;
  readonly cell: Int32Array;
  /** 0 for the cell itself. */
  readonly ring: Uint8Array;
}

/** See {@link CellRings}. Rings ascend; within a ring cells ascend by index. */
export function cellRings(cells: BigUint64Array, rings: number): CellRings {
  const index = new Map<string, number>();
  cells.forEach((cell, c) => {
    index.set(cellToString(cell), c);
  });
  const start = new Int32Array(cells.length + 1);
  const found: number[] = [];
  const ringOf: number[] = [];
  for (const [text, c] of index) {
    for (const [ring, around] of gridDiskDistances(text, rings).entries()) {
      const known = around.map(other => index.get(other) ?? -1).filter(other => other >= 0);
      for (const other of known.sort((a, b) => a - b)) {
        found.push(other);
        ringOf.push(ring);
      }
    }
    start[c + 1] = found.length;
  }
  return { start, cell: Int32Array.from(found), ring: Uint8Array.from(ringOf) };
}

/** How a polygon takes cells: those it overlaps, or those whose centre it holds. */
export type Containment = "overlap" | "centre";

/**
 * Cells of a polygon (GeoJSON order, degrees), ascending and without repeats. No polygon is left without a cell: one
 * too narrow to hold a centre gets the cells it overlaps, and one without an inside the cells of its corners.
 */
export function polygonCells(
  geometry: Polygon | MultiPolygon,
  resolution: number,
  containment: Containment = "overlap",
): bigint[] {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const cells = new Set<string>();
  for (const rings of polygons) {
    let found = containment === "centre" ? fill(rings, resolution, "containmentCenter") : [];
    if (found.length === 0) found = fill(rings, resolution, "containmentOverlapping");
    if (found.length === 0)
      found = (rings[0] ?? []).map(([lon, lat]) => latLngToCell(lat!, lon!, resolution));
    for (const cell of found) cells.add(cell);
  }
  return [...cells].sort().map(text => BigInt(`0x${text}`));
}

function fill(rings: Position[][], resolution: number, flag: keyof typeof POLYGON_TO_CELLS_FLAGS): string[] {
  return polygonToCellsExperimental(rings, resolution, POLYGON_TO_CELLS_FLAGS[flag], true);
}
