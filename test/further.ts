/**
 * How much further than `npm test` a test of chance looks: that many times the cases, from other seeds. A long test that only
 * imports an ordinary one runs it so; `FURTHER=20 npx vitest run FILE` looks further still.
 */
export const FURTHER = Number(process.env.FURTHER ?? 1);

/** Cases of a property, as fast-check takes them. */
export function cases(few: number, seed: number): { readonly numRuns: number; readonly seed: number } {
  return { numRuns: few * FURTHER, seed: FURTHER === 1 ? seed : seed + FURTHER };
}
