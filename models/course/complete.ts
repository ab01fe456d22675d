import { type Period, shiftPeriod } from "../../core/period.ts";
import type { AbsentSales } from "../../data/market/absentSales.ts";
import { floored } from "./forecast.ts";
import type { GroupHistory } from "./history.ts";
import { type SeasonalDesign, seasonalDesign } from "./seasonality.ts";
import { fitStructural } from "./structural.ts";

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
  const n = periodStart.length;
  const out = table.slice();
  if (!absent.includes(1)) return out;
  const known = floored(table, columns);
  const season = yearly(period, periodStart);
  const rows = Array.from(periodStart, season.row);
  for (let c = 0; c < columns; c++) {
    const at = (t: number) => t * columns + c;
    const y = Float64Array.from(rows, (_, t) => (absent[at(t)] === 1 ? Number.NaN : Math.log(known[at(t)])));
    if (!y.some(Number.isNaN) || y.every(Number.isNaN)) continue;
    const { smoothed, residuals } = fitStructural(y, 1, rows, season.precision);
    for (let t = 0; t < n; t++) if (absent[at(t)] === 1) out[at(t)] = Math.exp(smoothed[t] + residuals[t]);
  }
  return out;
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
