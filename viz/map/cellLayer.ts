import type { Layer } from "@deck.gl/core";
import { SolidPolygonLayer } from "@deck.gl/layers";
import type { CellGeometry } from "./cellGeometry.ts";

/** All cells as one mesh. The geometry is fixed; only the colours are handed over anew. */
export function cellLayer(geometry: CellGeometry, colors: Uint8Array): Layer {
  return new SolidPolygonLayer({
    id: "cells",
    data: {
      length: geometry.count,
      startIndices: geometry.startIndices,
      geometry,
      attributes: {
        indices: { value: geometry.triangles, size: 1 },
        getPolygon: { value: geometry.positions, size: 2 },
        getFillColor: { value: colors, size: 4, normalized: true },
      },
    },
    // Same geometry, same data: deck.gl then uploads the new colours and nothing else.
    dataComparator: (next, last) => geometryOf(next) === geometryOf(last),
    updateTriggers: { getFillColor: colors },
    _normalize: false,
    positionFormat: "XY",
  });
}

function geometryOf(data: unknown): unknown {
  return (data as { geometry?: unknown } | undefined)?.geometry;
}
