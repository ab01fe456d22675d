import type { Activity } from "../api/columns.ts";
import { type HourWindow, WEEK_HOURS, windowMask, windowSize } from "../state/hourWindow.ts";

/**
 * Mean activity of each cell inside the window: signal an hour, or a day where the signal has no hours.
 * Length: number of cells.
 */
export function windowDensity(activity: Activity, window: HourWindow | null, byDay: boolean): Float32Array {
  const { start, hour, weight } = activity;
  const mask = windowMask(window);
  const size = windowSize(window);
  const share = 1 / (byDay ? size.days : size.hours);
  const density = new Float32Array(start.length - 1);
  for (let cell = 0; cell < density.length; cell++) {
    let sum = 0;
    for (let k = start[cell]!; k < start[cell + 1]!; k++) if (mask[hour[k]!]) sum += weight[k]!;
    density[cell] = sum * share;
  }
  return density;
}

/** Activity of each hour of the week, summed over the cells that `inside` marks. Length 168. */
export function weekProfile(activity: Activity, inside: Uint8Array | null): Float64Array {
  const { start, hour, weight } = activity;
  const profile = new Float64Array(WEEK_HOURS);
  for (let cell = 0; cell + 1 < start.length; cell++) {
    if (inside && !inside[cell]) continue;
    for (let k = start[cell]!; k < start[cell + 1]!; k++) profile[hour[k]!]! += weight[k]!;
  }
  return profile;
}

/**
 * An even sample of the single weights: what the colour classes of every window rest on, so that they stay
 * fixed while time moves.
 */
export function sampleWeights(activity: Activity, size = 100_000): Float32Array {
  const step = Math.max(1, Math.floor(activity.weight.length / size));
  return activity.weight.filter((_, k) => k % step === 0);
}
