import { z } from "zod";
import { change, moment, priceChange, shareOfAll, shift } from "./values.ts";

/** Longer than any name of a market. */
const LONGEST_NAME = 200;

/** One name or a list of names; ids that look like numbers stay as they are written. */
const names = z.union(
  [
    z
      .string()
      .min(1)
      .max(LONGEST_NAME)
      .transform(name => [name]),
    z.array(z.string().min(1).max(LONGEST_NAME)).min(1),
  ],
  {
    error: "expected a name or a list of names such as [T04, T05]",
  },
);

/** Where a lever pulls: accounts that are in one of the names of every key given. */
export const where = z.strictObject(
  {
    territories: names.optional(),
    areas: names.optional(),
    cells: names.optional(),
    types: names.optional(),
    accounts: names.optional(),
    segments: names.optional(),
  },
  { error: "expected a place such as {territories: [T04]}" },
);

const scope = {
  where: where.optional().describe("accounts that the lever touches; default: the market"),
  from: moment.optional().describe("first day, or a time after the start such as 8w; default: the start"),
  to: moment.optional().describe("last day, inclusive; default: the end of the horizon"),
};

const BRAND = { error: "expected the name of a rival's brand, or $largest for the largest rival" };
const brand = z
  .string(BRAND)
  .min(1, BRAND)
  .max(LONGEST_NAME, BRAND)
  .describe("a rival's brand; $largest is the largest rival of the last year");

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
export type Where = z.infer<typeof where>;
