import { lazy, Suspense, useCallback, useState } from "react";
import type { MarketInfo } from "../../app/api/schema.ts";
import { useBaseMap, useCells } from "../api/client.ts";
import type { Cells } from "../api/columns.ts";
import { useWords } from "../i18n/useWords.ts";
import { MapTools } from "../rail/MapTools.tsx";
import { Notice } from "../state/Notice.tsx";
import { useScheme } from "../theme/useScheme.ts";
import { heatMetrics, useWeekSignal } from "./heat.ts";
import { Legend } from "./Legend.tsx";
import { layersOf, shareOfMarket } from "./layerValues.ts";
import type { MapView } from "./MapView.ts";
import { useImage } from "./useImage.ts";
import { useLayerValues } from "./useLayerValues.ts";

const MarketMap = lazy(() => import("./MarketMap.tsx"));
const Panel = lazy(() => import("../panel/Panel.tsx"));
const TimeDock = lazy(() => import("../time/TimeDock.tsx"));

const hasWebgl = document.createElement("canvas").getContext("webgl2") !== null;

interface Props {
  markets: readonly MarketInfo[];
  market: MarketInfo;
  /** The rail's place for tools; null while another view is open. */
  tools: HTMLElement | null;
}

/** The map with its panel, its legend and its time. */
export function MapScreen(props: Props) {
  const { t } = useWords();
  const cells = useCells(props.market.id);
  if (cells.isError) return <Notice error={cells.error} retry={() => cells.refetch()} />;
  if (!cells.data) return <Notice title={t("app.loading")} busy />;
  if (cells.data.count === 0) return <Notice title={t("app.noCells.title")} text={t("app.noCells.text")} />;
  return <LoadedMap {...props} cells={cells.data} />;
}

function LoadedMap({ markets, market, tools, cells }: Props & { cells: Cells }) {
  const { t } = useWords();
  const scheme = useScheme();
  const base = useBaseMap(market.id);
  const [map, setMap] = useState<MapView | null>(null);
  const onDrawn = useCallback((view: MapView) => setMap(view), []);
  const signal = useWeekSignal(market, cells.count, map !== null);
  const layer = useLayerValues(cells, signal);
  const onSaveImage = useImage(map, market, layer, scheme);
  if (!hasWebgl) return <Notice title={t("app.noWebgl.title")} text={t("app.noWebgl.text")} />;
  if (base.isError) return <Notice error={base.error} retry={() => base.refetch()} />;
  return (
    <>
      <Suspense fallback={null}>
        {base.data && (
          <MarketMap
            market={market}
            base={base.data}
            cells={cells}
            layer={layer}
            scheme={scheme}
            onDrawn={onDrawn}
          />
        )}
      </Suspense>
      <MapTools place={tools} hasTerritories={market.territories.length > 0} onSaveImage={onSaveImage} />
      <Legend
        market={market}
        layers={layersOf(cells, heatMetrics(market).length > 0)}
        layer={layer}
        marketShare={shareOfMarket(cells)}
        scheme={scheme}
      />
      {map && (
        <Suspense fallback={null}>
          <Panel markets={markets} market={market} cells={cells} scheme={scheme} />
          <TimeDock market={market} cells={cells} signal={signal} scheme={scheme} />
        </Suspense>
      )}
    </>
  );
}
