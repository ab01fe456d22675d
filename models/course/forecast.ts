import { type Period, shiftPeriod, yearPeriods } from "../../core/period.ts";
import { deriveKey, threefry, uniform } from "../../core/rng.ts";
import { type GroupHistory, marketTotal } from "./history.ts";
import { type SeasonalDesign, seasonalDesign } from "./seasonality.ts";
import { fitStructural, type StructuralFit } from "./structural.ts";

/**
 * Posterior sample paths of sales, one joint path a draw: the market's own and rivals' amounts carry season,
 * holidays, drift and a moving level; each group deviates from the market by its own level and slow season; the
 * mix of rivals moves by itself. Shocks are whole weeks (months) of past residuals, taken for all series at
 * once and in stretches (moving-block bootstrap, Künsch 1989), so that groups and brands keep the dependence
 * they had, and intervals of sums are right too.
 */
export interface ForecastPaths {
  readonly draws: number;
  readonly horizon: number;
  /** Expected own and rivals' amount of each group, minor units; [draw × group × period]. */
  readonly own: Float64Array;
  readonly rivals: Float64Array;
  /** Log of each rival's share among rivals; [draw × period × (brands − 1)]. */
  readonly rivalMix: Float64Array;
}

/** Relative variance (squared coefficient of variation) of a period's amount that the agents make themselves. */
export interface AgentNoise {
  readonly marketOwn: number;
  readonly marketRivals: number;
  readonly groupOwn: Float64Array;
  readonly groupRivals: Float64Array;
}

export interface ForecastOptions {
  readonly period: Period;
  readonly country: string | null;
  readonly periodStart: Int32Array;
  readonly horizon: number;
  readonly draws: number;
  readonly seed: number;
  readonly agentNoise: AgentNoise;
}

/** Process number of the bootstrap's stream. */
const STREAM = 0x666f;
/** Prior precision of a year's drift: a third of the noise. */
const DRIFT_PRECISION = 9;
/** Smallest amount that counts, as a share of the series' median, so that an idle week does not become −∞. */
const FLOOR = 0.2;

interface Fitted {
  readonly fit: StructuralFit;
  /** Regressors of the periods ahead. */
  readonly ahead: readonly Float64Array[];
  /** By series: share of the residual's standard deviation that paths keep; agents make the rest. */
  readonly keep: Float64Array;
}

/** Draws the paths. The same seed gives the same paths. */
export function forecastPaths(history: GroupHistory, options: ForecastOptions): ForecastPaths {
  const { groups, periods } = history;
  const rivalCount = history.byRival.length / periods;
  const market = fitMarket(history, options);
  const group = fitGroups(history, options);
  const mix = rivalCount > 1 ? fitMix(history, rivalCount, options) : null;
  const { draws, horizon } = options;
  const paths = {
    draws,
    horizon,
    own: new Float64Array(draws * groups * horizon),
    rivals: new Float64Array(draws * groups * horizon),
    rivalMix: new Float64Array(draws * horizon * rivalCount),
  };
  for (let k = 0; k < draws; k++) {
    const pick = picker(options.seed, k);
    const weeks = blockSequence(periods, horizon, options.period === "week" ? 8 : 3, pick);
    const common = samplePath(market, weeks, pick);
    const local = samplePath(group, weeks, pick);
    for (let h = 0; h < horizon; h++) {
      for (let g = 0; g < groups; g++) {
        const at = (k * groups + g) * horizon + h;
        paths.own[at] = Math.exp(common[h * 2] + local[h * 2 * groups + 2 * g]);
        if (rivalCount > 0)
          paths.rivals[at] = Math.exp(common[h * 2 + 1] + local[h * 2 * groups + 2 * g + 1]);
      }
    }
    if (mix)
      paths.rivalMix.set(normalised(samplePath(mix, weeks, pick), rivalCount), k * horizon * rivalCount);
  }
  return paths;
}

/** Own and rivals' amounts of the whole market. */
function fitMarket(history: GroupHistory, options: ForecastOptions): Fitted {
  const own = floored(marketTotal(history.own, history.groups), 1);
  const rivals = floored(marketTotal(history.rivals, history.groups), 1);
  const y = new Float64Array(history.periods * 2);
  for (let t = 0; t < history.periods; t++) {
    y[2 * t] = Math.log(own[t]);
    y[2 * t + 1] = Math.log(rivals[t]);
  }
  const design = designFor(options, options.period === "week" ? 12 : 5, true);
  const noise = Float64Array.of(options.agentNoise.marketOwn, options.agentNoise.marketRivals);
  return fitSeries(y, 2, design, options, noise);
}

/** Each group's own and rivals' amounts relative to the market's. */
function fitGroups(history: GroupHistory, options: ForecastOptions): Fitted {
  const { groups, periods } = history;
  const own = floored(history.own, groups);
  const rivals = floored(history.rivals, groups);
  const totalOwn = floored(marketTotal(history.own, groups), 1);
  const totalRivals = floored(marketTotal(history.rivals, groups), 1);
  const y = new Float64Array(periods * groups * 2);
  const noise = new Float64Array(groups * 2);
  for (let t = 0; t < periods; t++) {
    for (let g = 0; g < groups; g++) {
      y[(t * groups + g) * 2] = Math.log(own[t * groups + g] / totalOwn[t]);
      y[(t * groups + g) * 2 + 1] = Math.log(rivals[t * groups + g] / totalRivals[t]);
    }
  }
  for (let g = 0; g < groups; g++) {
    noise[2 * g] = options.agentNoise.groupOwn[g];
    noise[2 * g + 1] = options.agentNoise.groupRivals[g];
  }
  return fitSeries(y, 2 * groups, designFor(options, 2, false), options, noise);
}

/** Log share of each rival among rivals. */
function fitMix(history: GroupHistory, rivalCount: number, options: ForecastOptions): Fitted {
  const amounts = floored(history.byRival, rivalCount);
  const y = new Float64Array(amounts.length);
  for (let t = 0; t < history.periods; t++) {
    let total = 0;
    for (let b = 0; b < rivalCount; b++) total += amounts[t * rivalCount + b];
    for (let b = 0; b < rivalCount; b++) {
      y[t * rivalCount + b] = Math.log(amounts[t * rivalCount + b] / total);
    }
  }
  const harmonics = options.period === "week" ? 6 : 3;
  return fitSeries(y, rivalCount, designFor(options, harmonics, true), options, new Float64Array(rivalCount));
}

function designFor(options: ForecastOptions, harmonics: number, holidays: boolean): SeasonalDesign {
  const { periodStart, period, country, horizon } = options;
  const last = periodStart[periodStart.length - 1];
  const to = shiftPeriod(last, horizon + 1, period);
  return seasonalDesign({ period, country, from: periodStart[0], to, harmonics, holidays });
}

/** Fits the series with the design plus a drift, which counts years from the end of history. */
function fitSeries(
  y: Float64Array,
  series: number,
  design: SeasonalDesign,
  options: ForecastOptions,
  agentNoise: Float64Array,
): Fitted {
  const { periodStart, horizon, period } = options;
  const n = periodStart.length;
  const year = yearPeriods(period);
  const rowAt = (step: number): Float64Array => {
    const day = step < n ? periodStart[step] : shiftPeriod(periodStart[n - 1], step - n + 1, period);
    return Float64Array.from([...design.row(day), (step - n + 1) / year]);
  };
  const precision = Float64Array.from([...design.precision, DRIFT_PRECISION]);
  const fit = fitStructural(
    y,
    series,
    Array.from({ length: n }, (_, t) => rowAt(t)),
    precision,
  );
  const keep = fit.sigma.map((sigma, s) => Math.sqrt(Math.max(0, 1 - agentNoise[s] / sigma ** 2)));
  return { fit, ahead: Array.from({ length: horizon }, (_, h) => rowAt(n + h)), keep };
}

/** One path of logs, [period × series]: parameters, level walk and shocks drawn together. */
function samplePath(fitted: Fitted, weeks: Int32Array, pick: (n: number) => number): Float64Array {
  const { fit, ahead, keep } = fitted;
  const { series, residuals } = fit;
  const rows = residuals.length / series;
  const state = drawState(fit, rows, pick);
  const step = Math.sqrt(fit.levelRatio);
  const path = new Float64Array(ahead.length * series);
  for (let h = 0; h < ahead.length; h++) {
    const move = pick(rows);
    for (let s = 0; s < series; s++) {
      state[s] += step * residuals[move * series + s];
      let value = state[s];
      const x = ahead[h];
      for (let j = 0; j < x.length; j++) value += x[j] * state[(j + 1) * series + s];
      // What agents add is not log-normal but keeps the mean: give back the half variance taken out of the path.
      const agents = (fit.sigma[s] ** 2 * (1 - keep[s] ** 2)) / 2;
      path[h * series + s] = value + keep[s] * residuals[weeks[h] * series + s] + agents;
    }
  }
  return path;
}

/** A draw of level and coefficients from N(state, Σ ⊗ P), with Σ in the form of random residual rows. */
function drawState(fit: StructuralFit, rows: number, pick: (n: number) => number): Float64Array {
  const size = fit.width + 1;
  const state = fit.state.slice();
  for (let j = 0; j < size; j++) {
    const row = pick(rows) * fit.series;
    for (let i = j; i < size; i++) {
      const weight = fit.factor[i * size + j];
      if (weight === 0) continue;
      for (let s = 0; s < fit.series; s++) state[i * fit.series + s] += weight * fit.residuals[row + s];
    }
  }
  return state;
}

/** Periods of history whose residuals serve the periods ahead, in stretches of `length`. */
function blockSequence(
  periods: number,
  horizon: number,
  length: number,
  pick: (n: number) => number,
): Int32Array {
  const block = Math.min(length, periods);
  const sequence = new Int32Array(horizon);
  for (let h = 0, start = 0; h < horizon; h++) {
    if (h % block === 0) start = pick(periods - block + 1);
    sequence[h] = start + (h % block);
  }
  return sequence;
}

/** Uniform whole numbers below n from the draw's own stream. */
function picker(seed: number, draw: number): (n: number) => number {
  const key = deriveKey(seed, draw, STREAM);
  const out = new Int32Array(2);
  let counter = 0;
  return n => {
    threefry(key[0], key[1], counter++, 0, out);
    return Math.floor(uniform(out[0]) * n);
  };
}

/** Raises small, zero or negative amounts of each column of a [period × column] table to the floor. */
export function floored(table: Float64Array, columns: number): Float64Array {
  const out = table.slice();
  const n = table.length / columns;
  for (let c = 0; c < columns; c++) {
    const column = Float64Array.from({ length: n }, (_, t) => table[t * columns + c]);
    const positive = column.filter(v => v > 0).sort();
    const floor = positive.length > 0 ? FLOOR * positive[positive.length >> 1] : 1;
    for (let t = 0; t < n; t++) out[t * columns + c] = Math.max(out[t * columns + c], floor);
  }
  return out;
}

/** Logs of shares that add up to one in each period. */
function normalised(logs: Float64Array, columns: number): Float64Array {
  const out = logs.slice();
  for (let at = 0; at < logs.length; at += columns) {
    let total = 0;
    for (let b = 0; b < columns; b++) total += Math.exp(logs[at + b]);
    for (let b = 0; b < columns; b++) out[at + b] -= Math.log(total);
  }
  return out;
}
