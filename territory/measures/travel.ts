import { cellToString } from "../../core/hexgrid.ts";
import { DAYS_A_WEEK, roadMinutes } from "../travel/minutes.ts";
import { accountPlaces, middlesOf } from "../units/calls.ts";
import { sumBy } from "../units/weights.ts";
import { type Figures, summed } from "./figures.ts";
import { homesOf } from "./homes.ts";
import type { PlacedPlan } from "./placedPlan.ts";

/**
 * Minutes a week on the road under a plan: the legs between stops, and each call's part of a day's way out and back: from the
 * home of the territory's rep, else from the middle of its calls. Ways by great circle × detour, or by a matrix where it knows
 * them. On Ankara's territories 0.85 to 1.14 of what tours come to (`bench:tours`), which take a second a territory; quick enough
 * to follow a hand on the map.
 */
export function travel(placed: PlacedPlan): Figures {
  const { ground, plan, ofAccount, count } = placed;
  const { market, weights, roads } = ground;
  const { calls, legs } = weights.accounts;
  const places = accountPlaces(market);
  const homes = homesOf(market, plan);
  const middles = middlesOf(ofAccount, count, calls, places);
  // A week has a tour a day, however many calls share it.
  const shared = sumBy(count, ofAccount, calls).map(perWeek => Math.max(1, perWeek / DAYS_A_WEEK));
  const minutes = sumBy(count, ofAccount, legs);
  const { accounts, areas, cells } = market;
  const fromFile = (t: number, i: number) => {
    const home = `home:${plan.territories[t]!.repId}`;
    const cell = accounts.cell[i]! >= 0 ? cellToString(cells.h3[accounts.cell[i]!]!) : "";
    for (const id of [accounts.ids[i]!, areas[accounts.area[i]!]?.id ?? "", cell]) {
      const known = roads.matrix?.minutes(home, id);
      if (known !== undefined) return known;
    }
    return undefined;
  };
  ofAccount.forEach((t, i) => {
    if (t < 0 || !(calls[i]! > 0) || Number.isNaN(places.lat[i]!)) return;
    const [lat, lon] = [homes[t]?.lat ?? middles.lat[t]!, homes[t]?.lon ?? middles.lon[t]!];
    const way =
      (roads.matrix ? fromFile(t, i) : undefined) ??
      roadMinutes(lat, lon, places.lat[i]!, places.lon[i]!, roads.settings);
    minutes[t]! += (2 * calls[i]! * way) / shared[t]!;
  });
  return summed(minutes);
}
