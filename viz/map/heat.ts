import { useMemo } from "react";
import { HEAT_METRICS, type HeatMetric } from "../../app/api/heat.ts";
import type { MarketInfo } from "../../app/api/schema.ts";
import { useActivity, useHeat } from "../api/client.ts";
import type { Activity } from "../api/columns.ts";
import { type HourWindow, wholeDays } from "../state/hourWindow.ts";
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
  /** Null while it is on its way, and where the market has none. */
  readonly columns: Activity | null;
  /** Only days are known. */
  readonly byDay: boolean;
  /** What is brushed, as this signal can tell it: whole days where days alone are known. */
  readonly window: HourWindow | null;
  readonly error: Error | null;
  readonly retry: () => void;
}

/**
 * The signal of the layer that is shown; beside a layer that does not move, the activity, else the heat.
 * While another metric is on its way the last one stays.
 * @param cellCount rows of the cells table; null while they are not known
 */
export function useWeekSignal(market: MarketInfo, cellCount: number | null): WeekSignal {
  const view = useView();
  const hot = view.layer === "heat" || market.activity === null;
  const metric = hot ? heatMetric(market, view) : null;
  const recorded = useActivity(market.id, cellCount, metric === null && market.activity !== null);
  const heat = useHeat(market.id, cellCount, metric);
  const { error, refetch } = metric === null ? recorded : heat;
  const signal =
    metric === null
      ? { layer: "activity" as const, metric, columns: recorded.data ?? null }
      : { layer: "heat" as const, metric: heat.data?.metric ?? metric, columns: heat.data?.columns ?? null };
  const byDay = (signal.metric === null ? market.activity : market.heat[signal.metric]) === "day";
  const window = useMemo(
    () => (byDay && view.hours ? wholeDays(view.hours) : view.hours),
    [byDay, view.hours],
  );
  return { ...signal, byDay, window, error, retry: () => void refetch() };
}
