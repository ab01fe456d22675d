import { SegmentedControl } from "@mantine/core";
import type { HeatMetric } from "../../app/api/heat.ts";
import type { MarketInfo } from "../../app/api/schema.ts";
import { useWords } from "../i18n/useWords.ts";
import { changeView, useView } from "../state/view.ts";
import { heatMetric, heatMetrics } from "./heat.ts";

/** Which signal the heat shows; nothing to choose where the market has one. */
export function HeatSwitch({ market }: { market: MarketInfo }) {
  const { t } = useWords();
  const view = useView();
  const metrics = heatMetrics(market);
  if (metrics.length < 2) return null;
  return (
    <SegmentedControl
      size="xs"
      fullWidth
      aria-label={t("heat.switch")}
      value={heatMetric(market, view) ?? ""}
      data={metrics.map(metric => ({ value: metric, label: t(`heat.${metric}`) }))}
      onChange={metric => changeView({ heat: metric as HeatMetric })}
    />
  );
}
