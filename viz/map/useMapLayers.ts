import type { Layer } from "@deck.gl/core";
import { useMemo } from "react";
import type { MarketInfo } from "../../app/api/schema.ts";
import { useAreas, useTerritories } from "../api/client.ts";
import type { Cells } from "../api/columns.ts";
import { insideTerritory } from "../state/selection.ts";
import { useView } from "../state/view.ts";
import type { Scheme } from "../theme/palette.ts";
import { paintCells } from "./cellColors.ts";
import { cellGeometry } from "./cellGeometry.ts";
import { cellLayer } from "./cellLayer.ts";
import type { LayerValues } from "./layerValues.ts";
import { areaLayer, cellOutlineLayer, outlinesOf, territoryLayers, territoryOutlines } from "./lines.ts";

interface LayerInputs {
  market: MarketInfo;
  cells: Cells;
  layer: LayerValues;
  scheme: Scheme;
  /** Outlines are loaded after the first map. */
  drawn: boolean;
  /** Row of the cell under the pointer. */
  hovered: number | null;
}

/** deck.gl's layers for the current view. Each part is rebuilt only when what it shows has changed. */
export function useMapLayers(inputs: LayerInputs): Layer[] {
  const { market, cells, layer, scheme, drawn, hovered } = inputs;
  const { territory, cell, outlines: shown } = useView();
  const geometry = useMemo(() => cellGeometry(cells.ids), [cells]);
  const inside = useMemo(() => insideTerritory(market, cells, territory), [market, cells, territory]);
  const colors = useMemo(
    () => paintCells(geometry, layer, scheme, inside),
    [geometry, layer, scheme, inside],
  );
  const lines = useOutlines(market, drawn);
  return useMemo(
    () => [
      cellLayer(geometry, colors),
      areaLayer(lines.areas, scheme),
      ...territoryLayers(shown ? lines.territories : [], territory, scheme),
      cellOutlineLayer("hovered-cell", hovered === null ? null : cells.ids[hovered]!, scheme, 1.5),
      cellOutlineLayer("chosen-cell", cell !== null && cells.rowOf.has(cell) ? cell : null, scheme, 2.5),
    ],
    [geometry, colors, lines, shown, territory, scheme, hovered, cell, cells],
  );
}

function useOutlines(market: MarketInfo, drawn: boolean) {
  const territories = useTerritories(market.id, drawn).data;
  const areas = useAreas(market.id, drawn).data;
  return useMemo(
    () => ({
      territories: territories ? territoryOutlines(territories) : [],
      areas: areas ? outlinesOf(areas, properties => properties.area_id) : [],
    }),
    [territories, areas],
  );
}
