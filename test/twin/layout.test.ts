import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { columnsPage } from "../../scripts/columnsPage.ts";
import { BEHAVIOUR, DARK, DIMENSIONS, FITTED, FITTED_DARK, KERNEL } from "../../twin/layout.ts";
import { root } from "../imports.ts";

const LAYOUTS = [KERNEL, DARK, BEHAVIOUR, FITTED, FITTED_DARK];

test("docs/columns.md shows the layout (npx tsx scripts/columns.ts)", () => {
  expect(readFileSync(join(root, "docs/columns.md"), "utf8")).toBe(columnsPage());
});

test("a column is declared once, and letters of dimensions differ", () => {
  const names = LAYOUTS.flatMap(layout => Object.keys(layout));
  expect(new Set(names).size).toBe(names.length);
  expect(new Set(Object.values(DIMENSIONS)).size).toBe(Object.keys(DIMENSIONS).length);
});
