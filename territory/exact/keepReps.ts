import type { Assignment, Districting } from "../districting.ts";
import { assignReps } from "./assignReps.ts";

/**
 * The same pieces under other numbers, so that as little amount as can be changes rep: each piece takes the territory of
 * today whose rep holds most of it, as far as no two take the same. A piece never takes a territory that a lock, a
 * capacity or a tolerance keeps it from, unless that is broken where it stands too.
 */
export function keepReps(question: Districting, assignment: Assignment): Assignment {
  const { territories, before } = question;
  const held = heldBy(question, assignment);
  const barred = new Uint8Array(territories * territories);
  for (let piece = 0; piece < territories; piece++)
    for (let t = 0; t < territories; t++)
      barred[piece * territories + t] = piece === t || fits(question, assignment, piece, t) ? 0 : 1;
  const reps = territories;
  const keeps = assignReps({ territories, reps, held: widen(held, before, territories), barred });
  return assignment.map(piece => keeps[piece]!);
}

/** Amount by territory of a plan and territory of today, `territory * before + today's` (minor currency units). */
export function heldBy(
  { units, territories, before, holdings }: Districting,
  assignment: Assignment,
): Float64Array {
  const held = new Float64Array(territories * before);
  for (let u = 0; u < units; u++)
    for (let h = holdings.start[u]!; h < holdings.start[u + 1]!; h++)
      held[assignment[u]! * before + holdings.territory[h]!] += holdings.amount[h]!;
  return held;
}

/** Territories of today beyond the K first are closed: nobody keeps their reps. New ones hold nothing yet. */
function widen(held: Float64Array, before: number, territories: number): Float64Array {
  return Float64Array.from({ length: territories * territories }, (_, i) => {
    const [piece, t] = [Math.floor(i / territories), i % territories];
    return t < before ? held[piece * before + t]! : 0;
  });
}

function fits(question: Districting, assignment: Assignment, piece: number, t: number): boolean {
  const { locked, capacity, capacityWeight, balances } = question;
  if (locked.some((lock, u) => lock >= 0 && lock !== t && assignment[u] === piece)) return false;
  const sum = (weight: Float64Array) =>
    weight.reduce((total, w, u) => (assignment[u] === piece ? total + w : total), 0);
  const load = sum(capacityWeight);
  if (load > capacity[t]! && load <= capacity[piece]!) return false;
  return balances.every(({ weight, base, target, tolerance }) => {
    const own = sum(weight);
    const within = (as: number) => Math.abs(own + base[as]! - target[as]!) <= tolerance * target[as]!;
    return within(t) || !within(piece);
  });
}
