import { expect, test } from "vitest";
import { judge, linearPatterns } from "./linearPatterns.ts";
import { patterns } from "./patterns.ts";

test("every regular expression of the program is linear in the length of what it meets", {
  timeout: 600_000,
}, () => {
  const listed = new Set(linearPatterns());
  const found = patterns();
  expect(found.length).toBeGreaterThan(150);
  // Those that are not listed yet are judged here; `npx tsx scripts/patterns.ts` lists them, so that it is done once.
  const faults = found
    .filter(({ text }) => !listed.has(text))
    .map(pattern => ({ place: pattern.place, fault: judge(pattern) }))
    .filter(({ fault }) => fault !== null);
  expect(faults).toEqual([]);
});

test("patterns that are built of a file's own texts are among them", () => {
  const values = patterns().filter(({ place }) => place.startsWith("scenarios/parameters/values.ts"));
  expect(values.map(({ text }) => text)).toContain("/^\\s*([+\\-−]?\\d+(?:[.,]\\d+)?)\\s*%\\s*$/");
});
