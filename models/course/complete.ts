import { type Period, shiftPeriod } from "../../core/period.ts";
import type { AbsentSales } from "../../data/market/absentSales.ts";
import type { GroupHistory } from "./history.ts";
import { fitLevelSeries, withoutHoles } from "./levelSeries.ts";
import { floored } from "./logs.ts";
import { type SeasonalDesign, seasonalDesign } from "./seasonality.ts";

/** Harmonics of the year of what stands in for unknown sales. */
const HARMONICS = 3;

interface Calendar {
  readonly period: Period;
  readonly periodStart: Int32Array;
}

/**
 * The history with what is unknown in it filled in, so that absent periods pull no level down and no memory of them is
 * a memory of nothing: each group's amounts are a structural series that was not observed there (level by the
 * smoother, season), with the noise of the periods before the gap, the same for all groups (Harvey 1989, 3.4.7).
 */
export function completeHistory(
  history: GroupHistory,
  absent: AbsentSales,
  calendar: Calendar,
): GroupHistory {
  const { groups, periods, byRival } = history;
  if (!absent.own.includes(1) && !absent.rivals.includes(1)) return history;
  const columns = byRival.length / periods;
  const nobody = Uint8Array.from(byRival, (_, at) => {
    const from = Math.floor(at / columns) * groups;
    return absent.rivals.subarray(from, from + groups).includes(0) ? 0 : 1;
  });
  return {
    ...history,
    own: filled(history.own, groups, absent.own, calendar),
    rivals: filled(history.rivals, groups, absent.rivals, calendar),
    byRival: filled(byRival, columns, nobody, calendar),
  };
}

/** A [period × column] table of amounts with the absent ones filled in. */
function filled(
  table: Float64Array,
  columns: number,
  absent: Uint8Array,
  { period, periodStart }: Calendar,
): Float64Array {
  const out = table.slice();
  if (!absent.includes(1)) return out;
  const known = floored(table, columns);
  const season = yearly(period, periodStart);
  for (const alike of columnsByHoles(absent, columns)) {
    const y = new Float64Array(periodStart.length * alike.length);
    const at = (t: number, s: number) => t * columns + alike[s];
    for (let i = 0; i < y.length; i++) {
      const from = at(Math.floor(i / alike.length), i % alike.length);
      y[i] = absent[from] === 1 ? Number.NaN : Math.log(known[from]);
    }
    const fit = fitLevelSeries(y, alike.length, periodStart, season);
    for (let s = 0; s < alike.length; s++) {
      const whole = withoutHoles(fit, y, alike.length, s);
      for (let t = 0; t < whole.length; t++) if (absent[at(t, s)] === 1) out[at(t, s)] = Math.exp(whole[t]);
    }
  }
  return out;
}

/** Columns that are unknown in the same periods, of those that are unknown in some and not in all. */
function columnsByHoles(absent: Uint8Array, columns: number): number[][] {
  const alike = new Map<string, number[]>();
  for (let c = 0; c < columns; c++) {
    const holes = absent.filter((_, at) => at % columns === c);
    if (!holes.includes(1) || !holes.includes(0)) continue;
    const key = holes.join("");
    alike.set(key, [...(alike.get(key) ?? []), c]);
  }
  return [...alike.values()];
}

function yearly(period: Period, periodStart: Int32Array): SeasonalDesign {
  const to = shiftPeriod(periodStart[periodStart.length - 1], 1, period);
  return seasonalDesign({
    period,
    country: null,
    from: periodStart[0],
    to,
    harmonics: HARMONICS,
    holidays: false,
  });
}
