import type { LayerSpecification, Map as MapLibreMap, StyleSpecification } from "maplibre-gl";
import type { BaseMap } from "../api/client.ts";
import { MAP_INK, type Scheme } from "../theme/palette.ts";

type PaintProperty = Parameters<MapLibreMap["setPaintProperty"]>[1];

/** The ground from shipped vectors alone: no tiles, no sprites, no fonts from anywhere. */
export function baseStyle(base: BaseMap, scheme: Scheme): StyleSpecification {
  return {
    version: 8,
    sources: { base: { type: "geojson", data: base } },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": MAP_INK[scheme].sea } },
      {
        id: "land",
        type: "fill",
        source: "base",
        filter: ["==", ["get", "kind"], "land"],
        paint: { "fill-color": MAP_INK[scheme].land },
      },
      border("state", scheme, 1),
      border("country", scheme, 1.4),
    ],
  };
}

function border(kind: "state" | "country", scheme: Scheme, width: number): LayerSpecification {
  return {
    id: kind,
    type: "line",
    source: "base",
    filter: ["==", ["get", "kind"], kind],
    paint: { "line-color": MAP_INK[scheme][kind], "line-width": width },
  };
}

/** Repaints the ground in another theme without loading it anew. */
export function repaint(map: MapLibreMap, scheme: Scheme): void {
  const ink = MAP_INK[scheme];
  const paints: [string, PaintProperty, string][] = [
    ["sea", "background-color", ink.sea],
    ["land", "fill-color", ink.land],
    ["state", "line-color", ink.state],
    ["country", "line-color", ink.country],
  ];
  for (const [layer, property, color] of paints) map.setPaintProperty(layer, property, color);
}
