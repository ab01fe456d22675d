/**
 * Levenshtein distance: fewest insertions, deletions and substitutions (Wagner & Fischer 1974).
 */
export function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      row.push(Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + change));
    }
    previous = row;
  }
  return previous[b.length]!;
}

/** Letters of a name that are compared: what is longer is no slip of the pen, and costs as much as it is long. */
const LONGEST = 200;

/** The names, nearest to `name` first; case does not count (in Turkish: İ = i, I = ı). */
export function byNearness(name: string, names: Iterable<string>): string[] {
  const fold = (s: string) => s.slice(0, LONGEST).toLocaleLowerCase("tr").replaceAll("ı", "i");
  const wanted = fold(name);
  return [...names]
    .map(n => ({ n, distance: editDistance(wanted, fold(n)) }))
    .sort((x, y) => x.distance - y.distance || (x.n < y.n ? -1 : 1))
    .map(x => x.n);
}

/** The name that one was meant for; null when none is near enough for a slip of the pen. */
export function nearest(name: string, names: Iterable<string>): string | null {
  const first = byNearness(name, names)[0];
  if (first === undefined || name.length > LONGEST) return null;
  return editDistance(name.toLowerCase(), first.toLowerCase()) <= Math.max(2, name.length / 3) ? first : null;
}

/** `; did you mean "x"?` where there is such a name, else an empty string. */
export function didYouMean(name: string, names: Iterable<string>): string {
  const meant = nearest(name, names);
  return meant === null ? "" : `; did you mean "${meant}"?`;
}
