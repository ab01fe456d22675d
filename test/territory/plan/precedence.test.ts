import fc from "fast-check";
import { cellToChildren, cellToParent, latLngToCell } from "h3-js";
import { describe, expect, it } from "vitest";
import type { PlanReason, PlanRow, PlanUnit } from "../../../data/market/planRows.ts";
import { precedence } from "../../../territory/plan/precedence.ts";
import { cases } from "../../further.ts";

const RESOLUTION = 7;
const COARSE = latLngToCell(39.9, 32.8, RESOLUTION - 2);
const MIDDLE = cellToChildren(COARSE, RESOLUTION - 1).slice(0, 3);
const CELLS = MIDDLE.flatMap(cell => cellToChildren(cell, RESOLUTION).slice(0, 3));

/** Each unit once by kind, as files have it. */
const rows = fc
  .record({
    account: entries(["A1", "A2", "A3"]),
    area: entries(["D1", "D2"]),
    cell: entries([COARSE, ...MIDDLE, ...CELLS]),
  })
  .map(kinds =>
    Object.entries(kinds).flatMap(([kind, named]) =>
      named.map(
        ([unit, territory]): PlanRow => ({
          account: null,
          area: null,
          cell: null,
          territory,
          [kind]: unit,
        }),
      ),
    ),
  );
const unit: fc.Arbitrary<PlanUnit> = fc.record({
  own: fc.option(fc.constantFrom("T1", "T2", "OWN")),
  account: fc.option(fc.constantFrom("A1", "A2", "A3", "A4")),
  area: fc.option(fc.constantFrom("D1", "D2", "D3")),
  cell: fc.option(fc.constantFrom(...CELLS)),
});

function entries(units: readonly string[]) {
  const one = fc.tuple(fc.constantFrom(...units), fc.constantFrom("T1", "T2", "T3"));
  return fc.uniqueArray(one, { selector: ([id]) => id });
}

/** All that is said of a unit, by kind; of cells the finest. */
function said(plan: readonly PlanRow[], { own, account, area, cell }: PlanUnit) {
  const of = (kind: "account" | "area" | "cell", id: string | null) =>
    id === null ? null : (plan.find(row => row[kind] === id)?.territory ?? null);
  const around = cell === null ? [] : [7, 6, 5].map(resolution => cellToParent(cell, resolution));
  const byCell = around.map(id => of("cell", id)).find(territory => territory !== null) ?? null;
  return { own, account: of("account", account), area: of("area", area), cell: byCell };
}

describe("precedence", () => {
  it("is total: exactly what nothing is said of belongs to nobody", () => {
    fc.assert(
      fc.property(rows, unit, (plan, one) => {
        const silent = Object.values(said(plan, one)).every(territory => territory === null);
        expect(precedence(plan)(one) === null).toBe(silent);
      }),
      cases(100, 24),
    );
  });

  it("goes by own id, account, area, cell, whatever the order of the rows", () => {
    const ORDER: readonly PlanReason[] = ["own", "account", "area", "cell"];
    fc.assert(
      fc.property(rows, unit, fc.infiniteStream(fc.nat()), (plan, one, random) => {
        const keys = plan.map(() => random.next().value as number);
        const shuffled = plan.map((_, i) => i).sort((a, b) => keys[a]! - keys[b]!);
        const decision = precedence(shuffled.map(i => plan[i]!))(one);
        if (decision === null) return;
        const all = said(plan, one);
        expect(decision.territory).toBe(all[decision.reason]);
        const stronger = ORDER.slice(0, ORDER.indexOf(decision.reason));
        expect(stronger.map(reason => all[reason])).toEqual(stronger.map(() => null));
      }),
      cases(100, 25),
    );
  });
});
