import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PlanMeasured, PlanMove, PlanUnits } from "../../app/api/plans.ts";
import { balanceRows, sorted } from "../../viz/screens/territories/balance.ts";
import { territoryHues } from "../../viz/screens/territories/colors.ts";
import {
  redo,
  shortened,
  toggleLock,
  UNTOUCHED,
  undo,
  withMove,
} from "../../viz/screens/territories/draft.ts";
import { unitFinder, unitsAlong, unitsInside } from "../../viz/screens/territories/hits.ts";

const KINDS = ["area", "cell", "account"] as const;
const moveOf = fc.record({
  to: fc.constantFrom("T1", "T2", "T3"),
  by: fc.constantFrom(...KINDS),
  units: fc.array(fc.constantFrom("a", "b", "c", "d"), { minLength: 1, maxLength: 5 }),
});

describe("a draft of a plan", () => {
  it("comes back by undo, and again by redo", () => {
    fc.assert(
      fc.property(fc.array(moveOf, { maxLength: 8 }), fc.nat(8), (moves, back) => {
        const made = moves.reduce((draft, move) => withMove(draft, move, "v1"), UNTOUCHED);
        const steps = Math.min(back, moves.length);
        const times = (f: typeof undo, of: typeof made) =>
          Array.from({ length: steps }).reduce<typeof made>(f, of);
        const undone = times(draft => undo(draft), made);
        expect(undone.moves).toEqual(moves.slice(0, moves.length - steps));
        expect(times(draft => redo(draft), undone)).toEqual(made);
      }),
    );
  });

  it("is sent shortened, and means the same", () => {
    // What a later move says goes before all earlier ones: of each kind, a unit's last one of a row of moves counts.
    const outcome = (moves: readonly PlanMove[]) => {
      const log: [string, Map<string, string>][] = [];
      for (const { by, units, to } of moves) {
        if (log.at(-1)?.[0] !== by) log.push([by, new Map()]);
        for (const unit of units) log.at(-1)![1].set(unit, to);
      }
      return log.map(([by, owners]) => [by, [...owners].sort()]);
    };
    fc.assert(
      fc.property(fc.array(moveOf, { maxLength: 12 }), moves => {
        const short = shortened(moves);
        expect(outcome(short)).toEqual(outcome(moves));
        const named = short.map(({ by, units }) => units.map(unit => `${by} ${unit}`));
        for (const list of named) expect(new Set(list).size).toBe(list.length);
      }),
    );
  });

  it("is locked and unlocked", () => {
    const lock = { what: "cell", id: "a" } as const;
    const locked = toggleLock(UNTOUCHED, lock);
    expect(locked.locks).toEqual([lock]);
    expect(toggleLock(toggleLock(locked, { what: "area", id: "a" }), { ...lock }).locks).toEqual([
      { what: "area", id: "a" },
    ]);
  });
});

describe("the balance of a plan", () => {
  const planOf = (...values: (number | null)[]): PlanMeasured => ({
    version: null,
    by: "cell",
    territory: [],
    territories: values.map((_, t) => ({ id: `T${t}`, name: `İl ${t}`, rep_id: null })),
    figures: { customers: { territories: values, plan: null, interval: null } },
  });

  it("tells each territory's part of the mean, and its changes", () => {
    const rows = balanceRows(planOf(30, 10, null, 0), "customers", planOf(20, 20, 5), planOf(30, 8));
    expect(rows.map(row => [row.ofMean, row.sinceToday, row.sincePlan])).toEqual([
      [2.25, 10, 0],
      [0.75, -10, 2],
      [null, null, null],
      [0, null, null],
    ]);
  });

  it("is sorted either way, what is unknown last", () => {
    const rows = balanceRows(planOf(3, null, 1, 2), "customers", planOf(), planOf());
    const order = (descending: boolean) =>
      sorted(rows, { by: "value", descending }, "tr").map(row => row.value);
    expect([order(true), order(false)]).toEqual([
      [3, 2, 1, null],
      [1, 2, 3, null],
    ]);
  });
});

describe("units on the map", () => {
  const units: PlanUnits = {
    by: "account",
    ids: ["a", "b"],
    names: ["a", "b"],
    lat: [40, 40],
    lon: [30, 30.01],
    amount: [1, 2],
  };
  const at = (lon: number, lat: number) => ({ lon, lat, pixel: 0.0001 });

  it("are found near the pointer, along a brush and inside a lasso", () => {
    const find = unitFinder(units, 7, undefined);
    expect([find(at(30.0005, 40)), find(at(30.005, 40))]).toEqual([0, -1]);
    expect(unitsAlong(at(29.99, 40), at(30.02, 40), find)).toEqual([0, 1]);
    expect(
      unitsInside([at(29.99, 39.9), at(30.005, 39.9), at(30.005, 40.1), at(29.99, 40.1)], units),
    ).toEqual([0]);
    expect(unitsInside([at(29.99, 39.9)], units)).toEqual([]);
  });

  it("have hues that differ from those of their neighbours", () => {
    const grid = Array.from({ length: 36 }, (_, k) => ({ lat: Math.floor(k / 6), lon: k % 6 }));
    const hues = territoryHues(grid);
    const beside = grid.flatMap((_, k) => (k % 6 < 5 ? [hues[k] !== hues[k + 1]] : []));
    expect(beside.every(Boolean)).toBe(true);
    expect([...territoryHues([null, null])]).toEqual([0, 1]);
  });
});
