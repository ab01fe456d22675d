import type { Words } from "../../../core/note.ts";
import type { routesNote } from "../../../territory/routes/notes.ts";

export const routes: Words<typeof routesNote> = {
  "routes.home_middle":
    "The home of {{rep}} is not given (lat and lon of reps): tours begin in the middle of the accounts.",
  "routes.by_circle":
    "On the road: as the crow flies × {{detour}}, at {{speed}} km/h from door to door (travel in market.yaml).",
  "routes.by_matrix":
    "On the road: {{file}}, where it knows the way ({{count}} ways); elsewhere as the crow flies.",
  "routes.gain":
    "Gain: own orders that would not come without the visit, as the next best contact has them, times the amount of an own order of the account; 90% interval of what visits bring, ±{{share}}. Accounts are ranked by it and by how far they are due.",
  "routes.no_gain":
    "Visits are not known to bring orders here: accounts are ranked by the amount of an own order and by how far they are due.",
  "routes.visits_weekly_calls":
    "Visits of the week: {{calls}} calls (weekly_calls), of which {{share}} were visits in the last year.",
  "routes.visits_past_visits": "Visits of the week: as in the last year, {{visits}} a week.",
  "routes.visits_hours": "Visits of the week: as many as its hours take; no calls a week are given.",
  "routes.no_past_visits":
    "There are no visits in the last year: every visit takes {{minutes}} minutes, and all accounts are equally due.",
  "routes.day_off": "No tour on {{day}}: {{name}}.",
  "routes.no_days": "The week has no working day.",
  "routes.no_accounts": "No open account belongs to a territory of {{rep}}.",
  "routes.closed": {
    one: "{{count}} account takes no visit within the hours of that week.",
    other: "{{count}} accounts take no visit within the hours of that week.",
  },
  "routes.unplaced": {
    one: "{{count}} account has no coordinates.",
    other: "{{count}} accounts have no coordinates.",
  },
  "routes.other_channel": {
    one: "{{count}} account is better contacted in another way than by a visit, or by none.",
    other: "{{count}} accounts are better contacted in another way than by a visit, or by none.",
  },
  "routes.not_this_week": {
    one: "{{count}} more account could be visited and waits for another week.",
    other: "{{count}} more accounts could be visited and wait for another week.",
  },
};
