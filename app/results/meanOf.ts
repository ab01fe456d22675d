/** Mean of the values that are finite numbers; null without any. */
export function meanOf(values: readonly (number | null)[]): number | null {
  const given = values.filter(value => value !== null && Number.isFinite(value)) as number[];
  return given.length > 0 ? given.reduce((a, b) => a + b, 0) / given.length : null;
}
