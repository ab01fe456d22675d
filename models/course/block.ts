import { type Period, shiftPeriod, yearPeriods } from "../../core/period.ts";
import { learnMemory } from "./memory.ts";
import { pastErrors, pastOrigins } from "./pastErrors.ts";
import { centred, enoughRows } from "./residuals.ts";
import type { SeasonalDesign } from "./seasonality.ts";
import { learnSpread, type Spread } from "./spread.ts";
import { fitStructural, type StructuralFit } from "./structural.ts";
import { advance, trendDecay } from "./trend.ts";

/** A block of series that share a design, fitted, with what its past errors taught. */
export interface Block {
  readonly fit: StructuralFit;
  /** Regressors of the periods ahead. */
  readonly ahead: readonly Float64Array[];
  /** Residuals of the last years, period by period: what shocks are made of; [rows × series]. */
  readonly recent: Float64Array;
  /** Residuals of the last year; [year × series]. */
  readonly lastYear: Float64Array;
  /** Part of a residual that comes again a year later. */
  readonly memory: number;
  readonly spread: Spread;
}

/** The periods of a market's history, and how many ahead are asked for. */
export interface Span {
  readonly period: Period;
  readonly periodStart: Int32Array;
  readonly horizon: number;
}

/** Years of residuals that shocks are drawn from, and of origins that spread and memory are learned at. */
const RECENT_YEARS = 2;
const ORIGIN_YEARS = 4;

/**
 * Fits the series of a block.
 * @param y logs, [period × series]
 */
export function fitBlock(y: Float64Array, series: number, design: SeasonalDesign, span: Span): Block {
  const { periodStart, horizon, period } = span;
  const n = periodStart.length;
  const year = yearPeriods(period);
  const rows = Array.from(periodStart, day => design.row(day));
  const fit = fitStructural(y, series, rows, design.precision, year, pastOrigins(n, year, ORIGIN_YEARS));
  const recent = enoughRows(centred(fit.residuals.slice(-RECENT_YEARS * year * series), series), fit.sigma);
  const past = pastErrors(fit, y, rows);
  const memory = learnMemory(past, fit.sigma);
  return {
    fit,
    ahead: Array.from({ length: horizon }, (_, h) =>
      design.row(shiftPeriod(periodStart[n - 1], h + 1, period)),
    ),
    recent,
    lastYear: centred(fit.residuals.slice(-year * series), series),
    memory,
    spread: learnSpread(past, fit, rows, memory),
  };
}

/** Level and season ahead by the posterior mean; [horizon × series]. */
export function expectedPath({ fit, ahead }: Block): Float64Array {
  return course(fit.end.state.slice(), fit, ahead, () => {});
}

/** A path of the logs of a block: what is expected in this draw, and the shocks on top; each [horizon × series]. */
export interface BlockPath {
  readonly expected: Float64Array;
  readonly shock: Float64Array;
}

/**
 * Draws state, walk of the level and shocks together.
 * @param mean see `expectedPath`
 * @param weeks rows of `recent` that make the shocks ahead
 * @param pick uniform whole numbers below n
 */
export function samplePath(
  block: Block,
  mean: Float64Array,
  weeks: Int32Array,
  pick: (n: number) => number,
): BlockPath {
  const { fit, ahead, recent, memory, spread } = block;
  const { series, year } = fit;
  const rows = recent.length / series;
  const kinds = drawKinds(fit, pick);
  const state = drawState(block, kinds, pick);
  const step = Math.sqrt(fit.levelRatio);
  const bend = kinds.map(k => Math.sqrt(fit.components[k].slopeVariance * (1 - trendDecay(year) ** 2)));
  const expected = course(state, fit, ahead, () => {
    const level = pick(rows) * series;
    const slope = pick(rows) * series;
    for (let s = 0; s < series; s++) {
      state[s] += step * recent[level + s];
      state[series + s] += bend[s] * recent[slope + s];
    }
  });
  const shock = new Float64Array(expected.length);
  const residual = new Float64Array(expected.length);
  for (let h = 0; h < ahead.length; h++) {
    const quarters = Math.min(3, Math.max(0, ((h + 0.5) * 4) / year - 0.5));
    const factor = interpolate(spread.level, quarters);
    for (let s = 0; s < series; s++) {
      const at = h * series + s;
      const remembered = memory * yearBefore(block, residual, h, s);
      shock[at] = spread.noise * recent[weeks[h] * series + s];
      residual[at] = remembered + shock[at];
      expected[at] = mean[at] + factor * (expected[at] - mean[at]) + remembered;
    }
  }
  return { expected, shock };
}

/** The residual of the same period a year before: of history, then the one drawn. */
function yearBefore({ fit, lastYear }: Block, residual: Float64Array, h: number, s: number): number {
  const { series, year } = fit;
  const back = h - year;
  if (back >= 0) return residual[back * series + s];
  const row = lastYear.length / series + back;
  return row >= 0 ? lastYear[row * series + s] : 0;
}

function interpolate(values: Float64Array, at: number): number {
  const low = Math.min(Math.floor(at), values.length - 2);
  return values[low] + (at - low) * (values[low + 1] - values[low]);
}

/** Lets a state go on, with `move` adding to it each period; its level and season, [horizon × series]. */
function course(
  state: Float64Array,
  { series, year }: StructuralFit,
  ahead: readonly Float64Array[],
  move: () => void,
): Float64Array {
  const path = new Float64Array(ahead.length * series);
  const decay = trendDecay(year);
  for (let h = 0; h < ahead.length; h++) {
    advance(state, series, year, decay);
    move();
    const x = ahead[h];
    for (let s = 0; s < series; s++) {
      let value = state[s];
      for (let j = 0; j < x.length; j++) value += x[j] * state[(j + 2) * series + s];
      path[h * series + s] = value;
    }
  }
  return path;
}

/** A component for each series, by its posterior weights. */
function drawKinds(fit: StructuralFit, pick: (n: number) => number): number[] {
  const { series, components, weight } = fit;
  return Array.from({ length: series }, (_, s) => {
    let u = pick(1 << 24) / (1 << 24);
    for (let k = 0; k < components.length - 1; k++) {
      u -= weight[k * series + s];
      if (u < 0) return k;
    }
    return components.length - 1;
  });
}

/** A draw of level, slope and coefficients from N(state, Σ ⊗ P), with Σ in the form of random residual rows. */
function drawState(
  { fit, recent }: Block,
  kinds: readonly number[],
  pick: (n: number) => number,
): Float64Array {
  const { series, components } = fit;
  const size = fit.width + 2;
  const rows = recent.length / series;
  const state = new Float64Array(size * series);
  for (let i = 0; i < size; i++)
    for (let s = 0; s < series; s++) state[i * series + s] = components[kinds[s]].state[i * series + s];
  for (let j = 0; j < size; j++) {
    const row = pick(rows) * series;
    for (let i = j; i < size; i++) {
      for (let s = 0; s < series; s++)
        state[i * series + s] += components[kinds[s]].factor[i * size + j] * recent[row + s];
    }
  }
  return state;
}
