import type { SearchRequest } from "../../../app/api/planJobs.ts";
import type { PlanMeasured, PlanUnits } from "../../../app/api/plans.ts";
import type { Draft } from "./draft.ts";

/** What a draft locks, as a search is told: a territory by its rep, or unit by unit where nobody works it. */
export function searchLocks(
  { locks }: Draft,
  drawn: PlanMeasured,
  { by, ids }: PlanUnits,
): SearchRequest["locks"] {
  const owner = (unit: number) => drawn.territories[drawn.territory[unit]!]?.id ?? null;
  return locks.flatMap(({ what, id }): SearchRequest["locks"] => {
    if (what !== "territory")
      return [{ kind: what, id, territory: what === by ? owner(ids.indexOf(id)) : null }];
    const rep = drawn.territories.find(territory => territory.id === id)?.rep_id ?? null;
    if (rep !== null) return [{ kind: "rep", id: rep, territory: null }];
    return ids.flatMap((unit, u) => (owner(u) === id ? [{ kind: by, id: unit, territory: id }] : []));
  });
}
