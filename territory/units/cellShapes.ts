import { cellArea, edgeLength, getDirectedEdgeDestination, originToDirectedEdges, UNITS } from "h3-js";
import type { Border, Shapes } from "./borders.ts";

/** Cells touch where they share an edge of the grid. `ids`: H3 strings of one resolution, each once. */
export function cellShapes(ids: readonly string[]): Shapes {
  const index = new Map(ids.map((id, unit) => [id, unit]));
  const borders: Border[] = [];
  const area = Float64Array.from(ids, id => cellArea(id, UNITS.km2));
  const perimeter = new Float64Array(ids.length);
  ids.forEach((id, a) => {
    for (const edge of originToDirectedEdges(id)) {
      const km = edgeLength(edge, UNITS.km);
      perimeter[a]! += km;
      const b = index.get(getDirectedEdgeDestination(edge));
      if (b !== undefined && a < b) borders.push({ a, b, km });
    }
  });
  return { borders, area, perimeter };
}
