import { notes } from "../../core/note.ts";

/** What the effect of contacts and the contact windows rest on. */
export const responseNote = notes({
  "response.no_visits": {},
  "response.no_windows": {},
  "response.outside_window": { worth: "number" },
  "response.own_sales_only": {},
  "response.prior_month": { elasticity: "number", carry_over: "number" },
  "response.prior_week": { elasticity: "number", carry_over: "number" },
  "response.windows": { accounts: "count" },
});
