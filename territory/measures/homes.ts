import type { Market } from "../../data/market/market.ts";
import type { Plan } from "../plan/plan.ts";

export interface Home {
  readonly lat: number;
  readonly lon: number;
}

/** [territory] where its rep lives; undefined: nobody knows, or it has no rep. */
export function homesOf({ reps }: Market, { territories }: Plan): readonly (Home | undefined)[] {
  const homes = new Map<string, Home>();
  for (const { id, lat, lon } of reps) if (lat !== null && lon !== null) homes.set(id, { lat, lon });
  return territories.map(({ repId }) => (repId === null ? undefined : homes.get(repId)));
}
