import { components } from "../units/components.ts";
import { carver } from "./carve.ts";
import type { Question } from "./question.ts";
import { heldBy } from "./state.ts";

/**
 * Where a search starts: today's plan as it stands where that gives every territory units in one piece, otherwise the nearest
 * to it that is quickly found. Each territory keeps its locked units, joined by the shortest way, and of the rest the piece it
 * holds most of; what is nobody's, cut off or of a closed territory goes to the neighbour with least; a territory without
 * units is carved out of the one with most.
 */
export function begin(question: Question, uniform: () => number): Int32Array {
  const { units, territories, start, locked } = question;
  const mass = massOf(question);
  const owner = new Int32Array(units).fill(-1);
  if (question.contiguous) {
    joinLocked(question, owner);
    keepPieces(question, owner, mass);
  } else
    for (let u = 0; u < units; u++)
      owner[u] = locked[u] >= 0 ? locked[u] : start[u] < territories ? start[u] : -1;
  if (owner.every(t => t < 0)) owner.fill(0);
  growInto(question, owner, mass);
  openEmpty(question, owner, mass, uniform);
  return owner;
}

/** Of each unit its share of all that is balanced; never 0, so that units without any are shared out too. */
function massOf({ units, balances, weight, importance }: Question): Float64Array {
  const totals = new Float64Array(balances);
  for (let i = 0; i < weight.length; i++) totals[i % balances] += weight[i];
  const mass = new Float64Array(units).fill(1e-6 / units);
  for (let i = 0; i < weight.length; i++)
    if (totals[i % balances] > 0)
      mass[Math.floor(i / balances)] += (importance[i % balances] * weight[i]) / totals[i % balances];
  return mass;
}

/** Gives locked units to their territories, and the units that join those of one by the shortest way. */
function joinLocked(question: Question, owner: Int32Array): void {
  const { units, locked } = question;
  for (let u = 0; u < units; u++) owner[u] = locked[u];
  const done = new Set<number>();
  for (let u = 0; u < units; u++) {
    const t = locked[u];
    if (t < 0 || done.has(t)) continue;
    done.add(t);
    for (let way = wayToOwn(question, owner, u); way.length > 0; way = wayToOwn(question, owner, u))
      for (const step of way) owner[step] = t;
  }
}

/**
 * From the piece that a unit lies in, the shortest way over free units to another unit of its territory; empty where all are
 * joined or cannot be.
 */
function wayToOwn({ graph: { start, to }, units }: Question, owner: Int32Array, from: number): number[] {
  const own = owner[from];
  const back = new Int32Array(units).fill(-2);
  back[from] = -1;
  let level = [from];
  // The piece itself first: only then does a way lead over other units.
  for (let at = 0; at < level.length; at++)
    for (let e = start[level[at]]; e < start[level[at] + 1]; e++)
      if (back[to[e]] === -2 && owner[to[e]] === own) {
        back[to[e]] = -1;
        level.push(to[e]);
      }
  while (level.length > 0) {
    const next: number[] = [];
    for (const u of level)
      for (let e = start[u]; e < start[u + 1]; e++) {
        const v = to[e];
        if (back[v] !== -2) continue;
        if (owner[v] === own) {
          const way: number[] = [];
          for (let step = u; back[step] !== -1; step = back[step]) way.push(step);
          return way;
        }
        if (owner[v] !== -1) continue;
        back[v] = u;
        next.push(v);
      }
    level = next;
  }
  return [];
}

/** Of the units that each territory has today, those that touch what it keeps; without such, the piece it holds most of. */
function keepPieces(question: Question, owner: Int32Array, mass: Float64Array): void {
  const { units, territories, start, locked, held } = question;
  const anchored = new Uint8Array(territories);
  for (let u = 0; u < units; u++) if (owner[u] >= 0) anchored[owner[u]] = 1;
  const groupOf = (u: number) =>
    owner[u] >= 0 ? owner[u] : locked[u] < 0 && start[u] >= 0 && start[u] < territories ? start[u] : -1;
  const { of: piece, count } = components(question.graph, groupOf);
  const worth = new Float64Array(count);
  const joined = new Uint8Array(count);
  for (let u = 0; u < units; u++) {
    if (piece[u] < 0) continue;
    worth[piece[u]] += heldBy(question, u, groupOf(u)) / held + mass[u] / 1000;
    if (owner[u] >= 0) joined[piece[u]] = 1;
  }
  const best = new Int32Array(territories).fill(-1);
  for (let u = 0; u < units; u++) {
    const [p, t] = [piece[u], groupOf(u)];
    if (p >= 0 && (best[t] < 0 || worth[p] > worth[best[t]])) best[t] = p;
  }
  for (let u = 0; u < units; u++) {
    const [p, t] = [piece[u], groupOf(u)];
    if (p >= 0 && owner[u] < 0 && (anchored[t] === 1 ? joined[p] === 1 : best[t] === p)) owner[u] = t;
  }
}

/** Free units go to a territory that they touch, of several to the one with least; those that touch none, to the least. */
function growInto(
  { graph: { start, to }, units, territories }: Question,
  owner: Int32Array,
  mass: Float64Array,
): void {
  const sums = new Float64Array(territories);
  for (let u = 0; u < units; u++) if (owner[u] >= 0) sums[owner[u]] += mass[u];
  const give = (u: number, t: number) => {
    owner[u] = t;
    sums[t] += mass[u];
  };
  let free = Array.from(owner.keys()).filter(u => owner[u] < 0);
  while (free.length > 0) {
    const reachable = free.filter(u => to.subarray(start[u], start[u + 1]).some(v => owner[v] >= 0));
    for (const u of reachable) {
      let least = -1;
      for (let e = start[u]; e < start[u + 1]; e++) {
        const t = owner[to[e]];
        if (t >= 0 && (least < 0 || sums[t] < sums[least])) least = t;
      }
      give(u, least);
    }
    if (reachable.length === 0) for (const u of free) give(u, sums.indexOf(Math.min(...sums)));
    free = free.filter(u => owner[u] < 0);
  }
}

/** Carves territories without units out of those with most a part. */
function openEmpty(question: Question, owner: Int32Array, mass: Float64Array, uniform: () => number): void {
  const { units, territories, locked } = question;
  const sums = new Float64Array(territories);
  const size = new Int32Array(territories);
  for (let u = 0; u < units; u++) {
    sums[owner[u]] += mass[u];
    size[owner[u]]++;
  }
  const labels = Array.from(size, (n, t) => (n > 0 ? [t] : []));
  for (let t = 0; t < territories; t++) {
    if (size[t] > 0) continue;
    let most = -1;
    for (let d = 0; d < territories; d++)
      if (
        size[d] > labels[d].length &&
        (most < 0 || sums[d] / labels[d].length > sums[most] / labels[most].length)
      )
        most = d;
    if (most >= 0) labels[most].push(t);
  }
  const anchored = new Uint8Array(units);
  for (let u = 0; u < units; u++) if (locked[u] >= 0) anchored[u] = 1;
  const carve = carver(question, mass, uniform);
  labels.forEach((parts, d) => {
    if (parts.length < 2) return;
    const members = Int32Array.from(owner.keys()).filter(u => owner[u] === d);
    if (components(question.graph, u => (owner[u] === d ? 0 : -1)).count === 1)
      carve(members, parts, anchored, owner);
    // In pieces only where contiguity is not asked for: by turns.
    else
      members
        .filter(u => anchored[u] === 0)
        .forEach((u, i) => {
          owner[u] = parts[i % parts.length];
        });
  });
}
