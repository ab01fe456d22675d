import { f64, i32 } from "../../core/columns.ts";
import type { VisitPlan } from "../../sim/spec/levers.ts";
import { type Handover, handover } from "../../territory/plan/handover.ts";
import { type Plan, today } from "../../territory/plan/plan.ts";
import type { Facts, Membership } from "../parameters/facts.ts";

/** What another plan of territories does, by account in kernel order. */
export interface RepHandover extends Handover {
  /** Contacts as the reps of the plan make them; null where the twin knows no contacts. */
  readonly visitPlan: VisitPlan | null;
  /** Where everybody is then, dark accounts with their places; null: nobody moves. */
  readonly membership: Membership | null;
  /** Territories that get accounts while the twin knows no contacts of their rep. */
  readonly silent: readonly string[];
}

/**
 * Gives the accounts to the reps of their new territories. Every account keeps its weight, what was visited often is
 * visited often, and every rep keeps its calls: who gets more accounts has fewer contacts for each.
 */
export function handOver(plan: Plan, facts: Facts, touched: Uint8Array): RepHandover {
  const { market, marketAccount } = facts;
  const accounts = handover(today(market), plan);
  const inOrder = (mask: Uint8Array) =>
    Uint8Array.from(marketAccount, (account, i) => (touched[i] === 1 && account >= 0 ? mask[account]! : 0));
  const [moved, changesHands] = [inOrder(accounts.moved), inOrder(accounts.changesHands)];
  const membership = membershipOf(plan, facts, touched);
  if (facts.twin.header.scalars.reps === 0)
    return { moved, changesHands, membership, visitPlan: null, silent: [] };
  const territoryOf = (i: number) => plan.territory[marketAccount[i]!]!;
  const repOf = territoryReps(plan, facts);
  const silent = new Set<string>();
  const target = (i: number): number | null => {
    if (moved[i] === 0 && changesHands[i] === 0) return null;
    const rep = repOf[territoryOf(i)]!;
    if (rep < 0) silent.add(plan.territories[territoryOf(i)]!.id);
    return rep;
  };
  const targets = Array.from(marketAccount, (_, i) => target(i));
  return { moved, changesHands, membership, visitPlan: replan(facts, targets), silent: [...silent] };
}

/** An account that opens later goes with the one that it is the like of. */
function membershipOf(plan: Plan, { placed, twin }: Facts, touched: Uint8Array): Membership | null {
  const like = i32(twin.columns, "like");
  const territory = placed.territory.map((before, k) => {
    if (touched[k] === 0) return before;
    const account = like[k]!;
    const after = account >= 0 ? plan.territory[account]! : plan.place(placed.cell[k]!, placed.area[k]!);
    return after < 0 ? before : after;
  });
  if (territory.every((after, k) => after === placed.territory[k])) return null;
  return { territories: plan.territories.map(({ id }) => id), territory };
}

/** Weight of each account inside each rep of the twin: [rep] → account → mean contacts a period. */
function contactsOfReps({ twin }: Facts): Map<number, number>[] {
  const start = i32(twin.columns, "repStart");
  const account = i32(twin.columns, "repAccount");
  const weight = f64(twin.columns, "repWeight");
  const calls = f64(twin.columns, "repCalls");
  return Array.from({ length: twin.header.scalars.reps }, (_, r) => {
    const contacts = new Map<number, number>();
    for (let e = start[r]!; e < start[r + 1]!; e++) {
      const before = e > start[r]! ? weight[e - 1]! : 0;
      contacts.set(account[e]!, (contacts.get(account[e]!) ?? 0) + (weight[e]! - before) * calls[r]!);
    }
    return contacts;
  });
}

/**
 * The twin's rep of each territory of a plan, -1 for none: by the territory's `rep_id` among the reps that made contacts
 * in the last year, otherwise the rep who makes most contacts there today.
 */
function territoryReps({ territories }: Plan, facts: Facts): Int32Array {
  const { market, twin, marketAccount } = facts;
  const byContacts = territories.map(() => new Float64Array(twin.header.scalars.reps));
  contactsOfReps(facts).forEach((contacts, rep) => {
    for (const [i, mean] of contacts) {
      const territory = market.accounts.territory[marketAccount[i]!]!;
      if (territory >= 0) byContacts[territory]![rep]! += mean;
    }
  });
  return Int32Array.from(territories, ({ repId }, t) => {
    if (repId !== null) return twin.header.reps.indexOf(repId);
    const most = Math.max(...byContacts[t]!);
    return most > 0 ? byContacts[t]!.indexOf(most) : -1;
  });
}

/** The reps' contacts when some accounts go to another rep (-1: to none); target null: the account stays. */
function replan(facts: Facts, targets: readonly (number | null)[]): VisitPlan {
  const before = contactsOfReps(facts);
  const after = before.map(() => new Map<number, number>());
  before.forEach((contacts, rep) => {
    for (const [i, mean] of contacts) {
      const to = targets[i] ?? rep;
      if (to >= 0) after[to]!.set(i, (after[to]!.get(i) ?? 0) + mean);
    }
  });
  const entries = after.map(contacts => [...contacts].sort((a, b) => a[0] - b[0]));
  const repStart = new Int32Array(after.length + 1);
  entries.forEach((list, rep) => {
    repStart[rep + 1] = repStart[rep]! + list.length;
  });
  const repWeight = Float64Array.from(entries.flatMap(cumulative));
  const repAccount = Int32Array.from(entries.flatMap(list => list.map(([i]) => i)));
  return { repStart, repAccount, repWeight, repCalls: f64(facts.twin.columns, "repCalls").slice() };
}

/** Running shares of a rep's contacts, ending in 1. */
function cumulative(list: readonly (readonly [number, number])[]): number[] {
  const total = list.reduce((sum, [, mean]) => sum + mean, 0);
  let sum = 0;
  return list.map(([, mean], e) => {
    sum += mean;
    return e === list.length - 1 ? 1 : sum / total;
  });
}
