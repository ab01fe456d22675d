import { type Summary, summarise } from "../../core/stats.ts";
import type { Ensemble } from "../../sim/ensemble.ts";
import type { GroupedRuns, Grouping } from "../../sim/record.ts";
import { marketGrouping, territoryGrouping } from "../../sim/twinModel.ts";
import { KNOWN_NAMES, METRIC_NAMES, type MetricName, SUMMED_NAMES, scaleOf } from "../../twin/metrics.ts";
import type { Twin } from "../../twin/source.ts";

/** By metric; null where the figure is withheld, or no run has it. */
export type Figures = Readonly<Partial<Record<MetricName, Summary | null>>>;

export interface FigureScale {
  /** Amounts are recorded in minor units and printed in major ones. */
  readonly minorUnits: number;
  /** Metrics that are null because this market cannot know them. */
  readonly withheld: readonly MetricName[];
}

const known = (grouping: string): string => `${grouping} of known accounts`;

/** What figures are read from: everybody by market and territory, and known accounts besides where there are others. */
export function figureGroupings(twin: Twin): Grouping[] {
  const by = { market: "period", territory: "horizon" } as const;
  const everybody = [
    marketGrouping(twin, { metrics: SUMMED_NAMES, by: by.market }),
    territoryGrouping(twin, { metrics: SUMMED_NAMES, by: by.territory }),
  ];
  if (!twin.header.units.some(unit => unit.dark)) return everybody;
  const ofKnown = [
    marketGrouping(twin, { metrics: KNOWN_NAMES, by: by.market }, "known"),
    territoryGrouping(twin, { metrics: KNOWN_NAMES, by: by.territory }, "known"),
  ];
  return [...everybody, ...ofKnown.map(grouping => ({ ...grouping, name: known(grouping.name) }))];
}

/** Figures of the market or a territory over the whole horizon, stocks at its end. */
export function totalFigures(
  ensemble: Ensemble,
  level: "market" | "territory",
  group: number,
  scale: FigureScale,
): Figures {
  return figures(ensemble, level, scale, (runs, metric) => runs.total(group, metric));
}

/** Figures of the market in one period. */
export function periodFigures(ensemble: Ensemble, period: number, scale: FigureScale): Figures {
  return figures(ensemble, "market", scale, (runs, metric) => runs.period(0, period, metric));
}

function figures(
  { groups }: Ensemble,
  level: string,
  { minorUnits, withheld }: FigureScale,
  read: (runs: GroupedRuns, metric: MetricName) => Float64Array,
): Figures {
  return Object.fromEntries(
    METRIC_NAMES.flatMap(metric => {
      const runs = groups.get(metric.endsWith("_known") ? known(level) : level);
      if (runs === undefined) return [];
      if (withheld.includes(metric)) return [[metric, null]];
      // A run without any sales has no share; it is left out of the share's distribution.
      const values = read(runs, metric).filter(Number.isFinite);
      const scale = scaleOf(metric, minorUnits);
      return [[metric, values.length > 0 ? summarise(values.map(value => value / scale)) : null]];
    }),
  );
}
