import { expect, test } from "vitest";
import { judge, linearPatterns } from "./linearPatterns.ts";
import { patterns } from "./patterns.ts";

/** A literal's text apart again. */
function parts(text: string) {
  const end = text.lastIndexOf("/");
  return { text, source: text.slice(1, end), flags: text.slice(end + 1) };
}

test("what is listed as linear is", { timeout: 1_200_000 }, () => {
  const judged = linearPatterns().map(parts).map(judge);
  expect(judged.filter(fault => fault !== null)).toEqual([]);
  expect(linearPatterns()).toEqual([...new Set(patterns().map(({ text }) => text))].sort());
});

test.each([
  ["(a+)+$", "exponential"],
  ["\\s*%$", "2nd degree polynomial"],
  ["^(.+), (.+) of (.+)$", "3rd degree polynomial"],
])("%s is found to be none", (source, degree) => {
  expect(judge({ source, flags: "", text: source })).toContain(`is not linear (${degree}`);
});
