import { useMemo } from "react";
import type { MarketInfo } from "../../app/api/schema.ts";
import type { Activity, Cells } from "../api/columns.ts";
import { useView } from "../state/view.ts";
import { activityBreaks, activityLayer, type LayerValues, staticLayer } from "./layerValues.ts";

/**
 * The layer that the view asks for, ready to be coloured. A layer that the input does not hold gives way to the
 * known accounts, which every market has; so does activity until it is loaded.
 */
export function useLayerValues(market: MarketInfo, cells: Cells, activity: Activity | null): LayerValues {
  const { layer, hours } = useView();
  const breaks = useMemo(() => activity && activityBreaks(activity), [activity]);
  return useMemo(() => {
    const moving = layer === "activity" && activity && breaks;
    if (moving) return activityLayer(activity, hours, market.activity === "day", breaks);
    const still = layer === "activity" ? null : staticLayer(cells, layer);
    return still ?? staticLayer(cells, "known")!;
  }, [market, cells, activity, breaks, layer, hours]);
}
