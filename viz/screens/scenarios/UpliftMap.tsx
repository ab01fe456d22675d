import "maplibre-gl/dist/maplibre-gl.css";
import "../../map/map.css";
import { useEffect, useMemo, useRef, useState } from "react";
import type { RunResult } from "../../../app/api/scenarios.ts";
import type { MarketInfo } from "../../../app/api/schema.ts";
import {
  type BaseMap,
  type Territories,
  useAreas,
  useBaseMap,
  useCells,
  usePlaces,
  useTerritories,
} from "../../api/client.ts";
import type { Cells } from "../../api/columns.ts";
import { useWords } from "../../i18n/useWords.ts";
import { focusBounds } from "../../map/focus.ts";
import { MapView } from "../../map/MapView.ts";
import { Failure } from "../../parts/Failure.tsx";
import { changeView, currentView, useView } from "../../state/view.ts";
import type { Scheme } from "../../theme/palette.ts";
import { UpliftLegend } from "./UpliftLegend.tsx";
import { type TerritoryHover, UpliftTip } from "./UpliftTip.tsx";
import { upliftLayers } from "./upliftLayers.ts";
import { upliftBreaks } from "./upliftScale.ts";

interface Props {
  market: MarketInfo;
  result: RunResult | null;
  scheme: Scheme;
}

const hasWebgl = document.createElement("canvas").getContext("webgl2") !== null;

/** Where the difference comes from: territories in the colours of their uplift. */
export default function UpliftMap({ market, result, scheme }: Props) {
  const cells = useCells(market.id);
  const base = useBaseMap(market.id);
  const territories = useTerritories(market.id, true);
  if (!hasWebgl) return null;
  const failed = [cells, base, territories].find(query => query.isError);
  if (failed?.error)
    return (
      <div className="map-failure">
        <Failure error={failed.error} retry={() => failed.refetch()} />
      </div>
    );
  if (!cells.data || cells.data.count === 0 || !base.data || !territories.data) return null;
  return (
    <Drawn
      market={market}
      result={result}
      scheme={scheme}
      cells={cells.data}
      base={base.data}
      territories={territories.data}
    />
  );
}

interface DrawnProps extends Props {
  cells: Cells;
  base: BaseMap;
  territories: Territories;
}

function Drawn({ market, result, scheme, cells, base, territories }: DrawnProps) {
  const { t } = useWords();
  const { territory } = useView();
  const container = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<MapView | null>(null);
  const [hover, setHover] = useState<TerritoryHover | null>(null);
  const [drawn, setDrawn] = useState(false);
  const label = t("course.map");

  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of theme must not rebuild the map
  useEffect(() => {
    const territoryAt = (cell: string | null) => {
      const row = cell === null ? undefined : cells.rowOf.get(cell);
      return row === undefined ? null : (market.territories[cells.territory[row]!]?.id ?? null);
    };
    const map = new MapView({
      container: container.current!,
      base,
      scheme,
      resolution: market.resolution,
      camera: null,
      bounds: focusBounds(cells),
      padding: freePart(container.current!),
      onHover: (cell, x, y) => {
        const id = territoryAt(cell);
        map.setCursor(id === null ? "" : "pointer");
        setHover(id === null ? null : { id, x, y });
      },
      onChoose: cell => {
        const id = territoryAt(cell);
        changeView({ territory: id === currentView().territory ? null : id });
      },
      onCamera: () => undefined,
      onDrawn: () => setDrawn(true),
    });
    setView(map);
    return () => {
      map.close();
      setView(null);
      setDrawn(false);
    };
  }, [market, base, cells]);

  const breaks = useMemo(() => {
    const means = Object.values(result?.by_territory ?? {}).map(({ own_amount }) => own_amount?.mean ?? 0);
    return upliftBreaks(means);
  }, [result]);
  useEffect(() => view?.setScheme(scheme), [view, scheme]);
  useEffect(() => view?.setLabel(label), [view, label]);
  useEffect(() => {
    view?.setLayers(upliftLayers(territories, result, { breaks, chosen: territory, scheme }));
  }, [view, territories, result, breaks, territory, scheme]);
  const places = usePlaces(market.id, drawn).data;
  const areas = useAreas(market.id, drawn).data;
  useEffect(() => {
    if (places) view?.setNames(places, areas);
  }, [view, places, areas]);
  return (
    <div className="map">
      <div
        ref={container}
        className="map-canvas"
        data-territories={drawn && result ? territories.features.length : 0}
      />
      {result && market.territories.length > 0 && (
        <UpliftLegend breaks={breaks} result={result} scheme={scheme} />
      )}
      {result && hover && <UpliftTip market={market} result={result} hover={hover} />}
    </div>
  );
}

/** Room for legend and courses below the map, px: it is kept free from the start, so that an answer moves nothing. */
const BELOW = 410;

/** Pixels on each side that the panels cover. */
function freePart(container: HTMLElement) {
  const style = getComputedStyle(container);
  const pixels = (name: string) => Number.parseFloat(style.getPropertyValue(name)) || 0;
  const margin = 24;
  const gap = pixels("--gap");
  const left = pixels("--bench") + 2 * gap + margin;
  const right = pixels("--panel") + 2 * gap + margin;
  const narrow = container.clientWidth - left - right < 200;
  return {
    left: narrow ? margin : left,
    right: narrow ? margin : right,
    top: margin,
    bottom: narrow || container.clientHeight < 2 * BELOW ? margin : BELOW,
  };
}
