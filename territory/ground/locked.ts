import { cellToParent, getResolution, isValidCell } from "h3-js";
import { InputError } from "../../core/errors.ts";
import { cellToString } from "../../core/hexgrid.ts";
import { didYouMean } from "../../data/config/nearest.ts";
import type { Market } from "../../data/market/market.ts";
import type { Plan } from "../plan/plan.ts";
import type { Units } from "../units/units.ts";
import type { PlacedUnits } from "../units/unitsOf.ts";
import type { Lock } from "./demand.ts";

/**
 * Accounts that locks keep by name, with their territory by index in today's plan; -1: nobody's, as today.
 * @throws InputError for a lock of what there is not, and for one account that is locked into two territories
 */
export function lockedAccounts(market: Market, today: Plan, locks: readonly Lock[]): Map<number, number> {
  const index = new Map(market.accounts.ids.map((id, i) => [id, i]));
  const found = new Map<number, number>();
  for (const lock of locks) {
    const territory = territoryOf(today, lock);
    if (lock.kind !== "account") continue;
    const account = index.get(lock.id);
    if (account === undefined) throw unknown(lock, index.keys());
    const into = territory ?? today.territory[account]!;
    if ((found.get(account) ?? into) !== into) throw contradiction(today, lock.id, found.get(account)!, into);
    found.set(account, into);
  }
  return found;
}

/**
 * [unit] the territory that a unit is locked into, by index in today's plan; -1: free.
 * @param start territory of each unit today
 * @throws InputError as {@link lockedAccounts}, and for units that two locks hold in different territories
 */
export function lockedUnits(
  market: Market,
  today: Plan,
  { units, area }: Pick<PlacedUnits, "units" | "area">,
  start: Int32Array,
  locks: readonly Lock[],
): Int32Array {
  const locked = new Int32Array(units.count).fill(-1);
  for (const lock of locks) {
    const territory = territoryOf(today, lock);
    for (const unit of unitsHeld(market, today, units, area, start, lock)) {
      const into = territory ?? start[unit]!;
      if (into < 0) continue;
      if (locked[unit]! >= 0 && locked[unit] !== into)
        throw contradiction(today, units.names[unit]!, locked[unit]!, into);
      locked[unit] = into;
    }
  }
  return locked;
}

function unitsHeld(
  market: Market,
  today: Plan,
  units: Units,
  area: Int32Array,
  start: Int32Array,
  lock: Lock,
): number[] {
  const all = [...units.ids.keys()];
  const { accounts, cells, areas, resolution } = market;
  const withAccounts = (has: (account: number) => boolean) => [
    ...new Set(
      [...units.ofAccount.keys()]
        .filter(i => units.ofAccount[i]! >= 0 && has(i))
        .map(i => units.ofAccount[i]!),
    ),
  ];
  switch (lock.kind) {
    case "area": {
      const at = areas.findIndex(({ id }) => id === lock.id);
      if (at < 0)
        throw unknown(
          lock,
          areas.map(({ id }) => id),
        );
      return units.kind === "account"
        ? withAccounts(i => accounts.area[i] === at)
        : all.filter(u => area[u] === at);
    }
    case "cell": {
      if (!(isValidCell(lock.id) && getResolution(lock.id) <= resolution))
        throw new InputError(
          "locks",
          `${placed(lock)}: expected an H3 cell of resolution ${resolution} or coarser, got "${lock.id}"`,
        );
      const inside = (cell: string) => cellToParent(cell, getResolution(lock.id)) === lock.id;
      return units.kind === "cell"
        ? all.filter(u => inside(units.ids[u]!))
        : withAccounts(i => accounts.cell[i]! >= 0 && inside(cellToString(cells.h3[accounts.cell[i]!]!)));
    }
    case "account":
      return units.kind === "account" ? withAccounts(i => accounts.ids[i] === lock.id) : [];
    case "rep": {
      const his = new Set(today.territories.flatMap(({ repId }, t) => (repId === lock.id ? [t] : [])));
      if (his.size === 0)
        throw unknown(
          lock,
          today.territories.flatMap(({ repId }) => repId ?? []),
        );
      return all.filter(u => his.has(start[u]!));
    }
  }
}

function territoryOf(today: Plan, lock: Lock): number | null {
  const { kind, id, territory } = lock;
  if (territory === null) return null;
  const at = today.territories.findIndex(one => one.id === territory);
  if (at >= 0) return at;
  const hint = didYouMean(
    territory,
    today.territories.map(one => one.id),
  );
  throw new InputError(
    "locks",
    `${placed(lock)}: lock of ${kind} "${id}": expected a territory of today's plan, got "${territory}"${hint}`,
  );
}

function placed({ place }: Lock): string {
  return place ?? "lock";
}

function unknown(lock: Lock, known: Iterable<string>): InputError {
  const { kind, id } = lock;
  return new InputError(
    "locks",
    `${placed(lock)}: expected ${kind === "rep" ? "a rep with a territory" : `an ${kind}`} of the market, got "${id}"${didYouMean(id, [...known])}`,
  );
}

function contradiction(today: Plan, what: string, one: number, other: number): InputError {
  const name = (t: number) => today.territories[t]?.id ?? "nobody";
  return new InputError(
    "locks",
    `locks contradict each other: "${what}" is locked into ${name(one)} and into ${name(other)}; keep one of them`,
  );
}
