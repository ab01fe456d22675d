import type { HeatMetric } from "../../app/api/heat.ts";
import type { Activity, Cells, Estimates } from "../api/columns.ts";
import { LAYERS, type LayerId } from "../state/address.ts";
import type { HourWindow } from "../state/hourWindow.ts";
import { sampleWeights, windowDensity } from "./activityWindow.ts";
import { certainties } from "./certainty.ts";
import { type Breaks, quantileBreaks, shareBreaks } from "./scale.ts";

/** A layer ready to be coloured. `values` has one entry a cell; NaN and, but for shares, 0 mean "none". */
export interface LayerValues {
  readonly layer: LayerId;
  readonly values: ArrayLike<number>;
  readonly breaks: Breaks;
  /** Where the values are means of estimates: the ends of their 90% intervals. */
  readonly estimates: Estimates | null;
  /** 1 for a sure value, 0 for one that is hardly known; null where nothing is estimated. One entry a cell. */
  readonly certainty: Float32Array | null;
  /** What the heat is of; null in every other layer. */
  readonly metric: HeatMetric | null;
  /** The hours of the week that the values are of; null: all of them, as in every layer that does not move. */
  readonly window: HourWindow | null;
  /** The market is more than what is known of it: shares and amounts count the dark part too. */
  readonly whole: boolean;
}

/** Breaks of the spread between methods: a share of their mean, the same in every market. */
const SPREAD_BREAKS: Breaks = [0.1, 0.2, 0.35, 0.5, 0.75, 1];

/** Own share over all cells together, own sales at dark accounts too where they are estimated; null where rivals' sales are not in the input. */
export function shareOfMarket(cells: Cells): number | null {
  if (!cells.market) return null;
  let own = 0;
  let market = 0;
  for (let row = 0; row < cells.count; row++) {
    if (!(cells.market.mean[row]! > 0)) continue;
    own += cells.ownAmount[row]! + (cells.dark?.ownAmount?.mean[row] || 0);
    market += cells.market.mean[row]!;
  }
  return market > 0 ? own / market : null;
}

/** The column behind a layer; null where neither the input nor the build holds it. */
function layerColumn(cells: Cells, layer: LayerId): Float64Array | null {
  if (layer === "heat") return null;
  if (layer === "known") return cells.knownAccounts;
  if (layer === "own") return cells.ownAmount;
  if (layer === "share") return cells.ownShare;
  if (layer === "spread") return cells.methodSpread;
  if (layer === "wallet") return cells.wallet;
  if (layer === "activity") return cells.activity;
  return layerEstimates(cells, layer)?.mean ?? null;
}

/** The estimates behind a layer; null where its values are counted rather than estimated. */
function layerEstimates(cells: Cells, layer: LayerId): Estimates | null {
  if (layer === "dark") return cells.dark?.accounts ?? null;
  if (layer === "untapped") return cells.dark?.untapped ?? null;
  if (layer === "share") return cells.dark?.ownShare ?? null;
  return layer === "market" ? cells.market : null;
}

/** The layers that a market has, in the order in which they are offered; the heat comes on its own. */
export function layersOf(cells: Cells, heat: boolean): LayerId[] {
  return LAYERS.filter(layer => (layer === "heat" ? heat : layerColumn(cells, layer) !== null));
}

/** Values and breaks of a layer that does not move with time. */
export function staticLayer(cells: Cells, layer: LayerId): LayerValues | null {
  const values = layerColumn(cells, layer);
  if (!values) return null;
  const estimates = layerEstimates(cells, layer);
  return {
    layer,
    values,
    breaks: breaksOf(cells, layer, values),
    estimates,
    certainty: estimates && certainties(estimates, layer === "share" ? "share" : "figure"),
    metric: null,
    window: null,
    whole: cells.dark !== null,
  };
}

function breaksOf(cells: Cells, layer: LayerId, values: Float64Array): Breaks {
  if (layer === "share") return shareBreaks(shareOfMarket(cells) ?? 0.5);
  return layer === "spread" ? SPREAD_BREAKS : quantileBreaks(values);
}

/** Fixed breaks of the activity or the heat, for every window. */
export function activityBreaks(activity: Activity): Breaks {
  return quantileBreaks(sampleWeights(activity));
}

/** The activity, or the heat, in a window. */
export function activityLayer(
  { layer, metric }: { layer: "activity" | "heat"; metric: HeatMetric | null },
  activity: Activity,
  window: HourWindow | null,
  byDay: boolean,
  breaks: Breaks,
): LayerValues {
  const values = windowDensity(activity, window, byDay);
  return { layer, values, breaks, estimates: null, certainty: null, metric, window, whole: false };
}

/** Whether a cell has a value to colour: a share of 0 is a value, an amount or count of 0 is none. */
export function hasValue(layer: LayerId, value: number): boolean {
  return layer === "share" ? value >= 0 : value > 0;
}
