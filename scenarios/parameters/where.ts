import { z } from "zod";
import { moment } from "./values.ts";

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

export type Where = z.infer<typeof where>;

/** Keys that every lever has: where and when it pulls. */
export const scope = {
  where: where.optional().describe("accounts that the lever touches; default: the market"),
  from: moment.optional().describe("first day, or a time after the start such as 8w; default: the start"),
  to: moment.optional().describe("last day, inclusive; default: the end of the horizon"),
};

const BRAND = { error: "expected the name of a rival's brand, or $largest for the largest rival" };
export const brand = z
  .string(BRAND)
  .min(1, BRAND)
  .max(LONGEST_NAME, BRAND)
  .describe("a rival's brand; $largest is the largest rival of the last year");

const PLAN = { error: "expected the id of a saved plan or a CSV or GeoJSON file" };
export const plan = z
  .string(PLAN)
  .min(1, PLAN)
  .max(LONGEST_NAME, PLAN)
  .describe("id of a saved plan, or a .csv or .geojson file in the market folder");
