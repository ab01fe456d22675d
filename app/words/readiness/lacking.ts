/** Names of the figures that are below `enough`, all of them when none is. */
export function lacking<K extends string>(
  figures: Readonly<Record<K, number>>,
  names: Readonly<Record<K, string>>,
  enough = 0.95,
): string[] {
  const keys = Object.keys(names) as K[];
  const low = keys.filter(key => figures[key] < enough);
  return (low.length > 0 ? low : keys).map(key => names[key]);
}
