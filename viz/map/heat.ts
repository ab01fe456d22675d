import { HEAT_METRICS, type HeatMetric } from "../../app/api/heat.ts";
import type { MarketInfo } from "../../app/api/schema.ts";
import { useActivity, useHeat } from "../api/client.ts";
import type { Activity } from "../api/columns.ts";
import { useView, type View } from "../state/view.ts";

/** Metrics of the heat that the market has signals of. */
export function heatMetrics(market: MarketInfo): HeatMetric[] {
  return HEAT_METRICS.filter(metric => market.heat[metric] !== null);
}

/** The metric that the view asks for, else the first that the market has; null where it has none. */
export function heatMetric(market: MarketInfo, { heat }: Pick<View, "heat">): HeatMetric | null {
  const known = heatMetrics(market);
  return known.find(metric => metric === heat) ?? known[0] ?? null;
}

/** What moves with time: the heat's metric in the layer of that name, the record's activity elsewhere. */
export interface WeekSignal {
  readonly layer: "heat" | "activity";
  /** Null but for the heat. */
  readonly metric: HeatMetric | null;
  readonly columns: Activity | null;
  /** Only days are known. */
  readonly byDay: boolean;
}

export function useWeekSignal(market: MarketInfo, cellCount: number, drawn: boolean): WeekSignal {
  const view = useView();
  const metric = view.layer === "heat" ? heatMetric(market, view) : null;
  const recorded = useActivity(market.id, cellCount, drawn && market.activity !== null).data ?? null;
  const heat = useHeat(market.id, cellCount, metric).data ?? null;
  if (metric === null)
    return { layer: "activity", metric, columns: recorded, byDay: market.activity === "day" };
  return { layer: "heat", metric, columns: heat, byDay: market.heat[metric] === "day" };
}
