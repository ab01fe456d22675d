import { join } from "node:path";
import { readConfig } from "../../data/config/config.ts";
import { readTravelMatrix, type TravelMatrix } from "./matrix.ts";
import { type TravelSettings, travelSettings } from "./minutes.ts";

/** How reps of a market travel: `travel` of its `market.yaml`, read when it is asked. */
export interface MarketTravel {
  readonly settings: TravelSettings;
  /** Minutes since midnight. */
  readonly hours: { readonly from: number; readonly to: number };
  readonly matrix: (TravelMatrix & { readonly file: string }) | null;
}

/** Where `market.yaml` says nothing. */
const USUAL_HOURS = { from: 9 * 60, to: 18 * 60 };

/** @throws InputError for a `market.yaml` or a matrix that is wrong */
export async function travelOf(dir: string): Promise<MarketTravel> {
  const { hours, matrix: file, ...said } = (await readConfig(dir)).travel;
  const read = async (name: string) => ({
    ...(await readTravelMatrix(join(dir, name), `travel.matrix: ${name}`, dir)),
    file: name,
  });
  return {
    settings: travelSettings(said),
    hours: hours ?? USUAL_HOURS,
    matrix: file === undefined ? null : await read(file),
  };
}
