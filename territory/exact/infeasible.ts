import type { Balance, Districting } from "../districting.ts";
import { deviationBound } from "./obstacles/deviationBound.ts";
import { type InfeasibleNote, infeasibleNote } from "./obstacles/notes.ts";
import { balanceObstacles, type Names, type Obstacle, plainObstacle } from "./obstacles/obstacles.ts";

/** That no plan can meet what was asked, and what comes nearest. */
export interface Infeasible {
  /** In one sentence. */
  readonly reason: InfeasibleNote;
  /** What would make it possible, each by itself; none where it cannot be told. */
  readonly nearest: Nearest;
  /** The same in sentences. */
  readonly mends: readonly InfeasibleNote[];
}

export interface Nearest {
  /** No narrower tolerance is possible (share of a target); null: the tolerance is not in the way. */
  readonly tolerance: number | null;
  /** No more territories than these are possible at the tolerance asked for; null: their number is not in the way. */
  readonly territories: number | null;
  /** Units that are too heavy for one territory, by index. */
  readonly split: readonly number[];
}

/** Why no plan can meet a question, when counting proves it; null: it does not. */
export function infeasible(question: Districting, names: Names): Infeasible | null {
  const obstacle = plainObstacle(question, names) ?? firstObstacle(question, names);
  if (obstacle === null) return null;
  const nearest = {
    tolerance: widerTolerance(question),
    territories: fewerTerritories(question, names),
    split: obstacle.split,
  };
  return { reason: obstacle.reason, nearest, mends: mendsOf(nearest, names) };
}

function firstObstacle(question: Districting, names: Names): Obstacle | null {
  for (const balance of question.balances) {
    const obstacle = balanceObstacles(question, balance, names)(balance.tolerance);
    if (obstacle !== null) return obstacle;
  }
  return null;
}

/** The balance that needs most room above its tolerance. */
function widerTolerance(question: Districting): number | null {
  const needed = question.balances.flatMap(balance => {
    const least = deviationBound(question, balance);
    return least > balance.tolerance ? [least] : [];
  });
  const most = Math.max(...needed);
  return needed.length > 0 && Number.isFinite(most) ? most : null;
}

function fewerTerritories(question: Districting, names: Names): number | null {
  for (let k = question.territories - 1; k >= 1; k--) {
    const fewer = withTerritories(question, k);
    if (fewer === null) return null;
    if (plainObstacle(fewer, names) === null && firstObstacle(fewer, names) === null) return k;
  }
  return null;
}

/** The same question for the first k territories; null where something is pinned to one that would close. */
function withTerritories(question: Districting, k: number): Districting | null {
  const { locked, capacity, balances } = question;
  if (locked.some(lock => lock >= k)) return null;
  if (balances.some(({ base }) => base.subarray(k).some(b => b > 0))) return null;
  const shared = (balance: Balance): Balance => {
    const [all, kept] = [sum(balance.target), sum(balance.target.subarray(0, k))];
    const target = balance.target.slice(0, k).map(aim => (aim * all) / kept);
    return { ...balance, base: balance.base.slice(0, k), target };
  };
  return { ...question, territories: k, capacity: capacity.slice(0, k), balances: balances.map(shared) };
}

function mendsOf({ tolerance, territories, split }: Nearest, names: Names): InfeasibleNote[] {
  return [
    ...(territories === null ? [] : [infeasibleNote("infeasible.fewer", { count: territories })]),
    ...(tolerance === null ? [] : [infeasibleNote("infeasible.wider", { tolerance })]),
    ...(split.length === 0
      ? []
      : [infeasibleNote("infeasible.split", { units: split.map(u => names.units[u]!) })]),
  ];
}

function sum(values: Float64Array): number {
  return values.reduce((total, v) => total + v, 0);
}
