import { HEAT_METRICS, type HeatMetric } from "../../app/api/heat.ts";
import type { MarketInfo } from "../../app/api/schema.ts";
import type { View } from "../state/address.ts";

/** Metrics of the heat that the market has signals of. */
export function heatMetrics(market: MarketInfo): HeatMetric[] {
  return HEAT_METRICS.filter(metric => market.heat[metric] !== null);
}

/** The metric that the view asks for, else the first that the market has; null where it has none. */
export function heatMetric(market: MarketInfo, { heat }: Pick<View, "heat">): HeatMetric | null {
  const known = heatMetrics(market);
  return known.find(metric => metric === heat) ?? known[0] ?? null;
}
