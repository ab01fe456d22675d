import { solveUpper } from "../../core/cholesky.ts";
import { normalQuantile } from "../../core/distributions.ts";
import { historyEnd } from "../../core/period.ts";
import { deriveKey, threefry, uniform52 } from "../../core/rng.ts";
import type { AbsentSales } from "../../data/market/absentSales.ts";
import type { Market } from "../../data/market/market.ts";
import type { Source } from "../../twin/source.ts";
import { type CalendarDesign, calendarDesign, sideOf } from "./calendarDesign.ts";
import { effectsAt } from "./calendarEffects.ts";
import { type CalendarFit, fitCalendar } from "./calendarFit.ts";
import type { ForecastPaths } from "./forecast.ts";
import type { GroupHistory } from "./history.ts";
import { floored } from "./logs.ts";
import { courseNote } from "./notes.ts";

/** What the entries of the calendar did to history, and what they do to the periods ahead. */
export interface CalendarEffects {
  readonly design: CalendarDesign;
  readonly fit: CalendarFit;
  readonly source: Source;
}

/** Process number of the stream of coefficients. */
const STREAM = 0x6361;

/** Learns the calendar's effects; null where it has no entry with one, so that nothing changes there. */
export function learnCalendar(
  market: Market,
  history: GroupHistory,
  absent: AbsentSales,
  horizon: number,
): CalendarEffects | null {
  const design = calendarDesign(market, history.groupOf, history.groups, horizon);
  if (design === null) return null;
  return { design, fit: fitCalendar(design, history, absent, market), source: sourceOf(design, market) };
}

function sourceOf({ entries }: CalendarDesign, market: Market): Source {
  const end = historyEnd(market);
  const past = entries.filter(entry => entry.start < end);
  const ahead = entries.filter(entry => entry.end >= end).length;
  if (past.length === 0) return { from: "prior", note: courseNote("course.calendar_prior", { ahead }) };
  const of = (side: ReturnType<typeof sideOf>) => past.filter(({ brand }) => sideOf(brand) === side).length;
  const figures = { own: of("own"), rivals: of("rivals"), all: of("all"), ahead };
  return { from: "data", note: courseNote("course.calendar", figures) };
}

/** The history as it would have been without the entries of the calendar: what level, season and memory learn from. */
export function withoutCalendar(history: GroupHistory, { design, fit }: CalendarEffects): GroupHistory {
  const { groups, periods } = history;
  const rivals = history.byRival.length / periods;
  const own = history.own.slice();
  const others = history.rivals.slice();
  const byRival = history.byRival.slice();
  const floor = {
    own: floored(own, groups),
    others: floored(others, groups),
    byRival: floored(byRival, rivals),
  };
  for (let t = 0; t < periods; t++) {
    const effects = effectsAt(design, fit.mean, t);
    if (effects === null) continue;
    for (let g = 0; g < groups; g++) {
      const at = t * groups + g;
      own[at] = floor.own[at] * Math.exp(-effects.amount[2 * g]);
      others[at] = floor.others[at] * Math.exp(-effects.amount[2 * g + 1]);
    }
    for (let b = 0; b < rivals; b++) {
      const at = t * rivals + b;
      byRival[at] = floor.byRival[at] * Math.exp(-effects.brand[b + 1]);
    }
  }
  return { ...history, own, rivals: others, byRival };
}

/** The paths with the entries ahead in them, each with coefficients of its own draw. */
export function withCalendar(
  paths: ForecastPaths,
  periods: number,
  { design, fit }: CalendarEffects,
  seed: number,
): ForecastPaths {
  const { draws, horizon } = paths;
  const groups = paths.own.length / (draws * horizon);
  const own = paths.own.slice();
  const rivals = paths.rivals.slice();
  const rivalMix = paths.rivalMix.slice();
  const brands = design.brands - 1;
  for (let k = 0; k < draws; k++) {
    const coefficients = drawn(fit, seed, k);
    for (let h = 0; h < horizon; h++) {
      const effects = effectsAt(design, coefficients, periods + h);
      if (effects === null) continue;
      for (let g = 0; g < groups; g++) {
        const at = (k * groups + g) * horizon + h;
        own[at] *= Math.exp(effects.amount[2 * g]);
        rivals[at] *= Math.exp(effects.amount[2 * g + 1]);
      }
      const from = (k * horizon + h) * brands;
      moveShares(rivalMix.subarray(from, from + brands), effects.brand.subarray(1));
    }
  }
  return { ...paths, own, rivals, rivalMix };
}

/** Adds to logs of shares, which go on to sum to one. */
function moveShares(logs: Float64Array, by: Float64Array): void {
  let sum = 0;
  for (let b = 0; b < logs.length; b++) {
    logs[b] += by[b];
    sum += Math.exp(logs[b]);
  }
  for (let b = 0; b < logs.length; b++) logs[b] -= Math.log(sum);
}

function drawn({ mean, precision }: CalendarFit, seed: number, draw: number): Float64Array {
  const key = deriveKey(seed, draw, STREAM);
  const out = new Int32Array(2);
  const noise = mean.map((_, j) => {
    threefry(key[0], key[1], j, 0, out);
    return normalQuantile(uniform52(out[0], out[1]));
  });
  const deviation = solveUpper(precision, noise);
  return mean.map((b, j) => b + deviation[j]);
}
