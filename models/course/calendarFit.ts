import { cholesky, solveLower, solveUpper } from "../../core/cholesky.ts";
import { type Period, shiftPeriod } from "../../core/period.ts";
import type { AbsentSales } from "../../data/market/absentSales.ts";
import type { CalendarDesign } from "./calendarDesign.ts";
import { effectsAt, type PeriodEffects } from "./calendarEffects.ts";
import { type GroupHistory, marketTotal } from "./history.ts";
import { fitLevelSeries, type LevelSeries, whitened } from "./levelSeries.ts";
import { floored } from "./logs.ts";
import { type SeasonalDesign, seasonalDesign } from "./seasonality.ts";

/** Normal posterior of the coefficients: mean, and the lower factor of the inverse covariance. */
export interface CalendarFit {
  readonly mean: Float64Array;
  readonly precision: Float64Array;
}

export interface CalendarContext {
  readonly period: Period;
  readonly country: string | null;
  readonly periodStart: Int32Array;
}

/** Series of logs that share a season's design, and what the calendar adds to them. */
interface Block {
  readonly series: number;
  /** [period × series]; NaN: unknown. */
  readonly y: Float64Array;
  readonly season: SeasonalDesign;
  readonly effect: (of: PeriodEffects, s: number) => number;
}

const ROUNDS = 3;
const STEP = 1e-4;

/**
 * Learns the coefficients from all series at once by generalised least squares (Gauss–Newton, since effects of cells on
 * groups are not linear): the market's amounts, the groups' deviations and the rivals' shares, each with a season and a
 * level that moves, which are whitened out of the series and of the regressors.
 */
export function fitCalendar(
  design: CalendarDesign,
  history: GroupHistory,
  absent: AbsentSales,
  context: CalendarContext,
): CalendarFit {
  const { terms } = design;
  const prior = terms.map(term => term.prior);
  const blocks = blocksOf(history, absent, context);
  const fits = new Map<Block, LevelSeries>();
  let mean = Float64Array.from(prior, ([m]) => m);
  let precision: Float64Array = new Float64Array(0);
  for (let round = 0; round < ROUNDS; round++) {
    const square = new Float64Array(terms.length ** 2);
    const score = Float64Array.from(prior, ([m, sd], j) => (m - mean[j]) / sd ** 2);
    prior.forEach(([, sd], j) => {
      square[j * terms.length + j] = 1 / sd ** 2;
    });
    const slopes = slopesOf(design, mean, history.periods);
    for (const block of blocks) {
      const left = withoutEffects(block, slopes.base);
      // The ratios of variances hardly move once the effects are out of the series.
      if (round < 2) fits.set(block, fitLevelSeries(left, block.series, context.periodStart, block.season));
      addBlock(block, left, fits.get(block)!, slopes, { square, score });
    }
    precision = cholesky(square, terms.length)!;
    const step = solveUpper(precision, solveLower(precision, score));
    mean = mean.map((b, j) => b + step[j]);
  }
  return { mean, precision };
}

/** Effects under the coefficients and with each of them a step larger; null where nothing is touched. */
interface Slopes {
  readonly base: readonly (PeriodEffects | null)[];
  /** By term, of the periods that it touches. */
  readonly moved: readonly (readonly (PeriodEffects | null)[])[];
}

function slopesOf(design: CalendarDesign, mean: Float64Array, periods: number): Slopes {
  const at = Array.from({ length: periods }, (_, t) => t);
  const moved = design.terms.map((_, j) => {
    const step = mean.map((b, i) => (i === j ? b + STEP : b));
    return at.map(t => (design.touched[t]!.some(({ x }) => x.has(j)) ? effectsAt(design, step, t) : null));
  });
  return { base: at.map(t => effectsAt(design, mean, t)), moved };
}

function withoutEffects({ series, y, effect }: Block, base: Slopes["base"]): Float64Array {
  return y.map((v, at) => {
    const of = base[Math.floor(at / series)];
    return of ? v - effect(of, at % series) : v;
  });
}

/** Normal equations of a step. */
interface Equations {
  readonly square: Float64Array;
  readonly score: Float64Array;
}

/** Adds a block's part of the normal equations. */
function addBlock(
  { series, y, effect }: Block,
  left: Float64Array,
  fit: LevelSeries,
  { base, moved }: Slopes,
  { square, score }: Equations,
): void {
  const k = score.length;
  const column = new Float64Array(y.length);
  for (let s = 0; s < series; s++) {
    const noise = whitened(fit, left, series, s);
    const regressors = moved.map(of => {
      for (let t = 0; t < of.length; t++)
        column[t * series + s] = of[t] ? (effect(of[t]!, s) - effect(base[t]!, s)) / STEP : 0;
      return column.some(v => v !== 0) ? whitened(fit, column, series, s) : null;
    });
    regressors.forEach((a, i) => {
      if (a === null) return;
      score[i] += dot(a, noise);
      regressors.forEach((b, j) => {
        if (b !== null) square[i * k + j] += dot(a, b);
      });
    });
    column.fill(0);
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, v, i) => sum + v * b[i], 0);
}

/**
 * Logs of the market's total, of each brand's share of it, and of groups' amounts relative to the market's: a shock that
 * all brands share is then in the first one alone.
 */
function blocksOf(history: GroupHistory, absent: AbsentSales, context: CalendarContext): Block[] {
  const { groups, periods } = history;
  const brands = history.byRival.length / periods + 1;
  const unknown = Uint8Array.from({ length: periods }, (_, t) => {
    const of = (side: Uint8Array) => side.subarray(t * groups, (t + 1) * groups).includes(1);
    return of(absent.own) || of(absent.rivals) ? 1 : 0;
  });
  const logs = (series: number, value: (t: number, s: number) => number) =>
    Float64Array.from({ length: periods * series }, (_, at) => {
      const t = Math.floor(at / series);
      return unknown[t] === 1 ? Number.NaN : Math.log(value(t, at % series));
    });
  const own = marketTotal(history.own, groups);
  const byBrand = floored(
    Float64Array.from({ length: periods * brands }, (_, at) => {
      const [t, b] = [Math.floor(at / brands), at % brands];
      return b === 0 ? own[t] : history.byRival[t * (brands - 1) + b - 1];
    }),
    brands,
  );
  const total = marketTotal(byBrand, brands);
  const weekly = context.period === "week";
  const market: Block = {
    series: 1,
    y: logs(1, t => total[t]),
    season: seasonOf(context, weekly ? 12 : 5, true),
    effect: ({ total: of }) => of,
  };
  const shares: Block = {
    series: brands,
    y: logs(brands, (t, b) => byBrand[t * brands + b] / total[t]),
    season: seasonOf(context, weekly ? 6 : 3, true),
    effect: ({ brand, total: of }, b) => brand[b] - of,
  };
  const sides = [history.own, history.rivals];
  const amounts = sides.map(side => floored(side, groups));
  const totals = sides.map(side => floored(marketTotal(side, groups), 1));
  const deviations: Block = {
    series: 2 * groups,
    y: logs(2 * groups, (t, s) => amounts[s % 2][t * groups + (s >> 1)] / totals[s % 2][t]),
    season: seasonOf(context, 2, false),
    effect: ({ amount }, s) => amount[s] - amount[2 * groups + (s % 2)],
  };
  return [market, ...(brands > 1 ? [shares] : []), ...(groups > 1 ? [deviations] : [])];
}

function seasonOf(
  { period, country, periodStart }: CalendarContext,
  harmonics: number,
  holidays: boolean,
): SeasonalDesign {
  const to = shiftPeriod(periodStart[periodStart.length - 1], 1, period);
  return seasonalDesign({ period, country, from: periodStart[0], to, harmonics, holidays });
}
