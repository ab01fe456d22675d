import { kilometres } from "../../core/greatCircle.ts";
import type { TravelMatrix } from "./matrix.ts";

/** How minutes on the road are told from a map without roads. */
export interface TravelSettings {
  /** Kilometres of road for one as the crow flies, ≥ 1. */
  readonly detour: number;
  /** Kilometres of road an hour, from door to door. */
  readonly kmh: number;
}

/**
 * What holds where nobody says else. Detour: 1.4, on average 1.417 over 66,000 ways to hospitals in the United States
 * (Boscoe, Henry and Zdeb 2012); in a town's street grid it is nearer 1.2 (Newell 1980). Speed: 45 km/h, 8.0 miles of road
 * in 17.3 minutes over 14,812 drives there ("National travel distances for emergency care", BMC Health Services Research 2022).
 */
export const USUAL_TRAVEL: TravelSettings = { detour: 1.4, kmh: 45 };

/** Days of a rep's week: as many tours as calls can be shared out to. */
export const DAYS_A_WEEK = 5;

/** What `travel` of `market.yaml` says, and what holds where it says nothing. */
export function travelSettings(said: {
  readonly detour?: number | undefined;
  readonly speed?: number | undefined;
}): TravelSettings {
  return { detour: said.detour ?? USUAL_TRAVEL.detour, kmh: said.speed ?? USUAL_TRAVEL.kmh };
}

/** Minutes on the road between two points in degrees: great circle × detour ÷ speed. */
export function roadMinutes(
  lat1: number,
  lon1: number,
  lat2: number,
  lon2: number,
  { detour, kmh }: TravelSettings = USUAL_TRAVEL,
): number {
  return (60 * detour * kilometres(lat1, lon1, lat2, lon2)) / kmh;
}

/** Points by index, in degrees; `ids` as a matrix names them. */
export interface TravelPlaces {
  readonly ids: readonly string[];
  readonly lat: ArrayLike<number>;
  readonly lon: ArrayLike<number>;
}

/** Minutes from one place to another, by index. Another way back may take another time where a matrix says so. */
export type TravelMinutes = (from: number, to: number) => number;

/** The matrix where it knows the pair, else by great circle; 0 from a place to itself. NaN for a place without coordinates. */
export function travelMinutes(
  { ids, lat, lon }: TravelPlaces,
  settings: TravelSettings = USUAL_TRAVEL,
  matrix: TravelMatrix | null = null,
): TravelMinutes {
  return (from, to) => {
    if (from === to) return 0;
    const given = matrix?.minutes(ids[from]!, ids[to]!);
    return given ?? roadMinutes(lat[from]!, lon[from]!, lat[to]!, lon[to]!, settings);
  };
}
