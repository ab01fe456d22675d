import { isoDay, shiftPeriod, yearPeriods } from "../../core/period.ts";
import type { Progress } from "../../core/progress.ts";
import { summarise } from "../../core/stats.ts";
import type { Market } from "../../data/market/market.ts";
import type { ColumnTable } from "../../data/tables/columnTable.ts";
import { rivalsKnown } from "../../models/dark/rivals.ts";
import {
  againstLastYear,
  type CourseMeans,
  type CourseParts,
} from "../../scenarios/compare/againstLastYear.ts";
import { type Ensemble, runEnsemble } from "../../sim/ensemble.ts";
import type { Grouping } from "../../sim/record.ts";
import { createRunner } from "../../sim/runner.ts";
import { areaGrouping, kernelModel, marketGrouping, territoryGrouping } from "../../sim/twinModel.ts";
import { brandAmounts } from "../../twin/metrics.ts";
import type { Twin } from "../../twin/source.ts";
import { FORECAST_SCOPE } from "../api/scopes.ts";
import { behindOf } from "../results/yearBehind.ts";
import type { YearAhead } from "../state/manifest.ts";
import { sumActuals } from "./actuals.ts";
import { type ForecastLevel, forecastTable } from "./forecastTable.ts";

/** Runs of the baseline ensemble: one for each joint draw of the twin. */
export const BASELINE_RUNS = 256;
/** History that the forecast table keeps by area: two years of weeks. By market and territory it keeps all. */
const AREA_PAST = 104;

export interface Baseline {
  readonly forecast: ColumnTable;
  readonly ahead: YearAhead;
}

export interface BaselineOptions {
  readonly threads: number;
  readonly seed: number;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Simulates a year of today's course: the `forecast` table is this ensemble, beside what happened before. Dark accounts
 * live in it too, but the figures are those of known accounts, as history's are.
 */
export async function simulateBaseline(
  market: Market,
  twin: Twin,
  options: BaselineOptions,
): Promise<Baseline> {
  const { threads, seed, onProgress, signal } = options;
  const keep = { metrics: brandAmounts(twin.header.brands.length), by: "period" } as const;
  const groupings = [
    marketGrouping(twin, keep, "known"),
    territoryGrouping(twin, keep, "known"),
    areaGrouping(twin, keep, "known"),
  ];
  const runner = createRunner({ threads });
  try {
    const ensemble = await runEnsemble(kernelModel(twin), runner, {
      seed,
      runs: BASELINE_RUNS,
      horizon: yearPeriods(market.period),
      groupings: groupings.filter(grouping => grouping.count > 0),
      onProgress: progress => onProgress?.({ stage: "forecast", ...progress }),
      signal,
    });
    return {
      forecast: tableOf(market, twin, ensemble),
      ahead: yearAhead(market, twin, ensemble),
    };
  } finally {
    await runner.close();
  }
}

function yearAhead(market: Market, twin: Twin, ensemble: Ensemble): YearAhead {
  const { minorUnits } = twin.header;
  const { mean, p05, p95 } = summarise(ensemble.groups.get("market")!.total(0, "amount:0"));
  const own = { mean: mean / minorUnits, p05: p05 / minorUnits, p95: p95 / minorUnits };
  const year = yearPeriods(market.period);
  const behind = market.periodStart.length < year ? null : behindOf(market, { dark: null }, null, year);
  return {
    scope: FORECAST_SCOPE,
    own,
    runs: ensemble.runs,
    seed: ensemble.seed,
    against_last_year: behind && againstLastYear(courseOf(market, twin, ensemble), behind, new Set()),
  };
}

/** Means of known accounts over the year ahead, major units. */
function courseOf(market: Market, { header }: Twin, { groups }: Ensemble): CourseParts<CourseMeans> {
  const rivals = rivalsKnown(market) === "accounts";
  const means = (level: string, group: number): CourseMeans => {
    const amounts = brandAmounts(header.brands.length).map(
      amount => summarise(groups.get(level)!.total(group, amount)).mean / header.minorUnits,
    );
    const all = amounts.reduce((sum, amount) => sum + amount, 0);
    return { own_amount_known: amounts[0]!, market_amount_known: rivals ? all : null };
  };
  return {
    market: means("market", 0),
    territories: Object.fromEntries(header.territories.map((id, t) => [id, means("territory", t)])),
  };
}

function tableOf(market: Market, twin: Twin, ensemble: Ensemble): ColumnTable {
  const { firstPeriodStart, period, brands, minorUnits } = twin.header;
  const levels = [...ensemble.groups.values()].map(({ grouping }) => levelOf(market, ensemble, grouping));
  return forecastTable(levels, {
    brands,
    minorUnits,
    rivals: rivalsKnown(market) === "accounts",
    past: Array.from(market.periodStart, isoDay),
    ahead: Array.from({ length: ensemble.horizon }, (_, t) =>
      isoDay(shiftPeriod(firstPeriodStart, t, period)),
    ),
  });
}

function levelOf(market: Market, ensemble: Ensemble, { name }: Grouping): ForecastLevel {
  const runs = ensemble.groups.get(name)!;
  const level = name as ForecastLevel["level"];
  const ids = {
    market: [null],
    territory: market.territories.map(t => t.id),
    area: market.areas.map(a => a.id),
  }[level];
  const { territory, area } = market.accounts;
  const unitOf = { market: () => 0, territory: (i: number) => territory[i]!, area: (i: number) => area[i]! }[
    level
  ];
  return {
    level,
    ids,
    actuals: sumActuals(market, ids.length, unitOf),
    past: level === "area" ? AREA_PAST : market.periodStart.length,
    ahead: (unit, brand, period) => summarise(runs.period(unit, period, `amount:${brand}`)),
  };
}
