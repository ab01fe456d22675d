import { assignReps } from "../exact/assignReps.ts";
import { handover } from "../plan/handover.ts";
import type { Plan } from "../plan/plan.ts";
import { sumBy } from "../units/weights.ts";
import { type Figures, summed, total } from "./figures.ts";
import type { PlacedPlan } from "./placedPlan.ts";

export interface Disruption {
  /** Open sites that get another rep, by the territory that they come to. */
  readonly moved_accounts: Figures;
  /** Their own amount of the last year, minor units. */
  readonly moved_amount: Figures;
  /** That over all own amount of the territory; of the plan over all that has a territory today. */
  readonly moved_share: Figures;
}

/** What changes hands against today's plan. A new territory without a rep gets the one that {@link withReps} gives it. */
export function disruption({ ground, plan, ofAccount, count }: PlacedPlan): Disruption {
  const { today, weights } = ground;
  const { customers, amount } = weights.accounts;
  const own = amount.map(value => Math.max(0, value));
  const { changesHands } = handover(today, withReps(today, plan, own));
  const moving = (values: Float64Array) =>
    values.map((value, i) => (changesHands[i] && today.territory[i]! >= 0 ? value : 0));
  const sites = summed(sumBy(count, ofAccount, moving(customers)));
  const money = summed(sumBy(count, ofAccount, moving(own)));
  const held = sumBy(count, ofAccount, own);
  const all = total(own.filter((_, i) => today.territory[i]! >= 0));
  return {
    moved_accounts: sites,
    moved_amount: money,
    moved_share: {
      territories: money.territories.map((value, t) => (held[t]! > 0 ? value / held[t]! : 0)),
      plan: all > 0 ? money.plan / all : 0,
    },
  };
}

/**
 * The plan with a rep in each territory that it adds without one: of those who have none in it, so that as little amount as
 * can be changes hands. None in two.
 */
function withReps(today: Plan, plan: Plan, amount: Float64Array): Plan {
  const known = new Set(today.territories.map(({ id }) => id));
  const vacant = plan.territories.flatMap((territory, t) =>
    territory.repId === null && !known.has(territory.id) ? [t] : [],
  );
  const taken = new Set(
    plan.territories.filter((_, t) => plan.territory.includes(t)).map(({ repId }) => repId),
  );
  const free = [...new Set(today.territories.flatMap(({ repId }) => repId ?? []))].filter(
    id => !taken.has(id),
  );
  if (vacant.length === 0 || free.length === 0) return plan;
  const held = new Float64Array(vacant.length * free.length);
  plan.territory.forEach((t, i) => {
    const rep = free.indexOf(today.territories[today.territory[i]!]?.repId ?? "");
    const at = vacant.indexOf(t);
    if (at >= 0 && rep >= 0) held[at * free.length + rep]! += amount[i]!;
  });
  const reps = assignReps({ territories: vacant.length, reps: free.length, held });
  const given = vacant.flatMap((t, at) =>
    reps[at]! >= 0 ? [{ ...plan.territories[t]!, repId: free[reps[at]!]! }] : [],
  );
  return plan.withTerritory(...given);
}
