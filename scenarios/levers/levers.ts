import { capacity } from "./capacity.ts";
import { demand } from "./demand.ts";
import { discovery } from "./discovery.ts";
import type { Lever } from "./lever.ts";
import { price } from "./price.ts";
import { rivalExit } from "./rivalExit.ts";
import { rivalPromotion } from "./rivalPromotion.ts";
import { season } from "./season.ts";
import { territories } from "./territories.ts";
import { visits } from "./visits.ts";

/** The levers of this version, in the order in which they are listed. */
export const LEVERS: readonly Lever[] = [
  visits,
  capacity,
  territories,
  price,
  discovery,
  rivalExit,
  rivalPromotion,
  demand,
  season,
];

/** Levers of the format that later versions will have. */
export const LATER_LEVERS: readonly string[] = [
  "reps",
  "channels",
  "windows",
  "promotion",
  "launch",
  "awareness",
  "loyalty",
  "winback",
  "rival_entry",
  "rival_price",
  "supply",
];

/** The lever of a name; undefined where there is none. */
export function leverOf(name: unknown, levers: readonly Lever[] = LEVERS): Lever | undefined {
  return levers.find(lever => lever.name === name);
}
