import { useMemo } from "react";
import type { Cells } from "../api/columns.ts";
import { useView } from "../state/view.ts";
import type { WeekSignal } from "./heat.ts";
import { activityBreaks, activityLayer, type LayerValues, staticLayer } from "./layerValues.ts";

/**
 * The layer that the view asks for, ready to be coloured. A layer that the input does not hold gives way to the
 * known accounts, which every market has; so do activity and heat until they are loaded.
 */
export function useLayerValues(cells: Cells, signal: WeekSignal): LayerValues {
  const { layer } = useView();
  const { columns, byDay, metric, window, layer: moving } = signal;
  const breaks = useMemo(() => columns && activityBreaks(columns), [columns]);
  return useMemo(() => {
    // The heat spreads a day over its hours, so it is told by the hour always.
    if (layer === moving && columns && breaks)
      return activityLayer(
        { layer: moving, metric },
        columns,
        window,
        byDay && moving === "activity",
        breaks,
      );
    const still = layer === "activity" || layer === "heat" ? null : staticLayer(cells, layer);
    return still ?? staticLayer(cells, "known")!;
  }, [cells, columns, byDay, metric, moving, breaks, layer, window]);
}
