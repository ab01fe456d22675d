import { describe, expect, test } from "vitest";
import { inEnglish } from "../../../app/words/tell.ts";
import { checkDistricting } from "../../../territory/constraints/check.ts";
import { brokenBy, type Names } from "../../../territory/constraints/constraints.ts";
import type { Districting } from "../../../territory/districting.ts";
import { districting, evenBalance, graphOf, gridGraph } from "../search/planted.ts";

const names: Names = { unit: u => `u${u}`, territory: t => `T${t}` };

/** Two territories on four squares by two, side by side; what is given takes the place of that. */
function asked(given: Partial<Districting> = {}): Districting {
  const start = Int32Array.of(0, 0, 1, 1, 0, 0, 1, 1);
  const balances = [evenBalance(new Float64Array(8).fill(1), 2, 0.1)];
  return districting(gridGraph(4, 2), { territories: 2, balances, start, ...given });
}

const told = (question: Districting, plan: number[]) =>
  brokenBy(question, Int32Array.from(plan), names).map(inEnglish);

describe("what a plan breaks", () => {
  test("nothing", () => expect(told(asked(), [0, 0, 1, 1, 0, 0, 1, 1])).toEqual([]));

  test("units that are nobody's, of closed territories too", () =>
    expect(told(asked(), [0, 0, 1, 1, 0, -1, 1, 2])).toEqual([
      "2 units are nobody's, such as u5, u7",
      "T0 is −25.0% off its target of potential; allowed is 10.0%",
      "T1 is −25.0% off its target of potential; allowed is 10.0%",
    ]));

  test("a territory in pieces, named by the smaller ones", () =>
    expect(told(asked(), [0, 0, 1, 0, 0, 1, 1, 1])).toEqual([
      "T0 is in 2 pieces; apart from the largest: u3",
    ]));

  test("an empty territory", () =>
    expect(told(asked(), [0, 0, 0, 0, 0, 0, 0, 0])).toEqual([
      "T0 is +100.0% off its target of potential; allowed is 10.0%",
      "T1 has no units",
    ]));

  test("a lock, a capacity and a limit on what changes hands", () => {
    const locked = new Int32Array(8).fill(-1);
    locked[0] = 0;
    const question = asked({
      ...{ locked, maxDisruption: 0.5, capacity: Float64Array.of(9, 3.5) },
      capacityWeight: new Float64Array(8).fill(1),
    });
    expect(told(question, [1, 1, 0, 0, 1, 1, 0, 0])).toEqual([
      "1 locked unit is elsewhere: u0",
      "T1 holds 4 and has room for 3.5",
      "100.0% of the amount changes rep; allowed is 50.0%",
    ]);
  });
});

describe("what no plan can give is told before a search, with places", () => {
  const check = (given: Partial<Districting>) => () => checkDistricting(asked(given), names);
  const locks = (given: Readonly<Record<number, number>>) => {
    const locked = new Int32Array(8).fill(-1);
    for (const [u, t] of Object.entries(given)) locked[Number(u)] = t;
    return locked;
  };

  test("a sound question passes", () => expect(check({})).not.toThrow());

  test.each([
    ["none", 0],
    ["more than units", 9],
    ["half of one", 1.5],
  ])("territories: %s", (_, territories) =>
    expect(check({ territories })).toThrow(
      `territories: expected a whole number from 1 to 8, one unit each at least, got ${territories}`,
    ),
  );

  test("units that no neighbours join", () => {
    const graph = graphOf([[1], [0], [3], [2], [5, 6], [4], [4, 7], [6]]);
    expect(check({ graph })).toThrow(
      "got 3 groups that do not touch; apart from the largest: u0, u1, u2, u3; cut by another kind",
    );
    expect(check({ graph, contiguous: false })).not.toThrow();
  });

  test("a lock into a territory that closes", () =>
    expect(check({ territories: 1, locked: locks({ 3: 1 }) })).toThrow(
      "u3 is locked into T1, which is closed",
    ));

  test("locks that leave nothing for a territory", () => {
    const all = Object.fromEntries(Array.from({ length: 8 }, (_, u) => [u, 0]));
    expect(check({ locked: locks(all) })).toThrow(
      "1 territories have no locked unit and only 0 units are free",
    );
  });

  test("locks that wall in each other", () =>
    expect(check({ locked: locks({ 0: 0, 3: 0, 1: 1, 5: 1 }) })).toThrow(
      "T0 cannot be in one piece: between u0 and u3 everything is locked into other territories",
    ));
});
