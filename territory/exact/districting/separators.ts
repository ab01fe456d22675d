import type { Assignment, Districting } from "../../districting.ts";
import { components } from "../../units/components.ts";

/**
 * If units `a` and `b` lie in one territory, so does at least one unit of `between`: whoever goes from one to the other
 * passes it. No smaller set does.
 */
export interface Separator {
  readonly a: number;
  readonly b: number;
  readonly between: readonly number[];
}

/**
 * What a plan that is not contiguous breaks: a minimal a,b-separator for each piece of a territory that does not hang
 * together with its largest one (Oehrlein and Haunert 2017; Validi, Buchanan and Lykhovyd 2022). None: it is contiguous.
 */
export function brokenSeparators(question: Districting, plan: Assignment): Separator[] {
  const { graph, territories } = question;
  const found: Separator[] = [];
  for (let t = 0; t < territories; t++) {
    const { of, count } = components(graph, u => (plan[u] === t ? 0 : -1));
    const pieces = Array.from({ length: count }, (_, c) =>
      Array.from(of.keys()).filter(u => of[u] === c),
    ).sort((p, q) => q.length - p.length);
    const [main, ...others] = pieces;
    for (const piece of others) found.push(separator(question, piece, main![0]!));
  }
  return found;
}

/** The units around a piece that can be reached from `b` without passing another one of them. */
function separator({ graph }: Districting, piece: readonly number[], b: number): Separator {
  const { start, to } = graph;
  const inside = new Set(piece);
  const around = new Set(
    piece.flatMap(u => Array.from(to.subarray(start[u], start[u + 1]))).filter(v => !inside.has(v)),
  );
  const { of } = components(graph, u => (around.has(u) ? -1 : 0));
  const between = [...around].filter(v => to.subarray(start[v], start[v + 1]).some(w => of[w] === of[b]));
  return { a: piece[0]!, b, between };
}
