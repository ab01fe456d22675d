import { notes } from "../../core/note.ts";

/** What tours rest on, and what they leave out. */
export const routesNote = notes({
  /** Where no home is given. */
  "routes.home_middle": { rep: "name" },
  "routes.by_circle": { detour: "factor", speed: "number" },
  "routes.by_matrix": { file: "name", count: "count" },
  "routes.gain": { share: "percent" },
  /** Contacts are not known to bring orders. */
  "routes.no_gain": {},
  "routes.visits_weekly_calls": { calls: "number", share: "percent" },
  "routes.visits_past_visits": { visits: "number" },
  "routes.visits_hours": {},
  /** Nobody has visited anybody. */
  "routes.no_past_visits": { minutes: "number" },
  "routes.day_off": { day: "day", name: "name" },
  "routes.no_days": {},
  "routes.no_accounts": { rep: "name" },
  "routes.closed": { count: "count" },
  "routes.unplaced": { count: "count" },
  "routes.other_channel": { count: "count" },
  "routes.not_this_week": { count: "count" },
});
