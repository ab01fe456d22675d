import "maplibre-gl/dist/maplibre-gl.css";
import "./map.css";
import { useEffect, useRef } from "react";
import type { MarketInfo } from "../../app/api/schema.ts";
import type { BaseMap } from "../api/client.ts";
import type { Cells } from "../api/columns.ts";
import { useHealth } from "../screens/health/client.ts";
import type { Scheme } from "../theme/palette.ts";
import { CellTip } from "./CellTip.tsx";
import type { LayerValues } from "./layerValues.ts";
import type { MapView } from "./MapView.ts";
import { useMapLayers } from "./useMapLayers.ts";
import { useMapView } from "./useMapView.ts";

interface Props {
  market: MarketInfo;
  base: BaseMap;
  cells: Cells;
  layer: LayerValues;
  scheme: Scheme;
  /** Called with the map once its first frame with cells is drawn. */
  onDrawn: (view: MapView) => void;
}

/** The map of one market, full bleed. */
export default function MarketMap({ market, base, cells, layer, scheme, onDrawn }: Props) {
  const container = useRef<HTMLDivElement>(null);
  const { view, drawn, hover, areas } = useMapView(container, { market, base, cells, scheme });
  const layers = useMapLayers({ market, cells, layer, scheme, drawn, hovered: hover?.row ?? null });
  useEffect(() => view?.setLayers(layers), [view, layers]);
  useEffect(() => {
    if (view && drawn) onDrawn(view);
  }, [view, drawn, onDrawn]);
  const health = useHealth(market.id, drawn && cells.dark !== null).data;
  return (
    <div className="map">
      {/* What is drawn, for tests and for whoever reads the page by script. */}
      <div
        ref={container}
        className="map-canvas"
        data-cells={drawn ? cells.count : 0}
        data-layer={layer.layer}
      />
      {hover && (
        <CellTip
          market={market}
          cells={cells}
          layer={layer}
          areas={areas}
          hover={hover}
          situation={health?.dark?.situation ?? null}
        />
      )}
    </div>
  );
}
