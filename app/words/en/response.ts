import type { Words } from "../../../core/note.ts";
import type { responseNote } from "../../../models/response/notes.ts";

export const response: Words<typeof responseNote> = {
  "response.no_visits": "no visits in the last year",
  "response.no_windows": "no contact windows: every contact counts as inside",
  "response.outside_window": "a contact outside the window is worth {{worth}} of one inside",
  "response.own_sales_only": "only own sales are known: visits cannot shift choices",
  "response.prior_month":
    "elasticity of personal selling {{elasticity}} (Albers, Mantrala, Sridhar 2010); carry-over {{carry_over}} a month, and half the effect at twice the usual goodwill, are assumptions",
  "response.prior_week":
    "elasticity of personal selling {{elasticity}} (Albers, Mantrala, Sridhar 2010); carry-over {{carry_over}} a week, and half the effect at twice the usual goodwill, are assumptions",
  "response.windows": "windows of {{accounts}} accounts, and when their reps call",
};
