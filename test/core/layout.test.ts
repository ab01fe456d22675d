import { describe, expect, test } from "vitest";
import { allocateColumns, i32, u8 } from "../../core/columns.ts";
import { holds, type Layout, open, specsOf } from "../../core/layout.ts";

const SHOPS = {
  start: { kind: "i32", size: [["streets", 1]], unit: null, meaning: "first shop of a street" },
  sales: { kind: "f64", size: ["shops", 2], unit: "euros", meaning: "by half-year" },
  street: {
    kind: "u8",
    size: ["shops"],
    unit: null,
    below: "streets",
    none: 255,
    meaning: "where it stands",
  },
} as const satisfies Layout;

const SIZES = { shops: 3, streets: 2 };

describe("a layout", () => {
  test("says how columns are allocated, and opens them as views on the same memory", () => {
    const columns = allocateColumns(specsOf(SHOPS, SIZES));
    expect(columns.layout.map(({ name, type, length }) => [name, type, length])).toEqual([
      ["start", "i32", 3],
      ["sales", "f64", 6],
      ["street", "u8", 3],
    ]);
    const { start, sales, street } = open(SHOPS, columns, SIZES);
    expect([start, sales, street].map(values => values.constructor.name)).toEqual([
      "Int32Array",
      "Float64Array",
      "Uint8Array",
    ]);
    start.set([0, 1, 3]);
    expect([...i32(columns, "start")]).toEqual([0, 1, 3]);
  });

  test("refuses columns of another length or kind, missing ones and codes that point outside", () => {
    const columns = allocateColumns(specsOf(SHOPS, SIZES));
    expect(() => open(SHOPS, columns, { ...SIZES, shops: 4 })).toThrow(
      "column sales has 6 values; expected 8",
    );
    const { sales, ...rest } = SHOPS;
    const without = allocateColumns(specsOf(rest, SIZES));
    expect(() => open(SHOPS, without, SIZES)).toThrow(/no column sales/);
    const other = { ...SHOPS, sales: { ...sales, kind: "f32" } } as const;
    expect(() => open(other, columns, SIZES)).toThrow("column sales is f64, not f32");
    u8(columns, "street").set([1, 255, 0]);
    open(SHOPS, columns, SIZES);
    u8(columns, "street").set([1, 255, 2]);
    expect(() => open(SHOPS, columns, SIZES)).toThrow("column street has 2 at 2; expected 0 to 1 or 255");
  });

  test("is there where any of its columns is: part of one is an error, not an absence", () => {
    const { start, ...rest } = SHOPS;
    const columns = allocateColumns(specsOf(rest, SIZES));
    expect(holds(SHOPS, columns)).toBe(true);
    expect(holds({ start }, columns)).toBe(false);
  });
});
