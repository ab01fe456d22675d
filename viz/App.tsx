import { lazy, Suspense, useCallback, useEffect, useState } from "react";
import type { MarketInfo } from "../app/api/schema.ts";
import { useActivity, useBaseMap, useCells, useMarkets } from "./api/client.ts";
import type { Cells } from "./api/columns.ts";
import { useWords } from "./i18n/useWords.ts";
import { Legend } from "./map/Legend.tsx";
import { layerColumn, shareOfMarket } from "./map/layerValues.ts";
import type { MapView } from "./map/MapView.ts";
import { useImage } from "./map/useImage.ts";
import { useLayerValues } from "./map/useLayerValues.ts";
import { Rail } from "./rail/Rail.tsx";
import { LAYERS, type LayerId } from "./state/address.ts";
import { Notice } from "./state/Notice.tsx";
import { useView } from "./state/view.ts";
import { useScheme } from "./theme/useScheme.ts";

const MarketMap = lazy(() => import("./map/MarketMap.tsx"));
const Panel = lazy(() => import("./panel/Panel.tsx"));
const TimeDock = lazy(() => import("./time/TimeDock.tsx"));

const hasWebgl = document.createElement("canvas").getContext("webgl2") !== null;

/** The page: finds the market that the address names, and shows it or says why it cannot. */
export function App() {
  const { t } = useWords();
  const view = useView();
  const markets = useMarkets();
  if (markets.isError) return <Notice error={markets.error} retry={() => markets.refetch()} />;
  if (!markets.data) return <Notice title={t("app.loading")} busy />;
  const market = markets.data.find(({ id }) => id === view.market) ?? markets.data[0];
  if (!market) return <Notice title={t("app.noMarkets.title")} text={t("app.noMarkets.text")} />;
  return <MarketPage key={market.id} markets={markets.data} market={market} />;
}

interface Props {
  markets: readonly MarketInfo[];
  market: MarketInfo;
}

function MarketPage({ markets, market }: Props) {
  const { t, i18n } = useWords();
  const { language } = useView();
  const cells = useCells(market.id);
  const spoken = language ?? market.language;
  useEffect(() => {
    void i18n.changeLanguage(spoken);
    document.documentElement.lang = spoken;
    document.title = `${market.name} · Penumbra`;
  }, [i18n, spoken, market.name]);
  if (cells.isError) return <Notice error={cells.error} retry={() => cells.refetch()} />;
  if (!cells.data) return <Notice title={t("app.loading")} busy />;
  if (cells.data.count === 0) return <Notice title={t("app.noCells.title")} text={t("app.noCells.text")} />;
  return <LoadedMarket markets={markets} market={market} cells={cells.data} />;
}

function LoadedMarket({ markets, market, cells }: Props & { cells: Cells }) {
  const { t } = useWords();
  const scheme = useScheme();
  const base = useBaseMap(market.id);
  const [map, setMap] = useState<MapView | null>(null);
  const onDrawn = useCallback((view: MapView) => setMap(view), []);
  const activity = useActivity(market.id, cells.count, map !== null && market.activity !== null).data ?? null;
  const layer = useLayerValues(market, cells, activity);
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
      <Rail
        scheme={scheme}
        missing={missingLayers(cells, t)}
        hasTerritories={market.territories.length > 0}
        onSaveImage={onSaveImage}
      />
      <Legend market={market} layer={layer} marketShare={shareOfMarket(cells)} scheme={scheme} />
      {map && (
        <Suspense fallback={null}>
          <Panel markets={markets} market={market} cells={cells} scheme={scheme} />
          <TimeDock market={market} cells={cells} activity={activity} scheme={scheme} />
        </Suspense>
      )}
    </>
  );
}

function missingLayers(cells: Cells, t: ReturnType<typeof useWords>["t"]): Partial<Record<LayerId, string>> {
  const missing = LAYERS.filter(id => layerColumn(cells, id) === null);
  return Object.fromEntries(
    missing.map(id => [id, t(id === "activity" ? "layer.noActivity" : "layer.noRivals")]),
  );
}
