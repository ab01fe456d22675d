import { type Period, periodEnd, periodStartOf } from "../../core/period.ts";
import { type HolidaySeries, holidaySeries } from "./holidays.ts";

/**
 * Seasonal regressors of a period: harmonics of the year, holidays with the weeks around them, and the place of
 * the week in the month (price lists and promotions change with the month).
 *
 * Each regressor carries the precision of its prior N(0, σ²/precision), σ² being the variance of the noise, so
 * that what a short history cannot show stays at zero. High harmonics are shrunk with the square of their order
 * (a smoothness prior on the seasonal curve).
 */
export interface SeasonalDesign {
  readonly names: readonly string[];
  readonly precision: Float64Array;
  /** Regressors of the period that starts on `day`; length = names.length. */
  readonly row: (day: number) => Float64Array;
}

export interface SeasonalOptions {
  readonly period: Period;
  readonly country: string | null;
  /** Days between which rows will be asked for. */
  readonly from: number;
  readonly to: number;
  readonly harmonics: number;
  readonly holidays: boolean;
}

const TROPICAL_YEAR = 365.2425;
/** Prior precision of the k-th harmonic is this times k². */
const HARMONIC_PRECISION = 0.1;
const HOLIDAY_PRECISION = 8;

/** Share of a holiday's days that fall in the period. */
function overlap(series: HolidaySeries, from: number, to: number): number {
  let share = 0;
  for (const { start, end } of series.spans) {
    const days = Math.min(end, to) - Math.max(start, from) + 1;
    if (days > 0) share += days / (end - start + 1);
  }
  return share;
}

/** Working days of the week in the last 7, the 7 before, and the first 7 days of a month, as shares. */
function monthPosition(monday: number): [number, number, number] {
  const position: [number, number, number] = [0, 0, 0];
  for (let day = monday; day < monday + 5; day++) {
    const left = periodEnd(day, "month") - day;
    if (left < 7) position[0] += 0.2;
    else if (left < 14) position[1] += 0.2;
    else if (day - periodStartOf(day, "month") < 7) position[2] += 0.2;
  }
  return position;
}

/** Builds the regressors for a market's calendar. */
export function seasonalDesign(options: SeasonalOptions): SeasonalDesign {
  const weekly = options.period === "week";
  const series = options.holidays ? holidaySeries(options.country, options.from - 60, options.to + 60) : [];
  const lags = weekly ? [-1, 0, 1] : [0];
  const names: string[] = [];
  const precision: number[] = [];
  for (let k = 1; k <= options.harmonics; k++) {
    names.push(`cos ${k}`, `sin ${k}`);
    precision.push(HARMONIC_PRECISION * k * k, HARMONIC_PRECISION * k * k);
  }
  for (const { name } of series) {
    for (const lag of lags) {
      names.push(`${name} ${lag}`);
      precision.push(HOLIDAY_PRECISION);
    }
  }
  if (weekly) {
    names.push("month end", "week before month end", "month start");
    precision.push(HOLIDAY_PRECISION, HOLIDAY_PRECISION, HOLIDAY_PRECISION);
  }
  const row = (day: number): Float64Array => {
    const x = new Float64Array(names.length);
    const end = periodEnd(day, options.period);
    let j = 0;
    for (let k = 1; k <= options.harmonics; k++) {
      const angle = (2 * Math.PI * k * ((day + end) / 2)) / TROPICAL_YEAR;
      x[j++] = Math.cos(angle);
      x[j++] = Math.sin(angle);
    }
    for (const holiday of series) {
      for (const lag of lags) x[j++] = overlap(holiday, day - 7 * lag, end - 7 * lag);
    }
    if (weekly) x.set(monthPosition(day), j);
    return x;
  };
  return { names, precision: Float64Array.from(precision), row };
}
