import { classOf } from "../../map/scale.ts";
import { RAMPS, rgb, type Scheme } from "../../theme/palette.ts";

/** Hues that stay apart for colour-blind eyes by lightness too; each theme has its own depth. */
export const TERRITORY_HUES: Record<Scheme, readonly string[]> = {
  dark: ["#5f93f5", "#f0a83c", "#3fbf9b", "#ec6f8e", "#b39bff", "#cfd25a", "#58c3ea", "#d9784c", "#9aa9c0"],
  light: ["#3a6fd0", "#d98c16", "#178a6d", "#c8406a", "#7a57d6", "#98a01c", "#1f8fbf", "#b5562c", "#66748c"],
};

export interface Centre {
  readonly lat: number;
  readonly lon: number;
}

/**
 * A hue for each territory, by index: the one whose nearest territory so far is the farthest away, so that neighbours
 * differ though there are more territories than hues that eyes tell apart.
 */
export function territoryHues(centres: readonly (Centre | null)[]): Int32Array {
  const hues = new Int32Array(centres.length);
  const [taken, hueCount] = [new Map<number, Centre[]>(), TERRITORY_HUES.dark.length];
  centres.forEach((centre, t) => {
    if (!centre) {
      hues[t] = t % hueCount;
      return;
    }
    const distances = Array.from({ length: hueCount }, (_, hue) =>
      Math.min(Number.POSITIVE_INFINITY, ...(taken.get(hue) ?? []).map(other => distance(other, centre))),
    );
    const hue = distances.indexOf(Math.max(...distances));
    hues[t] = hue;
    taken.set(hue, [...(taken.get(hue) ?? []), centre]);
  });
  return hues;
}

function distance(a: Centre, b: Centre): number {
  const x = (a.lon - b.lon) * Math.cos((a.lat * Math.PI) / 180);
  return x * x + (a.lat - b.lat) ** 2;
}

/** Breaks around the mean, 1: half the tolerance, the tolerance and twice of it on either side. */
function evenBreaks(tolerance: number): number[] {
  return [-2, -1, -0.5, 0.5, 1, 2].map(step => 1 + step * tolerance);
}

/** Little is coral, much is teal, even is grey; transparent where nothing is known. */
export function evenColor(ofMean: number | null, tolerance: number, scheme: Scheme): readonly number[] {
  if (ofMean === null) return [0, 0, 0, 0];
  return [...rgb(RAMPS[scheme].share[classOf(ofMean, evenBreaks(tolerance))]!), 205];
}

/** From little to the most; transparent where nothing is known. */
export function sizeColor(ofMost: number | null, scheme: Scheme): readonly number[] {
  if (ofMost === null || !Number.isFinite(ofMost)) return [0, 0, 0, 0];
  const ramp = RAMPS[scheme].market;
  return [...rgb(ramp[Math.min(ramp.length - 1, Math.floor(ofMost * ramp.length))]!), 205];
}
