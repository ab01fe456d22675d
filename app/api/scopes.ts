import { METRIC_NAMES, METRICS, type MetricName, type Scope } from "../../twin/metrics.ts";

/** Words of a scope. */
export const SCOPE_WORDS: Readonly<Record<Scope, Readonly<Record<"en" | "tr", string>>>> = {
  known: { en: "known accounts", tr: "bilinen müşteriler" },
  dark: { en: "dark accounts", tr: "karanlık müşteriler" },
  all: { en: "known and dark accounts", tr: "bilinen ve karanlık müşteriler" },
};

/** Metrics of a simulated course (`simulate`, `compare`). */
export const COURSE_SCOPES = Object.fromEntries(
  METRIC_NAMES.map(metric => [metric, METRICS[metric].scope]),
) as { readonly [Name in MetricName]: Scope };

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
} as const satisfies Readonly<Record<string, Scope>>;

/** The `forecast` table: it goes on from history, which is that of known accounts. */
export const FORECAST_SCOPE: Scope = "known";
