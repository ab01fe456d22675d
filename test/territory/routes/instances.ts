import { chance } from "../../../core/chance.ts";
import type { TourProblem, Windows } from "../../../territory/routes/problem.ts";
import { travelMinutes } from "../../../territory/travel/minutes.ts";

/** A random problem around Ankara: places within some 15 km, visits of 10 to 30 minutes, windows of a stop in six kinds. */
export function randomProblem(seed: number, stops: number, days = 1, kinds = 6): TourProblem {
  const luck = chance(seed, 7);
  const between = (from: number, to: number) => from + (to - from) * luck.uniform();
  const places = Array.from({ length: stops + 1 }, () => ({
    lat: between(39.8, 40.1),
    lon: between(32.6, 33),
  }));
  const onSite = Array.from({ length: stops }, () => Math.round(between(10, 30)));
  const windows = Array.from({ length: stops }, () =>
    randomWindows(Math.floor(kinds * luck.uniform()), between),
  );
  return {
    stops,
    days: Array.from({ length: days }, () => ({ from: 480, to: 1140, most: stops })),
    onSite,
    travel: travelMinutes({
      ids: places.map((_, i) => String(i)),
      lat: places.map(p => p.lat),
      lon: places.map(p => p.lon),
    }),
    windows: stop => windows[stop]!,
  };
}

function randomWindows(kind: number, between: (from: number, to: number) => number): Windows {
  const from = Math.round(between(480, 960) / 30) * 30;
  if (kind === 0) return [0, 1440];
  if (kind === 1) return [480, 720, 840, 1020];
  if (kind === 2) return [from, from + 60];
  if (kind === 3) return [from, from + 120];
  return [from, from + 240];
}
