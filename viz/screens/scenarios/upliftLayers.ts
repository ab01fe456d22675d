import type { Layer } from "@deck.gl/core";
import { SolidPolygonLayer } from "@deck.gl/layers";
import type { Position } from "geojson";
import type { RunResult } from "../../../app/api/scenarios.ts";
import type { Territories } from "../../api/client.ts";
import { territoryLayers, territoryOutlines } from "../../map/lines.ts";
import type { Scheme } from "../../theme/palette.ts";
import { upliftColor } from "./upliftScale.ts";

interface Options {
  readonly breaks: readonly number[];
  readonly chosen: string | null;
  readonly scheme: Scheme;
}

interface Part {
  readonly owner: string;
  /** Outer ring, then holes. */
  readonly polygon: Position[][];
}

/** Territories filled by their uplift, with their outlines; only outlines while there is no answer. */
export function upliftLayers(
  territories: Territories,
  result: RunResult | null,
  { breaks, chosen, scheme }: Options,
): Layer[] {
  const outlines = territoryLayers(territoryOutlines(territories), chosen, scheme);
  if (!result) return outlines;
  const fill = new SolidPolygonLayer<Part>({
    id: "uplift",
    data: partsOf(territories),
    getPolygon: part => part.polygon as [number, number][][],
    getFillColor: ({ owner }) => {
      const uplift = result.by_territory[owner]?.own_amount;
      return uplift ? upliftColor(uplift, breaks, scheme) : [0, 0, 0, 0];
    },
    updateTriggers: { getFillColor: [result, breaks, scheme] },
  });
  return [fill, ...outlines];
}

function partsOf(territories: Territories): Part[] {
  return territories.features.flatMap(({ geometry, properties: { territory_id: owner } }) => {
    if (geometry.type === "Polygon") return [{ owner, polygon: geometry.coordinates }];
    if (geometry.type === "MultiPolygon") return geometry.coordinates.map(polygon => ({ owner, polygon }));
    return [];
  });
}
