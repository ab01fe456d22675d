import type { Summary } from "../../core/stats.ts";
import type { ColumnTable } from "../../data/tables/columnTable.ts";
import { type Actuals, actualSeries } from "./actuals.ts";

/** One level of the forecast table. */
export interface ForecastLevel {
  readonly level: "market" | "territory" | "area";
  /** Null for the market. */
  readonly ids: readonly (string | null)[];
  readonly actuals: Actuals;
  /** Periods of history to write, counted from its end. */
  readonly past: number;
  /** The forecast of a unit's brand in a period ahead, in minor currency units. */
  readonly ahead: (unit: number, brand: number, period: number) => Summary;
}

export interface ForecastFrame {
  readonly brands: readonly string[];
  /** First days (ISO) of the periods of history and of those ahead. */
  readonly past: readonly string[];
  readonly ahead: readonly string[];
  readonly minorUnits: number;
  /** Whether rivals' sales are known at accounts. Where they are not, rows of rivals have no figures. */
  readonly rivals: boolean;
}

const QUANTITIES = ["mean", "p05", "p25", "p50", "p75", "p95"] as const;

/**
 * The `forecast` table: for each level, unit and brand the past with its `actual`, then the periods ahead with
 * mean and quantiles. Amounts in major currency units; ascending by period inside of each series.
 */
export function forecastTable(levels: readonly ForecastLevel[], frame: ForecastFrame): ColumnTable {
  const rows = levels.reduce((n, level) => n + levelRows(level, frame), 0);
  const period: string[] = [];
  const level: string[] = [];
  const id: (string | null)[] = [];
  const brand: string[] = [];
  const figures = Object.fromEntries(
    [...QUANTITIES, "actual"].map(name => [name, new Float64Array(rows).fill(Number.NaN)]),
  );
  const startRow = (one: ForecastLevel, unit: number, name: string, day: string): number => {
    period.push(day);
    level.push(one.level);
    id.push(one.ids[unit]!);
    return brand.push(name) - 1;
  };
  for (const one of levels) {
    for (let unit = 0; unit < one.ids.length; unit++) {
      for (const [b, name] of frame.brands.entries()) {
        const series = actualSeries(one.actuals, unit, b);
        const known = b === 0 || frame.rivals;
        for (let t = Math.max(0, frame.past.length - one.past); t < frame.past.length; t++) {
          const row = startRow(one, unit, name, frame.past[t]!);
          if (known) figures.actual![row] = series[t]! / frame.minorUnits;
        }
        for (const [t, day] of frame.ahead.entries()) {
          const row = startRow(one, unit, name, day);
          if (!known) continue;
          const summary = one.ahead(unit, b, t);
          for (const quantity of QUANTITIES) figures[quantity]![row] = summary[quantity] / frame.minorUnits;
        }
      }
    }
  }
  const text = { period, level, id, brand };
  return {
    name: "forecast",
    rows,
    columns: [
      ...Object.entries(text).map(([name, values]) => ({ name, type: "utf8" as const, values })),
      ...Object.entries(figures).map(([name, values]) => ({ name, type: "float64" as const, values })),
    ],
  };
}

function levelRows({ ids, past }: ForecastLevel, { brands, past: history, ahead }: ForecastFrame): number {
  return ids.length * brands.length * (Math.min(past, history.length) + ahead.length);
}
