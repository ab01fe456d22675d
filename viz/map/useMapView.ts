import { type RefObject, useEffect, useState } from "react";
import type { MarketInfo } from "../../app/api/schema.ts";
import { type BaseMap, useAreas, usePlaces } from "../api/client.ts";
import type { Cells } from "../api/columns.ts";
import { useWords } from "../i18n/useWords.ts";
import { changeView, currentView, useView } from "../state/view.ts";
import type { Scheme } from "../theme/palette.ts";
import type { Hover } from "./CellTip.tsx";
import { focusBounds } from "./focus.ts";
import { mapFrame } from "./frame.ts";
import { MapView } from "./MapView.ts";

interface MapInputs {
  market: MarketInfo;
  base: BaseMap;
  cells: Cells;
  scheme: Scheme;
}

/** Builds the map into its container once a market; theme, language and names follow by effects of their own. */
export function useMapView(container: RefObject<HTMLDivElement | null>, inputs: MapInputs) {
  const { market, base, cells, scheme } = inputs;
  const { t } = useWords();
  const [view, setView] = useState<MapView | null>(null);
  const [drawn, setDrawn] = useState(false);
  const [hover, setHover] = useState<Hover | null>(null);
  const label = t("map.label");

  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of theme or language must not rebuild the map
  useEffect(() => {
    const map = new MapView({
      container: container.current!,
      base,
      scheme,
      resolution: market.resolution,
      camera: currentView().camera,
      bounds: focusBounds(cells),
      padding: mapFrame(),
      onHover: (id, x, y) => {
        const row = id === null ? undefined : cells.rowOf.get(id);
        map.setCursor(row === undefined ? "" : "pointer");
        setHover(row === undefined ? null : { row, x, y });
      },
      onChoose: id => {
        const known = cells.rowOf.has(id) && currentView().cell !== id;
        changeView({ cell: known ? id : null }, "step");
      },
      onCamera: camera => changeView({ camera }),
      onDrawn: () => setDrawn(true),
    });
    setView(map);
    return () => {
      map.close();
      setView(null);
      setDrawn(false);
      setHover(null);
    };
  }, [market, base, cells]);

  const { camera } = useView();
  useEffect(() => view?.look(camera), [view, camera]);
  useEffect(() => view?.setScheme(scheme), [view, scheme]);
  useEffect(() => view?.setLabel(label), [view, label]);
  const places = usePlaces(market.id, drawn).data;
  const areas = useAreas(market.id, drawn).data;
  useEffect(() => {
    if (places) view?.setNames(places, areas);
  }, [view, places, areas]);
  return { view, drawn, hover, areas };
}
