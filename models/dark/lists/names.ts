import { foldWord } from "../../../data/config/vocabulary.ts";

/** Names as alike as this count as the same. */
export const SAME_NAME = 0.75;

/** A name that another begins with is that name cut short, if it is this long. */
const LEAST_PREFIX = 4;
const CUT_SHORT = 0.9;

/** Dice's coefficient of the letter pairs of two names, folded; nearly 1 where one is the other cut short. */
export function alike(a: string | null, b: string | null): number {
  if (a === null || b === null) return 0;
  const [p, q] = [readName(a), readName(b)];
  if (p.folded === q.folded) return 1;
  const [short, long] = p.folded.length <= q.folded.length ? [p, q] : [q, p];
  if (short.folded.length >= LEAST_PREFIX && long.folded.startsWith(short.folded)) return CUT_SHORT;
  const all = p.pairs.length + q.pairs.length;
  return all === 0 ? 0 : (2 * common(p.pairs, q.pairs)) / all;
}

interface ReadName {
  readonly folded: string;
  /** Codes of its letter pairs, sorted. */
  readonly pairs: Float64Array;
}

/** Names as they were read, kept: a name is compared with many others. */
const READ = new Map<string, ReadName>();
const MOST_READ = 200_000;

function readName(text: string): ReadName {
  const kept = READ.get(text);
  if (kept !== undefined) return kept;
  const folded = foldWord(text);
  const pairs = Float64Array.from(
    { length: Math.max(0, folded.length - 1) },
    (_, i) => 65_536 * folded.charCodeAt(i) + folded.charCodeAt(i + 1),
  ).sort();
  const read = { folded, pairs };
  if (READ.size >= MOST_READ) READ.clear();
  READ.set(text, read);
  return read;
}

/** How many pairs two sorted lists have in common, each as often as in both. */
function common(a: Float64Array, b: Float64Array): number {
  let [i, j, n] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      n++;
      i++;
      j++;
    } else if (a[i] < b[j]) i++;
    else j++;
  }
  return n;
}

export function sameOrUnnamed(a: string | null, b: string | null): boolean {
  return a === null || b === null || alike(a, b) >= SAME_NAME;
}
