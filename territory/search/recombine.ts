import { exp } from "../../core/math.ts";
import type { Energy } from "./scores.ts";
import { branchOf, sumUp, treeDrawer } from "./spanningTree.ts";
import { heldBy, membersOf, type State } from "./state.ts";

/** Columns beside the balances that are added up over a tree. */
const [LOAD, HELD_A, HELD_B, LOCKED_A, LOCKED_B] = [0, 1, 2, 3, 4];
const MORE = 5;

/** Proposes new cuts of two territories. `apply` names, for each of `count` units, where it goes. */
export interface Recut {
  readonly units: Int32Array;
  readonly to: Int32Array;
  readonly count: number;
}

/**
 * Recombination for a search: a uniform spanning tree of both territories; of its edges, and of both ways to give the sides
 * their numbers, one by its energy (a heat bath at this temperature). Locked units keep their territory. Cost: the units of
 * the two territories.
 */
export function recutter(state: State, energy: Energy) {
  const { question } = state;
  const { units, balances, graph, locked, base } = question;
  const width = balances + MORE;
  const drawTree = treeDrawer(graph);
  const members = new Int32Array(units);
  const to = new Int32Array(units);
  const branch = new Uint8Array(units);
  const [sideA, sideB] = [0, 1].map(() => new Float64Array(balances)) as [Float64Array, Float64Array];
  // Grown to the largest pair that was met: the graph may be a hundred times as large.
  let sums = new Float64Array(0);
  let energies = new Float64Array(0);

  const fill = (count: number, a: number, b: number) => {
    if (sums.length < count * width) {
      sums = new Float64Array(2 * count * width);
      energies = new Float64Array(4 * count);
    }
    for (let i = 0; i < count; i++) {
      const [u, at] = [members[i], i * width];
      for (let c = 0; c < balances; c++) sums[at + c] = question.weight[u * balances + c];
      const rest = at + balances;
      sums[rest + LOAD] = question.load[u];
      sums[rest + HELD_A] = heldBy(question, u, a);
      sums[rest + HELD_B] = heldBy(question, u, b);
      sums[rest + LOCKED_A] = locked[u] === a ? 1 : 0;
      sums[rest + LOCKED_B] = locked[u] === b ? 1 : 0;
    }
  };

  /** Energy of what hangs on a place going to `x` and the rest to `y`; Infinity where a lock forbids it. */
  const energyOf = (
    at: number,
    all: number,
    x: number,
    y: number,
    swapped: boolean,
    kept: number,
  ): number => {
    const [heldX, heldY] = swapped ? [HELD_B, HELD_A] : [HELD_A, HELD_B];
    const [lockedX, lockedY] = swapped ? [LOCKED_B, LOCKED_A] : [LOCKED_A, LOCKED_B];
    const [top, end] = [at + balances, all + balances];
    if (sums[top + lockedY] > 0 || sums[top + lockedX] < sums[end + lockedX]) return Number.POSITIVE_INFINITY;
    for (let c = 0; c < balances; c++) {
      sideA[c] = base[x * balances + c] + sums[at + c];
      sideB[c] = base[y * balances + c] + sums[all + c] - sums[at + c];
    }
    const stays = sums[top + heldX] + sums[end + heldY] - sums[top + heldY];
    return (
      energy.sums(sideA, 0, sums[top + LOAD], x) +
      energy.sums(sideB, 0, sums[end + LOAD] - sums[top + LOAD], y) +
      energy.whole(kept + stays, 0)
    );
  };

  /** @param kept what all other territories hold of what they held */
  return (a: number, b: number, temperature: number, uniform: () => number): Recut | null => {
    const count = membersOf(state, b, members, membersOf(state, a, members));
    const tree = drawTree(members, count, uniform);
    if (tree === null) return null;
    fill(count, a, b);
    let here = 0;
    for (let i = 0; i < count; i++)
      here += sums[i * width + balances + (state.territory[members[i]] === a ? HELD_A : HELD_B)];
    const kept = state.totals[0] - here;
    sumUp(tree, count, sums, width);
    const all = tree.order[0] * width;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 1; i < count; i++) {
      const at = tree.order[i] * width;
      energies[2 * i] = energyOf(at, all, a, b, false, kept);
      energies[2 * i + 1] = energyOf(at, all, b, a, true, kept);
      least = Math.min(least, energies[2 * i], energies[2 * i + 1]);
    }
    if (least === Number.POSITIVE_INFINITY) return null;
    const chosen = heatBath(energies, 2, 2 * count, least, temperature, uniform);
    branchOf(tree, count, tree.order[chosen >> 1], branch);
    const [inside, outside] = chosen % 2 === 0 ? [a, b] : [b, a];
    for (let i = 0; i < count; i++) to[i] = branch[i] === 1 ? inside : outside;
    return { units: members, to, count };
  };
}

/** One of the entries `from` … `end` − 1, with probability proportional to exp(−energy / temperature). Overwrites them. */
function heatBath(
  energies: Float64Array,
  from: number,
  end: number,
  least: number,
  temperature: number,
  uniform: () => number,
): number {
  let total = 0;
  for (let i = from; i < end; i++) {
    const above = (energies[i] - least) / temperature;
    energies[i] = above < 30 ? exp(-above) : 0;
    total += energies[i];
  }
  let left = uniform() * total;
  let last = from;
  for (let i = from; i < end && left >= 0; i++) {
    if (energies[i] === 0) continue;
    last = i;
    left -= energies[i];
  }
  return last;
}
