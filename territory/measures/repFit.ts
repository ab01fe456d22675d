import { booleanPointInPolygon } from "@turf/turf";
import { kilometres } from "../../core/greatCircle.ts";
import { cellAt, cellToString } from "../../core/hexgrid.ts";
import type { Market } from "../../data/market/market.ts";
import { accountPlaces } from "../units/calls.ts";
import { sumBy } from "../units/weights.ts";
import { type Figures, meanOf } from "./figures.ts";
import { type Home, homesOf } from "./homes.ts";
import type { PlacedPlan } from "./placedPlan.ts";

export interface RepFit {
  /** 1: the rep lives in the territory; of the plan the share of reps with a known home who do. */
  readonly home_inside: Figures;
  /** Kilometres as the crow flies from home to a customer, on average; of the plan over all of these customers. */
  readonly home_km: Figures;
}

/** How territories suit the reps that have them; NaN where no home is known. */
export function repFit({ ground, plan, ofAccount, count }: PlacedPlan): RepFit {
  const { market, weights } = ground;
  const { customers } = weights.accounts;
  const homes = homesOf(market, plan);
  const inside = Float64Array.from(homes, (home, t) => {
    if (!home) return Number.NaN;
    const cell = cellToString(cellAt(home.lat, home.lon, market.resolution));
    return plan.place(cell, areaAt(market, home)) === t ? 1 : 0;
  });
  const places = accountPlaces(market);
  const far = Float64Array.from(ofAccount, (t, i) => {
    const home = homes[t];
    if (!home || !(customers[i]! > 0) || Number.isNaN(places.lat[i]!)) return 0;
    return kilometres(home.lat, home.lon, places.lat[i]!, places.lon[i]!);
  });
  const reached = customers.map((n, i) => (homes[ofAccount[i]!] && !Number.isNaN(places.lat[i]!) ? n : 0));
  const [km, sites] = [sumBy(count, ofAccount, far), sumBy(count, ofAccount, reached)];
  const [allKm, allSites] = [km, sites].map(column => column.reduce((sum, value) => sum + value, 0));
  return {
    home_inside: { territories: inside, plan: meanOf(inside) },
    home_km: { territories: km.map((sum, t) => sum / sites[t]!), plan: allKm! / allSites! },
  };
}

const found = new WeakMap<Market, Map<string, number>>();

/** The area that holds a point; -1: none. A market's homes are looked up once. */
function areaAt(market: Market, { lat, lon }: Home): number {
  const known = found.get(market) ?? new Map<string, number>();
  found.set(market, known);
  const key = `${lat} ${lon}`;
  const area =
    known.get(key) ?? market.areas.findIndex(({ geometry }) => booleanPointInPolygon([lon, lat], geometry));
  known.set(key, area);
  return area;
}
