import { expect, test } from "vitest";
import { boxesOfPlaces, countryBox } from "../../data/country/countryBox.ts";
import { COUNTRY_BOXES } from "../../data/country/countryBoxes.ts";

test("the boxes that come with the program are those of all places (npx tsx scripts/countryBoxes.ts)", async () => {
  expect(await boxesOfPlaces()).toEqual(COUNTRY_BOXES);
});

test("a time zone has the box of its country, one without a country has none", () => {
  const box = countryBox("Europe/Istanbul")!;
  expect(box.country).toBe("Türkiye");
  expect([box.south, box.west, box.north, box.east].map(Math.round)).toEqual([36, 26, 42, 45]);
  expect(countryBox("UTC")).toBeNull();
});
