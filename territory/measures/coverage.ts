import { sumBy } from "../units/weights.ts";
import type { Figures } from "./figures.ts";
import { closedTerritories, type PlacedPlan } from "./placedPlan.ts";
import { contacts } from "./workload.ts";

export interface Coverage {
  /** Contacts a week over those that the rep can make (`weekly_calls`, fewer in a part-time post), all of his territories together. */
  readonly capacity_use: Figures;
  /** 1: the territory has no rep; the house and closed territories need none. */
  readonly vacant: Figures;
  /** Of open sites the share in a territory with a rep. */
  readonly coverage: Figures;
}

/** Who is there to work the territories. */
export function coverage(placed: PlacedPlan): Coverage {
  const { ground, plan, ofAccount, count } = placed;
  const { market, weights } = ground;
  const calls = new Map(market.reps.map(({ id, weeklyCalls }) => [id, weeklyCalls ?? Number.NaN]));
  const asked = contacts(placed).territories;
  const byRep = new Map<string, number>();
  plan.territories.forEach(({ repId }, t) => {
    if (repId !== null) byRep.set(repId, (byRep.get(repId) ?? 0) + asked[t]!);
  });
  const capacity = (rep: string) => calls.get(rep) ?? Number.NaN;
  const use = plan.territories.map(({ repId }) =>
    repId === null ? Number.NaN : byRep.get(repId)! / capacity(repId),
  );
  const known = [...byRep].filter(([rep]) => capacity(rep) > 0);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const closed = closedTerritories(placed);
  const vacant = Float64Array.from(plan.territories, ({ repId }, t) =>
    repId === null && !closed[t] ? 1 : 0,
  );
  const worked = Float64Array.from(plan.territories, ({ repId }, t) => (repId === null || closed[t] ? 0 : 1));
  const { customers } = weights.accounts;
  const covered = sumBy(count, ofAccount, customers).reduce((all, n, t) => all + n * worked[t]!, 0);
  const all = customers.reduce((total, n) => total + n, 0);
  return {
    capacity_use: {
      territories: Float64Array.from(use),
      plan: sum(known.map(([, n]) => n)) / sum(known.map(([rep]) => capacity(rep))),
    },
    vacant: { territories: vacant, plan: sum([...vacant]) },
    coverage: { territories: worked, plan: covered / all },
  };
}
