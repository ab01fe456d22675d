/**
 * Whose figures a metric tells: recorded accounts, those that nobody has recorded, or both. The one place that says so, for
 * the API, the command line and the page.
 */
export const SCOPES = ["known", "dark", "all"] as const;
export type Scope = (typeof SCOPES)[number];
type Scopes = Readonly<Record<string, Scope>>;

/** Words of a scope. */
export const SCOPE_WORDS: Readonly<Record<Scope, Readonly<Record<"en" | "tr", string>>>> = {
  known: { en: "known accounts", tr: "bilinen müşteriler" },
  dark: { en: "unseen accounts", tr: "görünmeyen müşteriler" },
  all: { en: "known and unseen accounts", tr: "bilinen ve görünmeyen müşteriler" },
};

/** Metrics of a simulated course (`simulate`, `compare`). Contacts reach known accounts, and others once they are found. */
export const COURSE_SCOPES = {
  own_amount: "all",
  own_amount_known: "known",
  market_amount: "all",
  market_amount_known: "known",
  own_share: "all",
  visits: "known",
  wasted_contacts: "known",
  new_accounts: "known",
  lapsed_accounts: "known",
  won_back_accounts: "known",
  discovered_accounts: "dark",
  aware_accounts: "all",
  orders: "all",
  own_orders: "all",
} as const satisfies Scopes;

/** Figures of the KPI strip; those of `dark` are in it under their own names. */
export const KPI_SCOPES = {
  own_amount_52w: "known",
  own_amount_change: "known",
  rival_amount_52w: "known",
  market_amount_52w: "known",
  own_share_52w: "known",
  known_accounts: "known",
  own_forecast_52w: "known",
  "dark.accounts": "dark",
  "dark.unaware": "dark",
  "dark.amount": "dark",
  "dark.own_amount": "dark",
  "dark.market": "all",
  "dark.own_share": "all",
  "dark.untapped_amount": "all",
  "dark.untapped_share": "all",
} as const satisfies Scopes;

/** The `forecast` table: it goes on from history, which is that of known accounts. */
export const FORECAST_SCOPE: Scope = "known";
