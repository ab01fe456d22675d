import { getResolution } from "h3-js";
import { cellAt, cellToString } from "../../core/hexgrid.ts";
import type { Market } from "../../data/market/market.ts";
import type { Holdings } from "../districting.ts";
import type { Plan } from "../plan/plan.ts";
import type { Units } from "../units/units.ts";
import type { PlacedUnits } from "../units/unitsOf.ts";

/** Own amounts of units by the territory that has them today, the house aside; returns that outweigh sales count as nothing held. */
export function holdingsOf(
  { count, ofAccount }: Units,
  plan: Plan,
  amount: Float64Array,
  house: number,
): Holdings {
  const held = Array.from({ length: count }, () => new Map<number, number>());
  ofAccount.forEach((unit, i) => {
    const t = plan.territory[i]!;
    if (unit < 0 || t < 0 || t === house) return;
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
  const { units } = placed;
  const place = placeOf(market, placed, plan);
  const votes = new Map<number, Map<number, Vote>>();
  units.ofAccount.forEach((unit, i) => {
    const t = plan.territory[i]!;
    if (unit < 0 || t < 0) return;
    const by = votes.get(unit) ?? new Map<number, Vote>();
    votes.set(unit, by);
    const before = by.get(t) ?? { amount: 0, accounts: 0 };
    by.set(t, { amount: before.amount + amount[i]!, accounts: before.accounts + 1 });
  });
  return Int32Array.from({ length: units.count }, (_, unit) => {
    const by = votes.get(unit);
    if (!by) return place(unit);
    const order = [...by].sort(([s, a], [t, b]) => b.amount - a.amount || b.accounts - a.accounts || s - t);
    return order[0]![0];
  });
}

interface Vote {
  readonly amount: number;
  readonly accounts: number;
}

/** What a plan says of a unit's place. Cells that no row names follow their area: each area is asked for once. */
function placeOf(market: Market, { units, area }: PlacedUnits, plan: Plan): (unit: number) => number {
  const { kind, ids, lat, lon } = units;
  const named = new Set(plan.steps.flatMap(rows => rows.flatMap(({ cell }) => cell ?? [])));
  const coarser = [...named].some(cell => getResolution(cell) < market.resolution);
  const known = new Map<number, number>();
  return unit => {
    const cell =
      kind === "cell" ? ids[unit]! : cellToString(cellAt(lat[unit]!, lon[unit]!, market.resolution));
    if (coarser || named.has(cell)) return plan.place(cell, area[unit]!);
    const said = known.get(area[unit]!) ?? plan.place(cell, area[unit]!);
    known.set(area[unit]!, said);
    return said;
  };
}
