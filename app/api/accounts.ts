import { z } from "zod";
import { note } from "./notes.ts";
import { segmentPath } from "./segments.ts";

/**
 * Accounts over HTTP: the list that search and cards show, and all that is known of one account. Amounts are in major
 * currency units over the last 52 weeks (12 months) of history unless said otherwise; null: not in the input, or not
 * learned by this build.
 */

const amount = z.number().nullable();

/** Mean and 5% and 95% points. */
const estimate = z.object({ mean: z.number(), p05: z.number().nullable(), p95: z.number().nullable() });

const accountSummary = z.object({
  account_id: z.string(),
  name: z.string().nullable(),
  type: z.string().nullable(),
  cell: z.string().nullable().describe("null: the account has no coordinates"),
  territory_id: z.string().nullable(),
  segment: z.string().nullable().describe("null: it is not open, or not learned by this build"),
  closed: z.string().nullable().describe("first day on which it was no customer any more; null: open"),
  successor: z.string().nullable().describe("the account under which its site goes on; null: this one"),
  own_amount: z.number(),
  rival_amount: amount.describe("null: rivals' sales are not in the input"),
  wallet: estimate
    .nullable()
    .describe("what the account could buy in all, a year: a 90% quantile, at least what it bought"),
  headroom: estimate.nullable().describe("wallet quantile less own sales: a ceiling, not to be summed"),
  headroom_expected: amount.describe(
    "what such accounts buy of rivals in a year on average, to be summed; null: rivals' sales are not in the input",
  ),
  share_of_wallet: z.number().nullable(),
});

export const accountsQuery = z.object({
  query: z.string().max(200).optional().describe("part of an id or a name; case and accents do not count"),
  cell: z.string().max(20).optional().describe("H3 index"),
  territory: z.string().max(200).optional(),
  segment: z.string().max(200).optional(),
  closed: z
    .enum(["false", "true"])
    .default("false")
    .describe("true: also accounts that are closed, or followed by another at their site"),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const accountList = z.object({
  total: z.number().describe("accounts that match, of which the first `limit` by own sales are listed"),
  closed: z
    .number()
    .describe("accounts that match and are not open: closed, or followed by another at their site"),
  accounts: z.array(accountSummary),
});

const visit = z.object({
  at: z.string().describe("local time, ISO; a day where the input has no time"),
  channel: z.string().nullable(),
  outcome: z.string().nullable(),
  minutes: z.number().nullable(),
  rep_id: z.string().nullable(),
});

const contactWindow = z.object({
  channel: z.string(),
  allowed: z.boolean(),
  days: z.array(z.number()).describe("0 = Monday"),
  from_hour: z.number(),
  to_hour: z.number(),
});

export const accountDetail = accountSummary.extend({
  site_id: z.string().nullable(),
  area: z.string().nullable().describe("its name"),
  lat: z.number().nullable(),
  lon: z.number().nullable(),
  opened: z.string().nullable(),
  influence: z.number().nullable(),
  digital_affinity: z.number().nullable(),
  p_alive: z
    .number()
    .nullable()
    .describe("chance of at least one own purchase within 52 weeks (12 months); null: it never bought"),
  expected_amount_52w: estimate.nullable().describe("own sales expected over the next 52 weeks (12 months)"),
  lifecycle: z.string().nullable(),
  /** The same place under other numbers. */
  predecessors: z.array(z.string()),
  history: z.object({
    periods: z.array(z.string()).describe("first days, ascending"),
    own: z.array(z.number()),
    rivals: z.array(z.number()).nullable().describe("null: not in the input"),
  }),
  visits: z.object({
    total: z.number(),
    by_channel: z.array(z.object({ channel: z.string().nullable(), count: z.number() })),
    latest: z.array(visit).describe("newest first, at most 500"),
  }),
  windows: z
    .array(contactWindow)
    .describe("what the account said of channels and hours, as of the end of history"),
  categories: z
    .array(
      z.object({
        category: z.string(),
        own: z.number(),
        rivals: amount,
        wallet: amount.describe("what it could buy of the category in a year; null: not learned"),
        headroom_expected: amount.describe("its part of the account's, to be summed"),
      }),
    )
    .nullable()
    .describe("null: sales carry no category"),
  segment_path: segmentPath.nullable().describe("null: not learned by this build"),
  next_best_contact: z
    .object({
      channel: z.string(),
      day: z.number().nullable().describe("0 = Monday; null: nothing tells of days"),
      hour: z.number().nullable().describe("local, 0 to 23; null: only days are known"),
      reasons: z.array(note).describe("why it is proposed, the strongest first"),
    })
    .nullable(),
});

export type AccountSummary = z.infer<typeof accountSummary>;
export type AccountsQuery = z.infer<typeof accountsQuery>;
export type AccountList = z.infer<typeof accountList>;
export type AccountDetail = z.infer<typeof accountDetail>;
export type Estimate = z.infer<typeof estimate>;
