import type { VisitPlan } from "../../sim/spec/levers.ts";
import type { Plan } from "../../territory/plan/plan.ts";
import type { Facts } from "../parameters/facts.ts";
import type { AccountEffect, Reach } from "./accountEffect.ts";
import { openEffect } from "./contactLaw.ts";
import { brokenRelations, type Moves, missedContacts, movesOf } from "./handover.ts";
import { handOn, listsToday, planReps, type RepList, visitPlanOf } from "./repLists.ts";
import { type Roads, withinHours } from "./travel.ts";

/** What a plan changes, in the order in which it comes to bear. */
export const PLAN_PARTS = ["capacity", "travel", "handover", "relations"] as const;
export type PlanPart = (typeof PLAN_PARTS)[number];

/** Another plan of territories, as the market's twin meets it. */
export interface PlanChange extends Moves {
  /** Contacts today, with the accounts at their new reps, and within the reps' hours; null where the twin knows none. */
  readonly lists: {
    readonly today: readonly RepList[];
    readonly capacity: readonly RepList[];
    /** null: the way of no list is known. */
    readonly travel: readonly RepList[] | null;
  } | null;
  /** Territories that get accounts while nobody works them. */
  readonly vacant: readonly string[];
  /** Reps who work a territory of the plan and made no contact in the last year. */
  readonly newReps: readonly RepList[];
  /** Reps with a territory in the plan less those with one today. */
  readonly moreReps: number;
}

/** @param touched accounts that the plan is for, in kernel order */
export function planChange(plan: Plan, facts: Facts, touched: Uint8Array, roads: Roads): PlanChange {
  const moves = movesOf(plan, facts, touched);
  const named = (territories: Plan["territories"], inUse: Int32Array) =>
    new Set(territories.flatMap(({ repId }, t) => (repId !== null && inUse.includes(t) ? [repId] : []))).size;
  const before = facts.market.accounts.territory;
  const moreReps = named(plan.territories, plan.territory) - named(facts.market.territories, before);
  const nothing = { ...moves, lists: null, vacant: [], newReps: [], moreReps };
  if (facts.twin.header.scalars.reps === 0) return nothing;
  const lists = listsToday(facts);
  const reps = planReps(plan, lists, facts);
  const vacant = new Set<string>();
  const targets = Array.from(facts.marketAccount, (account, i) => {
    if (moves.moved[i] === 0 && moves.changesHands[i] === 0) return null;
    const territory = plan.territory[account]!;
    if (reps.of[territory]! < 0) vacant.add(plan.territories[territory]!.id);
    return reps.of[territory]!;
  });
  const capacity = handOn(lists, targets, reps, plan, facts);
  return {
    ...moves,
    lists: { today: lists, capacity, travel: withinHours(lists, capacity, facts, roads) },
    vacant: [...vacant],
    newReps: capacity.slice(lists.length),
    moreReps,
  };
}

/** Whether a plan changes nothing for anybody. */
export function isSame({ moved, changesHands }: Moves): boolean {
  return !moved.includes(1) && !changesHands.includes(1);
}

/** What the kernel takes of a change, some of its parts alone. */
export function effectsOf(
  change: PlanChange,
  parts: ReadonlySet<PlanPart>,
  reach: Reach,
  facts: Facts,
): { readonly effects: AccountEffect[]; readonly visitPlan: VisitPlan | null } {
  if (isSame(change)) return { effects: [], visitPlan: null };
  const { lists, loses, changesHands } = change;
  const effects = [
    ...(parts.has("relations") ? brokenRelations(loses, reach, facts) : []),
    ...(parts.has("handover") && lists ? missedContacts(changesHands, reach, facts) : []),
  ];
  const after = lists && ((parts.has("travel") ? lists.travel : null) ?? lists.capacity);
  if (!lists || !after || !parts.has("capacity")) return { effects, visitPlan: null };
  return {
    effects: [...effects, ...openEffect(lists.today, after, reach, facts)],
    visitPlan: visitPlanOf(after),
  };
}
