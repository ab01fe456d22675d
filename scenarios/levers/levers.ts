import { z } from "zod";
import type { LeverLine } from "../parameters/line.ts";
import { change, priceChange, shareOfAll, shift } from "../parameters/values.ts";
import { brand, LONGEST_NAME, scope } from "../parameters/where.ts";

function lever<Name extends string, Shape extends z.ZodRawShape>(name: Name, about: string, shape: Shape) {
  return z
    .strictObject(
      { lever: z.literal(name).describe(about), ...shape, ...scope },
      { error: "expected a lever such as {lever: visits, change: +25%}" },
    )
    .describe(about);
}

const PLAN = { error: "expected the id of a saved plan or a CSV or GeoJSON file" };

/** The levers of this version. */
export const LEVERS = {
  visits: lever("visits", "contacts made", { change }),
  capacity: lever("capacity", "calls that the reps can make", { change }),
  territories: lever("territories", "another plan of territories", {
    plan: z
      .string(PLAN)
      .min(1, PLAN)
      .max(LONGEST_NAME, PLAN)
      .describe("id of a saved plan, or a .csv or .geojson file in the market folder"),
  }),
  price: lever("price", "price of the own brand", { change: priceChange }),
  discovery: lever("discovery", "share of calls spent on prospecting", { calls: shareOfAll }),
  rival_exit: lever("rival_exit", "a rival leaves the market", { brand }),
  rival_promotion: lever("rival_promotion", "a rival's promotions of the calendar", {
    brand,
    stop: z.literal(true, { error: "expected true" }).optional(),
    shift: shift.optional(),
    change: change.optional(),
  }),
  demand: lever("demand", "what the category buys", { change }),
  season: lever("season", "the season comes later or earlier", { shift }),
} as const;

/** Levers of one scenario, each of which is worked out over all accounts. */
export const MOST_LEVERS = 200;

export type LeverName = keyof typeof LEVERS;
export const LEVER_NAMES = Object.keys(LEVERS) as LeverName[];

/** Levers of the format that later versions will have. */
export const LATER_LEVERS = [
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
] as const;

/** A checked lever, as its line in the file says it. */
export type LeverSpec = { [Name in LeverName]: z.infer<(typeof LEVERS)[Name]> }[LeverName];

/** A lever and where it is written. */
export type ScenarioLever = LeverLine<LeverSpec>;
