import { describe, expect, it } from "vitest";
import { dayNumber } from "../../../core/period.ts";
import { visitWindows } from "../../../territory/routes/windows.ts";
import { preferenceColumns, type Window } from "./market.ts";

const monday = dayNumber("2024-01-15");
const on = (rows: readonly Window[], day = monday) =>
  visitWindows({ preferences: preferenceColumns(rows) })(0, day);

describe("windows of visits", () => {
  it("are all day where an account says nothing, and those that it names where it does", () => {
    expect(on([])).toEqual([0, 1440]);
    expect(on([{ account: 1, from: 9, to: 10 }])).toEqual([0, 1440]);
    expect(
      on([
        { account: 0, from: 14, to: 17 },
        { account: 0, from: 8.5, to: 12 },
      ]),
    ).toEqual([510, 720, 840, 1020]);
    expect(
      on([
        { account: 0, from: 8, to: 12 },
        { account: 0, from: 11, to: 13 },
      ]),
    ).toEqual([480, 780]);
  });

  it("are none on a day that only others are named of", () => {
    expect(on([{ account: 0, days: 2, from: 9, to: 12 }])).toEqual([]);
    expect(on([{ account: 0, days: 2, from: 9, to: 12 }], monday + 1)).toEqual([540, 720]);
  });

  it("are without what is closed", () => {
    expect(on([{ account: 0, allowed: 0 }])).toEqual([]);
    expect(on([{ account: 0, allowed: 0, from: 12, to: 13 }])).toEqual([0, 720, 780, 1440]);
    expect(
      on([
        { account: 0, from: 9, to: 17 },
        { account: 0, allowed: 0, from: 16, to: 24 },
      ]),
    ).toEqual([540, 960]);
  });

  it("hold while they are valid, the first and last day with them", () => {
    const row = { account: 0, from: 9, to: 12, validFrom: monday, validTo: monday + 1 };
    expect([monday - 1, monday, monday + 1, monday + 2].map(day => on([row], day))).toEqual([
      [0, 1440],
      [540, 720],
      [540, 720],
      [0, 1440],
    ]);
  });
});
