import type { Activity, Cells } from "../api/columns.ts";
import type { LayerId } from "../state/address.ts";
import type { HourWindow } from "../state/hourWindow.ts";
import { sampleWeights, windowDensity } from "./activityWindow.ts";
import { type Breaks, quantileBreaks, shareBreaks } from "./scale.ts";

/** A layer ready to be coloured. `values` has one entry a cell; NaN and, but for shares, 0 mean "none". */
export interface LayerValues {
  readonly layer: LayerId;
  readonly values: ArrayLike<number>;
  readonly breaks: Breaks;
}

/** Own share over all cells together; null where rivals' sales are not in the input. */
export function shareOfMarket(cells: Cells): number | null {
  if (!cells.marketAmount) return null;
  let own = 0;
  let market = 0;
  for (let row = 0; row < cells.count; row++) {
    if (!(cells.marketAmount[row]! > 0)) continue;
    own += cells.ownAmount[row]!;
    market += cells.marketAmount[row]!;
  }
  return market > 0 ? own / market : null;
}

/** The column behind a layer; null where the input does not hold it. */
export function layerColumn(cells: Cells, layer: LayerId): Float64Array | null {
  if (layer === "heat") return null;
  if (layer === "known") return cells.knownAccounts;
  if (layer === "own") return cells.ownAmount;
  if (layer === "market") return cells.marketAmount;
  if (layer === "share") return cells.ownShare;
  return cells.activity;
}

/** Values and breaks of a layer that does not move with time. */
export function staticLayer(cells: Cells, layer: LayerId): LayerValues | null {
  const values = layerColumn(cells, layer);
  if (!values) return null;
  const breaks = layer === "share" ? shareBreaks(shareOfMarket(cells) ?? 0.5) : quantileBreaks(values);
  return { layer, values, breaks };
}

/** Fixed breaks of the activity or the heat, for every window. */
export function activityBreaks(activity: Activity): Breaks {
  return quantileBreaks(sampleWeights(activity));
}

/** The activity, or the heat, in a window. */
export function activityLayer(
  layer: "activity" | "heat",
  activity: Activity,
  window: HourWindow | null,
  byDay: boolean,
  breaks: Breaks,
): LayerValues {
  return { layer, values: windowDensity(activity, window, byDay), breaks };
}

/** Whether a cell has a value to colour: a share of 0 is a value, an amount or count of 0 is none. */
export function hasValue(layer: LayerId, value: number): boolean {
  return layer === "share" ? value >= 0 : value > 0;
}
