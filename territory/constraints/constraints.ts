import type { Note } from "../../core/note.ts";
import type { Assignment, Districting } from "../districting.ts";
import { components } from "../units/components.ts";
import { constraintNote } from "./notes.ts";

/** How people call units and territories. */
export interface Names {
  unit(unit: number): string;
  territory(territory: number): string;
}

/** Units that a sentence names before it only counts. */
export const NAMED = 5;

/**
 * What an assignment breaks of what was asked; empty: nothing. Any assignment may come, also today's.
 * @param assignment −1, or a territory that there shall not be: nobody's
 */
export function brokenBy(asked: Districting, assignment: Assignment, names: Names): Note[] {
  const { units, territories, locked } = asked;
  const named = (found: readonly number[]) => found.slice(0, NAMED).map(u => names.unit(u));
  const all = Array.from({ length: units }, (_, u) => u);
  const nobody = all.filter(u => assignment[u] < 0 || assignment[u] >= territories);
  const unlocked = all.filter(u => locked[u] >= 0 && assignment[u] !== locked[u]);
  const moved = disruptionOf(asked, assignment);
  return [
    ...(nobody.length > 0
      ? [constraintNote("constraint.nobody", { count: nobody.length, units: named(nobody) })]
      : []),
    ...(unlocked.length > 0
      ? [constraintNote("constraint.locked", { count: unlocked.length, units: named(unlocked) })]
      : []),
    ...brokenTerritories(asked, assignment, names),
    ...(moved > asked.maxDisruption
      ? [constraintNote("constraint.disruption", { moved, most: asked.maxDisruption })]
      : []),
  ];
}

function brokenTerritories(asked: Districting, assignment: Assignment, names: Names): Note[] {
  const { units, territories, balances, capacity, capacityWeight } = asked;
  const size = new Int32Array(territories);
  const load = new Float64Array(territories);
  const sums = balances.map(b => Float64Array.from(b.base));
  for (let u = 0; u < units; u++) {
    const t = assignment[u];
    if (t < 0 || t >= territories) continue;
    size[t]++;
    load[t] += capacityWeight[u];
    for (let b = 0; b < balances.length; b++) sums[b][t] += balances[b].weight[u];
  }
  const apart = asked.contiguous ? piecesByTerritory(asked, assignment) : [];
  return Array.from(size, (count, t) => {
    const territory = names.territory(t);
    if (count === 0) return [constraintNote("constraint.empty", { territory })];
    const uneven = balances.flatMap(({ name, target, tolerance }, b) => {
      const off = target[t] > 0 ? sums[b][t] / target[t] - 1 : 0;
      const balance = constraintNote(`constraint.${name}`);
      return Math.abs(off) > tolerance * (1 + ROUNDING)
        ? [constraintNote("constraint.uneven", { territory, balance, off, tolerance })]
        : [];
    });
    const pieces = apart[t] ?? [];
    return [
      ...(pieces.length > 1
        ? [
            constraintNote("constraint.pieces", {
              territory,
              count: pieces.length,
              units: pieces.slice(1, 1 + NAMED).map(u => names.unit(u)),
            }),
          ]
        : []),
      ...uneven,
      ...(load[t] > capacity[t] * (1 + ROUNDING)
        ? [constraintNote("constraint.capacity", { territory, load: load[t], capacity: capacity[t] })]
        : []),
    ];
  }).flat();
}

/** Sums of floating numbers go by the order of their parts. */
const ROUNDING = 1e-9;

/** By territory a unit of each of its pieces, that of the largest first. */
function piecesByTerritory({ graph, territories }: Districting, assignment: Assignment): number[][] {
  const { of: piece, count } = components(graph, u => assignment[u]);
  const size = new Int32Array(count);
  const first = new Int32Array(count).fill(-1);
  piece.forEach((p, u) => {
    if (p < 0) return;
    size[p]++;
    if (first[p] < 0) first[p] = u;
  });
  const found: number[][] = Array.from({ length: territories }, () => []);
  for (const p of Array.from(size.keys()).sort((a, b) => size[b] - size[a] || a - b))
    found[assignment[first[p]]]?.push(first[p]);
  return found;
}

/** Share of the held amount that lies in another territory than the one that holds it today. */
export function disruptionOf({ units, holdings }: Districting, assignment: Assignment): number {
  let [all, kept] = [0, 0];
  for (let u = 0; u < units; u++)
    for (let h = holdings.start[u]; h < holdings.start[u + 1]; h++) {
      all += holdings.amount[h];
      if (holdings.territory[h] === assignment[u]) kept += holdings.amount[h];
    }
  return all > 0 ? 1 - kept / all : 0;
}
