import { populatedPlaces } from "../../data/gazetteer.ts";
import type { Place } from "../api/schema.ts";
import type { Bounds } from "./bounds.ts";

const MOST_PLACES = 400;

/** The most populous places inside of the bounds, largest first. Names as GeoNames has them. */
export async function places(bounds: Bounds): Promise<Place[]> {
  return (await populatedPlaces(bounds)).slice(0, MOST_PLACES);
}
