import { cellAt, cellToString } from "../../core/hexgrid.ts";
import type { Market } from "../../data/market/market.ts";
import type { Holdings } from "../districting.ts";
import type { Plan } from "../plan/plan.ts";
import type { Units } from "../units/units.ts";
import type { PlacedUnits } from "../units/unitsOf.ts";

/** Own amounts of units by the territory that has them today; returns that outweigh sales count as nothing held. */
export function holdingsOf({ count, ofAccount }: Units, plan: Plan, amount: Float64Array): Holdings {
  const held = Array.from({ length: count }, () => new Map<number, number>());
  ofAccount.forEach((unit, i) => {
    const t = plan.territory[i]!;
    if (unit < 0 || t < 0) return;
    held[unit]!.set(t, (held[unit]!.get(t) ?? 0) + Math.max(0, amount[i]!));
  });
  const start = new Int32Array(count + 1);
  held.forEach((by, unit) => {
    start[unit + 1] = start[unit]! + by.size;
  });
  const rows = held.flatMap(by => [...by].sort(([a], [b]) => a - b));
  return {
    start,
    territory: Int32Array.from(rows, ([t]) => t),
    amount: Float64Array.from(rows, ([, sum]) => sum),
  };
}

/**
 * [unit] its territory under a plan: the one that holds most of its amount, then most of its accounts; where no account is,
 * what the plan says of the place; -1: nobody's.
 */
export function unitTerritories(
  market: Market,
  placed: PlacedUnits,
  plan: Plan,
  amount: Float64Array,
): Int32Array {
  const { units, area } = placed;
  const votes = Array.from(
    { length: units.count },
    () => new Map<number, { amount: number; accounts: number }>(),
  );
  units.ofAccount.forEach((unit, i) => {
    const t = plan.territory[i]!;
    if (unit < 0 || t < 0) return;
    const before = votes[unit]!.get(t) ?? { amount: 0, accounts: 0 };
    votes[unit]!.set(t, { amount: before.amount + amount[i]!, accounts: before.accounts + 1 });
  });
  return Int32Array.from(votes, (by, unit) => {
    const order = [...by].sort(([s, a], [t, b]) => b.amount - a.amount || b.accounts - a.accounts || s - t);
    return order[0]?.[0] ?? plan.place(cellOf(market, units, unit), area[unit]!);
  });
}

function cellOf({ resolution }: Market, { kind, ids, lat, lon }: Units, unit: number): string {
  return kind === "cell" ? ids[unit]! : cellToString(cellAt(lat[unit]!, lon[unit]!, resolution));
}
