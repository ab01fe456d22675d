import { f64, i32 } from "../../core/columns.ts";
import type { VisitPlan } from "../../sim/spec/levers.ts";
import type { Plan } from "../../territory/plan/plan.ts";
import type { Facts } from "../parameters/facts.ts";

/** A rep, the calls that it makes, and whom they go to. */
export interface RepList {
  /** As the market has it; null: contacts of which no rep is known. */
  readonly rep: string | null;
  /** A period, by mean. */
  readonly calls: number;
  /** Account in kernel order → mean contacts a period when today's are handed on: the shares in which the calls go to them. */
  readonly contacts: ReadonlyMap<number, number>;
  /** Whether a territory of the plan is its own. */
  readonly works: boolean;
}

/** The reps of the twin with what they do today. */
export function listsToday({ market, twin }: Facts): RepList[] {
  const start = i32(twin.columns, "repStart");
  const account = i32(twin.columns, "repAccount");
  const weight = f64(twin.columns, "repWeight");
  const works = workingToday(market);
  return Array.from(f64(twin.columns, "repCalls"), (calls, r) => {
    const contacts = new Map<number, number>();
    for (let e = start[r]!; e < start[r + 1]!; e++) {
      const before = e > start[r]! ? weight[e - 1]! : 0;
      contacts.set(account[e]!, (contacts.get(account[e]!) ?? 0) + (weight[e]! - before) * calls);
    }
    const rep = twin.header.reps[r] ?? null;
    return { rep, calls, contacts, works: rep !== null && works.has(rep) };
  });
}

/** Reps by whose territories accounts are. */
function workingToday({ territories, accounts }: Facts["market"]): ReadonlySet<string | null> {
  const inUse = new Set(accounts.territory);
  return new Set(territories.flatMap(({ repId }, t) => (inUse.has(t) ? [repId] : [])));
}

/** Who works the territories of a plan. */
export interface PlanReps {
  /** Ids: those of the twin, then those that work a territory for the first time. */
  readonly ids: readonly (string | null)[];
  /** By territory of the plan, -1: nobody. */
  readonly of: Int32Array;
}

/**
 * By a territory's `rep_id`; where it has none, whoever makes most contacts there today. A rep who works a territory today
 * without a contact in the last year goes on so.
 */
export function planReps({ territories }: Plan, lists: readonly RepList[], facts: Facts): PlanReps {
  const { market, twin, marketAccount } = facts;
  const ids = [...twin.header.reps];
  const working = workingToday(market);
  const byContacts = territories.map(() => new Float64Array(lists.length));
  lists.forEach(({ contacts }, rep) => {
    for (const [i, mean] of contacts) {
      const territory = market.accounts.territory[marketAccount[i]!]!;
      if (territory >= 0) byContacts[territory]![rep]! += mean;
    }
  });
  const of = territories.map(({ repId }, t) => {
    if (repId === null) {
      const most = Math.max(...byContacts[t]!);
      return most > 0 ? byContacts[t]!.indexOf(most) : -1;
    }
    const known = ids.indexOf(repId);
    return known >= 0 || working.has(repId) ? known : ids.push(repId) - 1;
  });
  return { ids, of: Int32Array.from(of) };
}

/**
 * The lists when some accounts go to other reps. Every account keeps its share of attention and every rep its calls: who
 * gets more accounts has fewer contacts for each. Who has no territory left keeps no more than the contacts left to it; a
 * new rep makes as many calls as its colleagues do on average, at most its own `weekly_calls`, and calls on all that buy
 * anything alike where nobody called on them before.
 * @param targets by account in kernel order: its rep in the plan, -1: nobody; null: it stays with whoever calls on it
 */
export function handOn(
  today: readonly RepList[],
  targets: readonly (number | null)[],
  { ids, of }: PlanReps,
  plan: Plan,
  facts: Facts,
): RepList[] {
  const contacts = ids.map(() => new Map<number, number>());
  today.forEach((list, from) => {
    for (const [i, mean] of list.contacts) {
      const to = targets[i] ?? from;
      if (to >= 0) contacts[to]!.set(i, (contacts[to]!.get(i) ?? 0) + mean);
    }
  });
  const colleagues = today.filter(({ works }) => works);
  const usual = mean((colleagues.length > 0 ? colleagues : today).map(({ calls }) => calls));
  const inUse = new Set(plan.territory);
  const working = new Set([...of].filter((_, t) => inUse.has(t)));
  return ids.map((rep, r) => {
    const works = working.has(r);
    const before = today[r];
    if (works && contacts[r]!.size === 0) callOnAll(contacts[r]!, r, of, plan, facts);
    const left = sum(contacts[r]!.values());
    const calls = before
      ? before.works && !works
        ? Math.min(before.calls, left)
        : before.calls
      : Math.min(usual, mostCalls(rep, facts) ?? usual);
    return { rep, calls, contacts: contacts[r]!, works };
  });
}

function callOnAll(
  contacts: Map<number, number>,
  rep: number,
  of: Int32Array,
  plan: Plan,
  { twin, marketAccount }: Facts,
): void {
  const rate = f64(twin.columns, "rate");
  marketAccount.forEach((account, i) => {
    const territory = account < 0 ? -1 : plan.territory[account]!;
    if (territory >= 0 && of[territory] === rep && rate[i]! > 0) contacts.set(i, 1);
  });
}

/** Calls a period that a rep can make by its `weekly_calls`; null where it is not given. */
export function mostCalls(rep: string | null, { market }: Facts): number | null {
  const weekly = market.reps.find(({ id }) => id === rep)?.weeklyCalls ?? null;
  return weekly === null ? null : weekly * weeksOf(market.period);
}

/** Weeks of a period. */
export function weeksOf(period: Facts["market"]["period"]): number {
  return period === "week" ? 1 : 365.25 / 12 / 7;
}

/** The lists as the kernel takes them. */
export function visitPlanOf(lists: readonly RepList[]): VisitPlan {
  const entries = lists.map(({ contacts }) => [...contacts].sort((a, b) => a[0] - b[0]));
  const repStart = new Int32Array(lists.length + 1);
  entries.forEach((list, rep) => {
    repStart[rep + 1] = repStart[rep]! + list.length;
  });
  return {
    repStart,
    repAccount: Int32Array.from(entries.flatMap(list => list.map(([i]) => i))),
    repWeight: Float64Array.from(entries.flatMap(runningShares)),
    repCalls: Float64Array.from(lists, ({ calls }) => calls),
  };
}

/** Running shares of a rep's contacts, ending in 1. */
function runningShares(list: readonly (readonly [number, number])[]): number[] {
  const total = sum(list.map(([, mean]) => mean));
  let running = 0;
  return list.map(([, mean], e) => {
    running += mean;
    return e === list.length - 1 ? 1 : running / total;
  });
}

/** Mean contacts a period of each account in kernel order. */
export function contactsByAccount(lists: readonly RepList[], accounts: number): Float64Array {
  const contacts = new Float64Array(accounts);
  for (const list of lists) {
    const total = sum(list.contacts.values());
    for (const [i, mean] of list.contacts) if (total > 0) contacts[i]! += (list.calls * mean) / total;
  }
  return contacts;
}

function sum(values: Iterable<number>): number {
  let all = 0;
  for (const value of values) all += value;
  return all;
}

function mean(values: readonly number[]): number {
  return values.length > 0 ? sum(values) / values.length : 0;
}
