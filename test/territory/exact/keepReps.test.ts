import { describe, expect, it } from "vitest";
import type { Districting } from "../../../territory/districting.ts";
import { keepReps } from "../../../territory/exact/keepReps.ts";

/** Four units, one of each of today's territories but the last, which two reps share. */
function question(more: Partial<Districting> = {}): Districting {
  const none = new Float64Array();
  return {
    units: 4,
    territories: 3,
    graph: {
      start: new Int32Array(5),
      to: new Int32Array(),
      border: none,
      area: new Float64Array(4),
      perimeter: new Float64Array(4),
    },
    start: Int32Array.of(0, 1, 2, 2),
    before: 3,
    balances: [],
    locked: new Int32Array(4).fill(-1),
    holdings: {
      start: Int32Array.of(0, 1, 2, 3, 5),
      territory: Int32Array.of(0, 1, 2, 2, 0),
      amount: Float64Array.of(10, 20, 30, 4, 6),
    },
    maxDisruption: 1,
    capacity: new Float64Array(3).fill(Number.POSITIVE_INFINITY),
    capacityWeight: new Float64Array(4).fill(1),
    contiguous: false,
    ...more,
  };
}

describe("numbers of territories that keep their reps", () => {
  it("gives each piece the rep who holds most of it", () => {
    expect(Array.from(keepReps(question(), Int32Array.of(2, 0, 1, 1)))).toEqual([0, 1, 2, 2]);
  });

  it("leaves new territories new, and the reps of closed ones without", () => {
    expect(
      Array.from(
        keepReps(
          question({ territories: 4, capacity: new Float64Array(4).fill(9) }),
          Int32Array.of(3, 0, 1, 2),
        ),
      ),
    ).toEqual([0, 1, 2, 3]);
    expect(
      Array.from(
        keepReps(
          question({ territories: 2, capacity: new Float64Array(2).fill(9) }),
          Int32Array.of(1, 1, 0, 0),
        ),
      ),
    ).toEqual([1, 1, 0, 0]);
  });

  it("breaks no lock, no capacity and no tolerance for it", () => {
    const turned = Int32Array.of(2, 0, 1, 1);
    expect(keepReps(question({ locked: Int32Array.of(-1, 0, -1, -1) }), turned)[1]).toBe(0);
    expect(Array.from(keepReps(question({ capacity: Float64Array.of(2, 2, 1) }), turned))).toEqual([
      2, 1, 0, 0,
    ]);
    const weight = new Float64Array(4).fill(1);
    const [base, target] = [new Float64Array(3), Float64Array.of(1, 2, 1)];
    const balance = { name: "customers" as const, weight, base, target, tolerance: 0.1, importance: 1 };
    expect(Array.from(keepReps(question({ balances: [balance] }), turned))).toEqual([0, 2, 1, 1]);
  });
});
