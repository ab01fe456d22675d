import { foldWord } from "../../../data/config/vocabulary.ts";

/** Names as alike as this count as the same. */
export const SAME_NAME = 0.75;

/** A name that another begins with is that name cut short, if it is this long. */
const LEAST_PREFIX = 4;
const CUT_SHORT = 0.9;

/** Dice's coefficient of the letter pairs of two names, folded; nearly 1 where one is the other cut short. */
export function alike(a: string | null, b: string | null): number {
  if (a === null || b === null) return 0;
  const [short, long] = [foldedName(a), foldedName(b)].sort((p, q) => p.length - q.length);
  if (short === long) return 1;
  if (short.length >= LEAST_PREFIX && long.startsWith(short)) return CUT_SHORT;
  const [x, y] = [short, long].map(pairs);
  const all = x.length + y.length;
  if (all === 0) return 0;
  const left = new Map<string, number>();
  for (const p of x) left.set(p, (left.get(p) ?? 0) + 1);
  let common = 0;
  for (const p of y) {
    const n = left.get(p) ?? 0;
    if (n > 0) {
      common++;
      left.set(p, n - 1);
    }
  }
  return (2 * common) / all;
}

/** Folded names, kept: a name is compared with many others. */
const FOLDED = new Map<string, string>();
const MOST_FOLDED = 200_000;

function foldedName(text: string): string {
  const kept = FOLDED.get(text);
  if (kept !== undefined) return kept;
  const folded = foldWord(text);
  if (FOLDED.size >= MOST_FOLDED) FOLDED.clear();
  FOLDED.set(text, folded);
  return folded;
}

function pairs(folded: string): string[] {
  return Array.from({ length: Math.max(0, folded.length - 1) }, (_, i) => folded.slice(i, i + 2));
}

export function sameOrUnnamed(a: string | null, b: string | null): boolean {
  return a === null || b === null || alike(a, b) >= SAME_NAME;
}
