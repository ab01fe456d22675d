import { shiftPeriod, yearPeriods } from "../../core/period.ts";
import { deriveKey, threefry, uniform } from "../../core/rng.ts";
import { type Block, expectedPath, fitBlock, type Span, samplePath } from "./block.ts";
import type { GroupHistory } from "./history.ts";
import { takeApart } from "./logs.ts";
import { type SeasonalDesign, seasonalDesign } from "./seasonality.ts";

/**
 * Posterior sample paths of sales, one joint path a draw. The market's volume, the brands' shares of it, the groups'
 * parts of all brands and the own and rivals' deviations within a group are blocks of structural series (`logs`,
 * `block`). Shocks are whole weeks (months) of past residuals, taken for all series at once and in stretches
 * (moving-block bootstrap, Künsch 1989), so that groups and brands keep the dependence they had, and intervals of sums
 * are right too. In each draw and period the groups' amounts add up to the market's.
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
  /** Of each brand in the whole market, own first. */
  readonly brands: Float64Array;
  readonly groupOwn: Float64Array;
  readonly groupRivals: Float64Array;
}

export interface ForecastOptions extends Span {
  readonly country: string | null;
  readonly draws: number;
  readonly seed: number;
  readonly agentNoise: AgentNoise;
}

/** Process number of the bootstrap's stream. */
const STREAM = 0x666f;

/** Two blocks whose series add up in logs: what is common, and what each series has of its own. */
interface Pair {
  readonly common: Block;
  readonly commonMean: Float64Array;
  readonly own: Block | null;
  readonly ownMean: Float64Array;
  readonly series: number;
  /** Series of the common block that each series belongs to. */
  readonly commonOf: (s: number) => number;
  /** By series: share of the shocks' standard deviation that paths keep; agents make the rest. */
  readonly keep: Float64Array;
  /** By series, in logs: what the mean lacks without the agents' part of the shocks, less what the floor had added. */
  readonly shift: Float64Array;
}

/** Draws the paths. The same seed gives the same paths. */
export function forecastPaths(history: GroupHistory, options: ForecastOptions): ForecastPaths {
  const { groups, periods } = history;
  const { draws, horizon, agentNoise } = options;
  const rivalCount = history.byRival.length / periods;
  const brands = rivalCount + 1;
  const logs = takeApart(history, 2 * yearPeriods(options.period));
  const weekly = options.period === "week";
  const rich = designFor(options, weekly ? 12 : 5, true);
  const plain = designFor(options, 2, false);
  const market = pair(
    fitBlock(logs.volume, 1, rich, options),
    rivalCount > 0 ? fitBlock(logs.share, brands, rich, options) : null,
    { series: brands, commonOf: () => 0, noise: agentNoise.brands, lifted: logs.lifted.share },
  );
  const sideNoise = Float64Array.from(
    { length: 2 * groups },
    (_, s) => (s % 2 === 0 ? agentNoise.groupOwn : agentNoise.groupRivals)[s >> 1]!,
  );
  const group =
    groups > 1
      ? pair(fitBlock(logs.place, groups, plain, options), fitBlock(logs.side, 2 * groups, plain, options), {
          series: 2 * groups,
          commonOf: s => s >> 1,
          noise: sideNoise,
          lifted: logs.lifted.side,
        })
      : null;
  const rows = market.common.recent.length;
  const paths = {
    draws,
    horizon,
    own: new Float64Array(draws * groups * horizon),
    rivals: new Float64Array(draws * groups * horizon),
    rivalMix: new Float64Array(draws * horizon * rivalCount),
  };
  for (let k = 0; k < draws; k++) {
    const pick = picker(options.seed, k);
    const weeks = blockSequence(rows, horizon, weekly ? 8 : 3, pick);
    const brand = pairPath(market, weeks, pick);
    const local = group ? pairPath(group, weeks, pick) : new Float64Array(2 * horizon);
    const parts = shares(local, 2, groups);
    for (let h = 0; h < horizon; h++) {
      const own = Math.exp(brand[h * brands]);
      let rivals = 0;
      for (let b = 1; b < brands; b++) rivals += Math.exp(brand[h * brands + b]);
      for (let g = 0; g < groups; g++) {
        const at = (k * groups + g) * horizon + h;
        paths.own[at] = own * parts[(h * groups + g) * 2];
        if (rivalCount > 0) paths.rivals[at] = rivals * parts[(h * groups + g) * 2 + 1];
      }
      for (let b = 0; b < rivalCount; b++)
        paths.rivalMix[(k * horizon + h) * rivalCount + b] = brand[h * brands + 1 + b] - Math.log(rivals);
    }
  }
  return paths;
}

function pair(
  common: Block,
  own: Block | null,
  of: { series: number; commonOf: (s: number) => number; noise: Float64Array; lifted: Float64Array },
): Pair {
  const { series, commonOf } = of;
  const rows = common.recent.length / common.fit.series;
  const keep = new Float64Array(series);
  const shift = new Float64Array(series);
  for (let s = 0; s < series; s++) {
    const shocks = Float64Array.from({ length: rows }, (_, t) => {
      const c = common.spread.noise * common.recent[t * common.fit.series + commonOf(s)];
      return own ? c + own.spread.noise * own.recent[t * series + s] : c;
    });
    const variance = shocks.reduce((sum, v) => sum + v * v, 0) / rows;
    keep[s] = variance > 0 ? Math.sqrt(Math.max(0, 1 - of.noise[s] / variance)) : 1;
    const mean = (factor: number) => shocks.reduce((sum, v) => sum + Math.exp(factor * v), 0) / rows;
    shift[s] = Math.log(mean(1) / mean(keep[s])) - of.lifted[s];
  }
  return {
    common,
    commonMean: expectedPath(common),
    own,
    ownMean: own ? expectedPath(own) : new Float64Array(0),
    series,
    commonOf,
    keep,
    shift,
  };
}

/** A path of the logs of the pair's series; [horizon × series]. */
function pairPath(pair: Pair, weeks: Int32Array, pick: (n: number) => number): Float64Array {
  const { common, own, series, commonOf, keep, shift } = pair;
  const shared = samplePath(common, pair.commonMean, weeks, pick);
  const single = own ? samplePath(own, pair.ownMean, weeks, pick) : null;
  const path = new Float64Array(weeks.length * series);
  for (let at = 0; at < path.length; at++) {
    const s = at % series;
    const c = Math.floor(at / series) * common.fit.series + commonOf(s);
    const shock = shared.shock[c] + (single ? single.shock[at] : 0);
    path[at] = shared.expected[c] + (single ? single.expected[at] : 0) + keep[s] * shock + shift[s];
  }
  return path;
}

function designFor(options: ForecastOptions, harmonics: number, holidays: boolean): SeasonalDesign {
  const { periodStart, period, country, horizon } = options;
  const last = periodStart[periodStart.length - 1];
  const to = shiftPeriod(last, horizon + 1, period);
  return seasonalDesign({ period, country, from: periodStart[0], to, harmonics, holidays });
}

/** Rows of residuals that serve the periods ahead, in stretches of `length`. */
function blockSequence(
  rows: number,
  horizon: number,
  length: number,
  pick: (n: number) => number,
): Int32Array {
  const block = Math.min(length, rows);
  const sequence = new Int32Array(horizon);
  for (let h = 0, start = 0; h < horizon; h++) {
    if (h % block === 0) start = pick(rows - block + 1);
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

/** Shares of the groups from their logs, [period × group × side], that add up to one for each period and side. */
function shares(logs: Float64Array, sides: number, groups: number): Float64Array {
  const out = logs.map(Math.exp);
  const width = sides * groups;
  for (let from = 0; from < out.length; from += width) {
    for (let side = 0; side < sides; side++) {
      let total = 0;
      for (let g = 0; g < groups; g++) total += out[from + g * sides + side];
      for (let g = 0; g < groups; g++) out[from + g * sides + side] /= total;
    }
  }
  return out;
}
