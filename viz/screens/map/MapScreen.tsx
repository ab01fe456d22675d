import "../../map/mapScreen.css";
import { useCallback, useState } from "react";
import type { MarketInfo } from "../../../app/api/schema.ts";
import { type BaseMap, useBaseMap, useCells } from "../../api/client.ts";
import type { Cells } from "../../api/columns.ts";
import { useWords } from "../../i18n/useWords.ts";
import { heatMetrics, useWeekSignal, type WeekSignal } from "../../map/heat.ts";
import { Legend } from "../../map/Legend.tsx";
import { layersOf, shareOfMarket } from "../../map/layerValues.ts";
import type { MapView } from "../../map/MapView.ts";
import { useImage } from "../../map/useImage.ts";
import { useLayerValues } from "../../map/useLayerValues.ts";
import { lazyPart } from "../../parts/lazyPart.ts";
import { Notice } from "../../parts/Notice.tsx";
import { Part } from "../../parts/Part.tsx";
import { MapTools } from "../../rail/MapTools.tsx";
import type { Scheme } from "../../theme/palette.ts";
import { useScheme } from "../../theme/useScheme.ts";

const MarketMap = lazyPart(() => import("../../map/MarketMap.tsx"));
const Panel = lazyPart(() => import("../../panel/Panel.tsx"));
const TimeDock = lazyPart(() => import("../../time/TimeDock.tsx"));

const hasWebgl = document.createElement("canvas").getContext("webgl2") !== null;

interface Props {
  markets: readonly MarketInfo[];
  market: MarketInfo;
  /** The rail's place for tools; null while another view is open. */
  tools: HTMLElement | null;
}

/** The map with its panel, its legend and its time. No part waits for another: figures stand without a map too. */
export function MapScreen({ markets, market, tools }: Props) {
  const scheme = useScheme();
  const cells = useCells(market.id);
  const known = cells.data ?? null;
  const signal = useWeekSignal(market, known?.count ?? null);
  return (
    <>
      <div className="map-place">
        <Part whole>
          <Ground market={market} cells={cells} signal={signal} tools={tools} scheme={scheme} />
        </Part>
      </div>
      <Part>
        <Panel markets={markets} market={market} cells={known} scheme={scheme} />
      </Part>
      <Part>
        <TimeDock market={market} cells={known} signal={signal} scheme={scheme} />
      </Part>
    </>
  );
}

interface GroundProps {
  market: MarketInfo;
  cells: ReturnType<typeof useCells>;
  signal: WeekSignal;
  tools: HTMLElement | null;
  scheme: Scheme;
}

/** The map, or why there is none. */
function Ground({ cells, ...rest }: GroundProps) {
  const { t } = useWords();
  const base = useBaseMap(rest.market.id);
  if (!hasWebgl) return <Notice title={t("app.noWebgl.title")} text={t("app.noWebgl.text")} />;
  for (const query of [cells, base])
    if (query.isError) return <Notice error={query.error} retry={() => query.refetch()} />;
  if (!cells.data || !base.data) return <Notice title={t("app.loading")} busy />;
  if (cells.data.count === 0) return <Notice title={t("app.noCells.title")} text={t("app.noCells.text")} />;
  return <DrawnMap {...rest} cells={cells.data} base={base.data} />;
}

interface MapProps extends Omit<GroundProps, "cells"> {
  cells: Cells;
  base: BaseMap;
}

function DrawnMap({ market, cells, base, signal, tools, scheme }: MapProps) {
  const { t } = useWords();
  const [map, setMap] = useState<MapView | null>(null);
  const onDrawn = useCallback((view: MapView) => setMap(view), []);
  const layer = useLayerValues(cells, signal);
  const onSaveImage = useImage(map, market, layer, scheme);
  return (
    <>
      <Part whole>
        <MarketMap
          market={market}
          base={base}
          cells={cells}
          layer={layer}
          scheme={scheme}
          onDrawn={onDrawn}
        />
        {!map && <Notice title={t("map.drawing")} busy />}
      </Part>
      <MapTools place={tools} hasTerritories={market.territories.length > 0} onSaveImage={onSaveImage} />
      <Legend
        market={market}
        layers={layersOf(cells, heatMetrics(market).length > 0)}
        layer={layer}
        marketShare={shareOfMarket(cells)}
        signal={signal}
        scheme={scheme}
      />
    </>
  );
}
