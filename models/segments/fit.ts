import { yearPeriods } from "../../core/period.ts";
import type { Market } from "../../data/market/market.ts";
import { NO_BEHAVIOUR } from "../../twin/layout.ts";
import { type AxesAt, axesAt, type SegmentInputs } from "./axes.ts";
import { chooseClusters } from "./choose.ts";
import { clusterCentres, nearestCentre, type Point } from "./cluster.ts";
import { LAPSED, nameClusters, PROSPECTS } from "./names.ts";
import { predictionBySegment } from "./predict.ts";
import { profilesOf } from "./profile.ts";
import { type AxisScale, coordinates, fitScales, scaleAxes } from "./scale.ts";
import { fitTransitions } from "./transitions.ts";
import type { Segments } from "./types.ts";

export interface SegmentOptions {
  readonly seed: number;
  /** Bootstrap samples that judge stability; default 20. */
  readonly samples?: number;
  readonly inputs?: SegmentInputs;
}

const SAMPLES = 20;
/** Quarters back that are told, where history is long enough: three years. */
const QUARTERS = 12;

/**
 * Sorts accounts into segments today and at the quarters before, with the scales and centres of today. The same market and
 * seed give the same segments, bit for bit.
 */
export function fitSegments(market: Market, options: SegmentOptions): Segments {
  const { seed, samples = SAMPLES, inputs = {} } = options;
  const end = market.periodStart.length;
  const today = axesAt(market, end, inputs);
  const buyers = clustered(market, today, end);
  const scales = fitScales(today.raw, buyers);
  const values = scaleAxes(today.raw, scales, market.accounts.count);
  const points = buyers.map(i => coordinates(values, scales, i));
  const { centres, stability } =
    points.length > 0 && scales.length > 0 ? chooseClusters(points, seed, samples) : NONE;
  const sorting = { scales, centres: bySize(centres, scales) };
  const codes = classify(market, today, end, sorting);
  const list = [
    ...nameClusters(profilesOf(market, today, codes, scales, values, sorting.centres.length)),
    PROSPECTS,
    LAPSED,
  ];
  const dates = quarterDates(market, end);
  const path = new Uint8Array(dates.length * market.accounts.count);
  dates.forEach((date, d) => {
    const then = date === end ? codes : classify(market, axesAt(market, date, inputs), date, sorting);
    path.set(then, d * market.accounts.count);
  });
  const transitions = fitTransitions(market, {
    dates,
    path: closedOnce(market, dates, path),
    segments: list.length,
    gone: list.indexOf(LAPSED),
    seed,
  });
  return {
    axes: scales.map(({ key }) => key),
    list,
    dates,
    path: withoutClosed(market, dates, path),
    values,
    own: today.buying.own,
    market: market.brands.length > 1 ? today.buying.all : null,
    transitions,
    stability,
    prediction: predictHiddenYear(market, today, sorting.centres.length, seed),
  };
}

const NONE = { centres: [] as Point[], stability: { ariMedian: 1, ariP05: 1, samples: 0 } };

interface Sorting {
  readonly scales: readonly AxisScale[];
  readonly centres: readonly Point[];
}

/** Accounts that are sorted by their axes: open ones with an own purchase in the year. */
function clustered(market: Market, at: AxesAt, end: number): number[] {
  return Array.from(at.present.keys()).filter(
    i => at.present[i] === 1 && at.buying.active[i] > 0 && !closedBy(market, i, end),
  );
}

function closedBy({ accounts, periodStart }: Market, account: number, end: number): boolean {
  const day = end < periodStart.length ? periodStart[end] : periodStart[end - 1] + 6;
  return accounts.closed[account] <= day;
}

/** Segment codes after `end` periods: rules for who is gone and who never came, else the nearest centre. */
function classify(market: Market, at: AxesAt, end: number, { scales, centres }: Sorting): Uint8Array {
  const prospects = centres.length;
  const lapsed = prospects + 1;
  const values = scaleAxes(at.raw, scales, market.accounts.count);
  return Uint8Array.from(at.present, (present, i) => {
    if (present === 0) return NO_BEHAVIOUR;
    if (at.buying.active[i] === 0 || closedBy(market, i, end))
      return at.buying.firstOwn[i] < end || closedBy(market, i, end) ? lapsed : prospects;
    return centres.length === 0 ? prospects : nearestCentre(coordinates(values, scales, i), centres);
  });
}

/** The path without accounts that are closed at a date: they are in no segment any more. */
function withoutClosed(market: Market, dates: Int32Array, path: Uint8Array): Uint8Array {
  const n = market.accounts.count;
  return path.map((code, at) => (closedBy(market, at % n, dates[Math.floor(at / n)]) ? NO_BEHAVIOUR : code));
}

/** The path in which an account that closes lapses once, and is not there afterwards: a loss is a move, staying away none. */
function closedOnce(market: Market, dates: Int32Array, path: Uint8Array): Uint8Array {
  const n = market.accounts.count;
  return path.map((code, at) => {
    const d = Math.floor(at / n);
    return d > 0 && closedBy(market, at % n, dates[d - 1]) ? NO_BEHAVIOUR : code;
  });
}

/** The centre with the largest amounts first. */
function bySize(centres: readonly Point[], scales: readonly AxisScale[]): Point[] {
  const value = scales.findIndex(({ key }) => key === "value");
  return [...centres].sort((a, b) => {
    const axis = a.findIndex((v, d) => v !== b[d]);
    const first = value >= 0 && a[value] !== b[value] ? value : axis;
    return first < 0 ? 0 : b[first] - a[first];
  });
}

/** Ends of the quarters, a year of history before each; the end of history last. */
function quarterDates(market: Market, end: number): Int32Array {
  const year = yearPeriods(market.period);
  const back = Math.max(0, Math.min(QUARTERS, Math.floor((end - year) / (year / 4))));
  return Int32Array.from({ length: back + 1 }, (_, d) => end - (back - d) * (year / 4));
}

/** Segments as they would have been made a year ago, judged by what was bought since. */
function predictHiddenYear(
  market: Market,
  today: AxesAt,
  clusters: number,
  seed: number,
): Segments["prediction"] {
  const cut = market.periodStart.length - today.buying.year;
  if (cut < today.buying.year || clusters === 0) return null;
  const then = axesAt(market, cut);
  const buyers = clustered(market, then, cut);
  const scales = fitScales(then.raw, buyers);
  if (buyers.length < clusters || scales.length === 0) return null;
  const values = scaleAxes(then.raw, scales, market.accounts.count);
  const centres = clusterCentres(
    buyers.map(i => coordinates(values, scales, i)),
    clusters,
    seed,
  );
  const codes = classify(market, then, cut, { scales, centres });
  return predictionBySegment(codes, then.buying.own, today.buying.own);
}
