import { expect, it } from "vitest";
import { attribute } from "../../data/workbook/xml.ts";

it("finds an attribute behind one whose name ends alike, in either quotes", () => {
  const tag = `c mr="9" x:r="8" r="B2" s='1'`;
  expect([attribute(tag, "r"), attribute(tag, "s"), attribute(tag, "m"), attribute(tag, "t")]).toEqual([
    "B2",
    "1",
    "",
    "",
  ]);
});
