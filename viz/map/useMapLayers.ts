import type { Layer } from "@deck.gl/core";
import { useEffect, useMemo, useState } from "react";
import type { MarketInfo, Place } from "../../app/api/schema.ts";
import { useAreas, usePlaces, useTerritories } from "../api/client.ts";
import type { Cells } from "../api/columns.ts";
import { insideTerritory } from "../state/selection.ts";
import { useView } from "../state/view.ts";
import type { Scheme } from "../theme/palette.ts";
import { paintCells } from "./cellColors.ts";
import { cellGeometry } from "./cellGeometry.ts";
import { cellLayer } from "./cellLayer.ts";
import type { LayerValues } from "./layerValues.ts";
import { areaLayer, cellOutlineLayer, outlinesOf, territoryLayers, territoryOutlines } from "./lines.ts";
import { loadPlaceFont, placeLayer } from "./placeLayer.ts";

interface LayerInputs {
  market: MarketInfo;
  cells: Cells;
  layer: LayerValues;
  scheme: Scheme;
  /** Outlines and names are loaded after the first map. */
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
  const places = usePlaceNames(market, drawn);
  const names = useMemo(() => placeLayer(places, scheme), [places, scheme]);
  return useMemo(
    () => [
      cellLayer(geometry, colors),
      areaLayer(lines.areas, scheme),
      ...territoryLayers(shown ? lines.territories : [], territory, scheme),
      cellOutlineLayer("hovered-cell", hovered === null ? null : cells.ids[hovered]!, scheme, 1.5),
      cellOutlineLayer("chosen-cell", cell !== null && cells.rowOf.has(cell) ? cell : null, scheme, 2.5),
      names,
    ],
    [geometry, colors, lines, shown, territory, scheme, hovered, cell, cells, names],
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

/** Place names, once the font that they are drawn in is there. */
function usePlaceNames(market: MarketInfo, drawn: boolean): readonly Place[] {
  const places = usePlaces(market.id, drawn).data;
  const [ready, setReady] = useState<readonly Place[]>([]);
  useEffect(() => {
    if (places) void loadPlaceFont(places).then(() => setReady(places));
  }, [places]);
  return ready;
}
