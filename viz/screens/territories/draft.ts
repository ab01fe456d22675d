import type { PlanMove, PlanUnitKind } from "../../../app/api/plans.ts";

/** What somebody has made of a plan and not saved: an immutable value. Every change gives a new one. */
export interface Draft {
  readonly moves: readonly PlanMove[];
  /** Moves that were taken back, the last one first. */
  readonly undone: readonly PlanMove[];
  /** What nobody moves by mistake, and no proposal moves at all. */
  readonly locks: readonly Lock[];
  /** Version of the plan that the moves were begun on; null: of one without a file. */
  readonly base: string | null;
}

/** A unit, or a territory with all that it has. */
export interface Lock {
  readonly what: PlanUnitKind | "territory";
  readonly id: string;
}

export const UNTOUCHED: Draft = { moves: [], undone: [], locks: [], base: null };

/** @param version of the plan as it is saved now */
export function withMove(draft: Draft, move: PlanMove, version: string | null): Draft {
  const base = draft.moves.length === 0 ? version : draft.base;
  return { ...draft, moves: [...draft.moves, move], undone: [], base };
}

export function undo(draft: Draft): Draft {
  const last = draft.moves.at(-1);
  if (!last) return draft;
  return { ...draft, moves: draft.moves.slice(0, -1), undone: [last, ...draft.undone] };
}

export function redo(draft: Draft): Draft {
  const [next, ...undone] = draft.undone;
  return next ? { ...draft, moves: [...draft.moves, next], undone } : draft;
}

/** Sets a lock, or takes it off again. */
export function toggleLock(draft: Draft, lock: Lock): Draft {
  const rest = draft.locks.filter(({ what, id }) => what !== lock.what || id !== lock.id);
  return { ...draft, locks: rest.length < draft.locks.length ? rest : [...rest, lock] };
}

/**
 * The moves with the same outcome, one after the other of the same kind as one: what they say of a unit last. So that a
 * server that is asked at every change does not do again what was overruled.
 */
export function shortened(moves: readonly PlanMove[]): PlanMove[] {
  const short: PlanMove[] = [];
  for (let first = 0; first < moves.length; ) {
    const { by } = moves[first]!;
    const owner = new Map<string, string>();
    let next = first;
    for (; next < moves.length && moves[next]!.by === by; next++)
      for (const unit of moves[next]!.units) owner.set(unit, moves[next]!.to);
    const byOwner = new Map<string, string[]>();
    for (const [unit, to] of owner) byOwner.set(to, [...(byOwner.get(to) ?? []), unit]);
    for (const [to, units] of byOwner) short.push({ to, by, units });
    first = next;
  }
  return short;
}
