import { describe, expect, test } from "vitest";
import { allocateColumns, columnBytes, f32, f64, i32, u8 } from "../../core/columns.ts";

const columns = allocateColumns([
  { name: "flag", type: "u8", length: 3 },
  { name: "amount", type: "f64", length: 5 },
  { name: "cell", type: "i32", length: 7 },
  { name: "weight", type: "f32", length: 2 },
]);

describe("columns", () => {
  test("lie in one shared memory, aligned, apart, filled with zeros", () => {
    expect(columns.memory.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(columns.layout.map(c => c.offset)).toEqual([0, 16, 64, 96]);
    expect(columnBytes(columns).length).toBe(96 + 8);
    expect(columnBytes(columns).every(byte => byte === 0)).toBe(true);
  });

  test("are views: what one writes another reads, and neighbours stay as they are", () => {
    f64(columns, "amount").fill(-1.5);
    expect([...f64(columns, "amount")]).toEqual([-1.5, -1.5, -1.5, -1.5, -1.5]);
    expect(
      [...u8(columns, "flag"), ...i32(columns, "cell"), ...f32(columns, "weight")].every(v => v === 0),
    ).toBe(true);
  });

  test("of an unknown name or another type are refused", () => {
    expect(() => f64(columns, "amounts")).toThrow(
      "no column amounts; columns are flag, amount, cell, weight",
    );
    expect(() => i32(columns, "amount")).toThrow("column amount is f64, not i32");
  });
});
