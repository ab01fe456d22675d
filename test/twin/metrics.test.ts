import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  AMOUNT_PLACE,
  COUNTED_NAMES,
  METRICS,
  placesOf,
  recordWidth,
  SUMMED_NAMES,
} from "../../twin/metrics.ts";

test("every place of a record has one metric, the amounts of brands come last", () => {
  expect(COUNTED_NAMES.map(name => METRICS[name].place)).toEqual([...COUNTED_NAMES.keys()]);
  const places = SUMMED_NAMES.filter(name => name !== "own_amount").flatMap(name => placesOf(name, 3));
  expect([...places].sort((a, b) => a - b)).toEqual([...Array(recordWidth(3)).keys()]);
  expect(placesOf("own_amount", 3)).toEqual([AMOUNT_PLACE]);
  expect(placesOf("amount:2", 3)).toEqual([AMOUNT_PLACE + 2]);
});

test("the page on the engine lists them as they are", () => {
  const page = readFileSync(new URL("../../docs/engine.md", import.meta.url), "utf8");
  const rows = COUNTED_NAMES.map(name => {
    const { place, kind, unit, meaning } = METRICS[name];
    return `   | ${place} | \`${name}\` | ${kind} | ${unit} | ${meaning} |`;
  });
  expect(page).toContain(`   | --- | --- | --- | --- | --- |\n${rows.join("\n")}\n\n`);
});
