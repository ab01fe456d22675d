import { z } from "zod";

const measure = (text: string) => z.number().nullable().describe(text);

/** Properties of a feature of `territories.geojson`; estimates of the dark side, where there are any, come besides. */
export const territoryProperties = z.looseObject({
  territory_id: z.string(),
  name: z.string(),
  rep_id: z.string().nullable(),
  known_accounts: z.number(),
  own_amount: z.number(),
  rival_amount: measure("null: not in the input"),
  market_amount: measure("null: neither in the input nor estimated"),
  own_share: measure("of the market"),
  workload_hours: measure(
    "hours of contacts a week over the last year; null: nobody's contacts are in the input",
  ),
  call_capacity: measure("contacts a week that its rep can make; null: not in the input"),
  balance: measure(
    "workload over the mean of all territories, 1: even; without contacts sales of all brands over their mean",
  ),
  compactness: measure(
    "4π · area / outline², 1 for a circle (Polsby and Popper 1991); null: nothing is placed",
  ),
});
export type TerritoryProperties = z.infer<typeof territoryProperties>;
