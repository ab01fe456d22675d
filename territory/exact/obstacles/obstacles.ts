import type { Balance, Districting } from "../../districting.ts";
import { components } from "../../units/components.ts";
import { branches } from "./branches.ts";
import { balanceWords, type InfeasibleNote, infeasibleNote } from "./notes.ts";
import { hasSum, subsetSums } from "./subsetSums.ts";

/** What people call units and territories, in the order of the question. */
export interface Names {
  readonly units: readonly string[];
  readonly territories: readonly string[];
}

/** Something that no plan gets round, proven by counting. */
export interface Obstacle {
  readonly reason: InfeasibleNote;
  /** Units that would have to be split. */
  readonly split: readonly number[];
}

/** Sums are of floating-point numbers: what breaks a limit by less than this share of it is not said to break it. */
const SLACK = 1e-9;

/** How many names stand in a sentence. */
const SHOWN = 5;

/**
 * What stands in the way of one balance at a tolerance: necessary conditions, each cheap for tens of thousands of units,
 * prepared once for many tolerances. A wider tolerance never brings one up that was not there.
 * @returns what is in the way at a tolerance, said of the tolerance; null: nothing that these conditions see
 */
export function balanceObstacles(
  question: Districting,
  balance: Balance,
  names: Names,
): (tolerance: number) => Obstacle | null {
  const { units, territories, graph, locked, contiguous } = question;
  const { weight, base, target } = balance;
  const what = balanceWords(balance.name);
  const total = weight.reduce((sum, w) => sum + w, 0);
  const all = total + base.reduce((sum, b) => sum + b, 0);
  const heaviest = Array.from(weight.keys()).sort((a, b) => weight[b]! - weight[a]!);
  const parts = contiguous ? components(graph) : { of: new Int32Array(units), count: 1 };
  const partWeight = sumBy(parts.of, weight, parts.count);
  const hanging = contiguous ? branches(graph, weight) : [];
  const sums = subsetSums(weight);
  const lockedWeight = sumBy(locked, weight, territories);
  const open = reachable(question, balance);

  /** What units alone may weigh in each territory, what lies in it by name taken off. */
  const limits = (tolerance: number) => ({
    least: target.map((aim, t) => aim * (1 - tolerance - SLACK) - base[t]!),
    most: target.map((aim, t) => aim * (1 + tolerance + SLACK) - base[t]!),
  });

  function heavyUnit(tolerance: number, least: Float64Array, most: Float64Array): Obstacle | null {
    const smallest = Math.min(...least);
    // A part too light for a territory of its own goes with the unit that it hangs on.
    const heavy = (u: number) =>
      (hanging[u] ?? []).reduce((sum, part) => (part < smallest ? sum + part : sum), weight[u]!);
    const may = (u: number) => (locked[u]! >= 0 ? most[locked[u]!]! : Math.max(...most));
    const figures = (u: number) => ({
      unit: names.units[u]!,
      share: heavy(u) / all,
      what,
      most: Math.max(0, may(u)) / all,
      territories,
      tolerance,
    });
    const alone = heaviest.filter(u => weight[u]! > may(u));
    if (alone.length > 0)
      return { reason: infeasibleNote("infeasible.unit", figures(alone[0]!)), split: alone };
    const hub = contiguous ? heaviest.find(u => heavy(u) > may(u)) : undefined;
    if (hub === undefined) return null;
    return { reason: infeasibleNote("infeasible.unit_branches", figures(hub)), split: [hub] };
  }

  /** The heaviest j units lie in at most j territories: the others share what is left. */
  function crowd(tolerance: number, least: Float64Array): Obstacle | null {
    const smallest = least.map(l => Math.max(0, l)).sort();
    const needs = prefixSums(smallest);
    let held = 0;
    for (let j = 1; j < Math.min(territories, units); j++) {
      held += weight[heaviest[j - 1]!]!;
      if (needs[territories - j]! <= total - held) continue;
      const few = heaviest.slice(0, j);
      const shown = few.slice(0, SHOWN).map(u => names.units[u]!);
      const figures = { count: j, units: shown, share: held / all, what, left: territories - j, tolerance };
      return { reason: infeasibleNote("infeasible.crowd", figures), split: few };
    }
    return null;
  }

  function locks(least: Float64Array, most: Float64Array): Obstacle | null {
    for (let t = 0; t < territories; t++) {
      const [territory, pinned] = [names.territories[t]!, (lockedWeight[t]! + base[t]!) / all];
      const figures = { territory, what };
      if (lockedWeight[t]! > most[t]!) {
        const limit = { ...figures, share: pinned, most: (most[t]! + base[t]!) / all };
        return { reason: infeasibleNote("infeasible.locks_heavy", limit), split: [] };
      }
      if (open[t]! < least[t]!) {
        const limit = { ...figures, share: (open[t]! + base[t]!) / all, least: (least[t]! + base[t]!) / all };
        return { reason: infeasibleNote("infeasible.locks_light", limit), split: [] };
      }
    }
    return null;
  }

  /** Each part of a graph in parts is shared out among territories of its own. */
  function apart(tolerance: number, least: Float64Array, most: Float64Array): Obstacle | null {
    if (parts.count === 1) return null;
    const [lows, highs] = [prefixSums(least.slice().sort()), prefixSums(most.slice().sort().reverse())];
    let reached = new Set([0]);
    for (const w of partWeight) {
      const after = new Set<number>();
      for (const k of reached)
        for (let n = 1; k + n <= territories; n++) if (lows[n]! <= w && w <= highs[n]!) after.add(k + n);
      reached = after;
    }
    if (reached.has(territories)) return null;
    const figures = { parts: parts.count, territories, tolerance, what };
    return { reason: infeasibleNote("infeasible.parts", figures), split: [] };
  }

  /** As targets sum to everything, one territory is at its target or above, and one at it or below. */
  function wholeSums(tolerance: number, least: Float64Array, most: Float64Array): Obstacle | null {
    if (sums === null) return null;
    const aim = (t: number) => target[t]! - base[t]!;
    const reached =
      least.every((l, t) => hasSum(sums, l, most[t]!)) &&
      most.some((m, t) => hasSum(sums, aim(t) - SLACK * target[t]!, m)) &&
      least.some((l, t) => hasSum(sums, l, aim(t) + SLACK * target[t]!));
    return reached ? null : { reason: infeasibleNote("infeasible.sums", { what, tolerance }), split: [] };
  }

  return tolerance => {
    const { least, most } = limits(tolerance);
    return (
      heavyUnit(tolerance, least, most) ??
      locks(least, most) ??
      crowd(tolerance, least) ??
      apart(tolerance, least, most) ??
      wholeSums(tolerance, least, most)
    );
  };
}

/** What stands in the way whatever the balance: capacity, locks that lie apart, more parts than territories. */
export function plainObstacle(question: Districting, names: Names): Obstacle | null {
  const { territories, graph, capacity, capacityWeight, contiguous, locked } = question;
  const room = capacity.reduce((sum, c) => sum + c, 0);
  const load = capacityWeight.reduce((sum, w) => sum + w, 0);
  const found = (reason: InfeasibleNote, split: readonly number[] = []): Obstacle => ({ reason, split });
  if (load > room * (1 + SLACK)) return found(infeasibleNote("infeasible.capacity", { needed: load / room }));
  const most = Math.max(...capacity);
  const heavy = capacityWeight.findIndex((w, u) => w > (capacity[locked[u]!] ?? most) * (1 + SLACK));
  if (heavy >= 0)
    return found(infeasibleNote("infeasible.unit_capacity", { unit: names.units[heavy]! }), [heavy]);
  if (!contiguous) return null;
  const parts = components(graph).count;
  if (parts > territories) return found(infeasibleNote("infeasible.parts_many", { parts, territories }));
  for (let t = 0; t < territories; t++) {
    const pinned = Array.from(locked.keys()).filter(u => locked[u] === t);
    const { of } = components(graph, u => (locked[u] === -1 || locked[u] === t ? 0 : -1));
    const away = pinned.find(u => of[u] !== of[pinned[0]!]);
    if (away === undefined) continue;
    const units = [names.units[pinned[0]!]!, names.units[away]!];
    return found(infeasibleNote("infeasible.locks_apart", { territory: names.territories[t]!, units }));
  }
  return null;
}

/** The most that each territory could hold: all that is not locked elsewhere and, if it has locks, hangs together with them. */
function reachable(
  { territories, graph, locked, contiguous }: Districting,
  { weight }: Balance,
): Float64Array {
  const free = locked.reduce((sum, lock, u) => (lock < 0 ? sum + weight[u]! : sum), 0);
  return Float64Array.from({ length: territories }, (_, t) => {
    const pinned = locked.indexOf(t);
    if (!contiguous || pinned < 0)
      return locked.reduce((sum, lock, u) => (lock === t ? sum + weight[u]! : sum), free);
    const { of } = components(graph, u => (locked[u] === -1 || locked[u] === t ? 0 : -1));
    return weight.reduce((sum, w, u) => (of[u] === of[pinned] ? sum + w : sum), 0);
  });
}

function sumBy(group: Int32Array, weight: Float64Array, groups: number): Float64Array {
  const sums = new Float64Array(groups);
  for (let u = 0; u < group.length; u++) if (group[u]! >= 0) sums[group[u]!] += weight[u]!;
  return sums;
}

/** Sum of the first n, by n from 0. */
function prefixSums(values: Float64Array): number[] {
  let sum = 0;
  return [0, ...Array.from(values, v => (sum += v))];
}
