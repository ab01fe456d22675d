import { type Period, yearPeriods } from "../../core/period.ts";
import { quantileSorted, summarise } from "../../core/stats.ts";
import { crps } from "../scores.ts";
import { plainIndex } from "./benchmarks/plainIndex.ts";
import { seasonalNaive } from "./benchmarks/seasonalNaive.ts";
import { type Horizon, horizons } from "./horizons.ts";

/** Scores over units × periods ahead. Errors are WAPE: the twin's of its median; CRPS is a mean, in units of the currency. */
export interface CourseErrors {
  readonly wape: number;
  readonly wapeSeasonalNaive: number;
  readonly wapePlainIndex: number;
  readonly crps: number;
  readonly crpsSeasonalNaive: number;
  /** Shares of what happened inside the intervals. */
  readonly coverage80: number;
  readonly coverage95: number;
}

export interface CourseScore extends CourseErrors {
  readonly byHorizon: readonly (Horizon & CourseErrors)[];
}

/** Own sales of some units: what happened, and what was foretold. */
export interface Course {
  readonly period: Period;
  /** Periods that the twin knew. */
  readonly known: number;
  readonly ahead: number;
  /** Amounts of each unit by period, those known and those ahead. */
  readonly actual: readonly Float64Array[];
  /** Runs of a unit in a period ahead, counted from 0. */
  readonly runs: (unit: number, ahead: number) => Float64Array;
}

/** One unit in one period ahead. */
interface Point {
  readonly ahead: number;
  readonly actual: number;
  readonly error: number;
  readonly naiveError: number;
  readonly indexError: number;
  readonly crps: number;
  readonly naiveCrps: number;
  readonly inside80: boolean;
  readonly inside95: boolean;
}

/** Scores the runs beside seasonal naive and the plain index, over all periods ahead and by horizon. */
export function scoreCourse(course: Course): CourseScore {
  const points = course.actual.flatMap((_, unit) => pointsOf(course, unit));
  const byHorizon = horizons(course.period, course.ahead).map(({ from, to }) => ({
    ...{ from, to },
    ...errorsOf(points.filter(({ ahead }) => ahead >= from && ahead <= to)),
  }));
  return { ...errorsOf(points), byHorizon };
}

function pointsOf({ period, known, ahead, actual, runs }: Course, unit: number): Point[] {
  const series = actual[unit];
  const year = yearPeriods(period);
  const naive = seasonalNaive(series, known, year);
  const index = plainIndex(series, known, year);
  return Array.from({ length: ahead }, (_, h) => {
    const sample = runs(unit, h).sort();
    const truth = series[known + h];
    const inside = (share: number): boolean =>
      truth >= quantileSorted(sample, (1 - share) / 2) && truth <= quantileSorted(sample, (1 + share) / 2);
    return {
      ahead: h + 1,
      actual: truth,
      error: Math.abs(quantileSorted(sample, 0.5) - truth),
      naiveError: Math.abs(naive.at(h) - truth),
      indexError: Math.abs(index(h) - truth),
      crps: crps(sample, truth),
      naiveCrps: crps(naive.ensemble(h), truth),
      inside80: inside(0.8),
      inside95: inside(0.95),
    };
  });
}

function errorsOf(points: readonly Point[]): CourseErrors {
  const sum = (pick: (point: Point) => number): number =>
    points.reduce((total, point) => total + pick(point), 0);
  const size = sum(({ actual }) => Math.abs(actual));
  return {
    wape: sum(point => point.error) / size,
    wapeSeasonalNaive: sum(point => point.naiveError) / size,
    wapePlainIndex: sum(point => point.indexError) / size,
    crps: sum(point => point.crps) / points.length,
    crpsSeasonalNaive: sum(point => point.naiveCrps) / points.length,
    coverage80: sum(point => Number(point.inside80)) / points.length,
    coverage95: sum(point => Number(point.inside95)) / points.length,
  };
}

/** The sum over all periods ahead, in units of the currency. */
export interface SumScore {
  readonly actual: number;
  readonly seasonalNaive: number;
  readonly mean: number;
  readonly p05: number;
  readonly p50: number;
  readonly p95: number;
}

/**
 * @param course of one unit
 * @param sums each run's sum over the periods ahead
 */
export function scoreSum({ period, known, ahead, actual }: Course, sums: Float64Array): SumScore {
  const [series] = actual;
  const naive = seasonalNaive(series, known, yearPeriods(period));
  const { mean, p05, p50, p95 } = summarise(sums);
  let [came, repeated] = [0, 0];
  for (let h = 0; h < ahead; h++) {
    came += series[known + h];
    repeated += naive.at(h);
  }
  return { actual: came, seasonalNaive: repeated, mean, p05, p50, p95 };
}
