import { describe, expect, it } from "vitest";
import { f64 } from "../../core/columns.ts";
import { comparedUnits } from "../../scenarios/compare/units.ts";
import { shareClasses } from "../../scenarios/effects/choiceCurve.ts";
import { tiny } from "./tinyTwin.ts";

const HORIZON = 10;
/** Of the ten periods in which one that opens within them is expected to be there. */
const PART = 0.45;

describe("accounts that open within the horizon", () => {
  // Every second one opens; these have dearer orders, and another share within the same class of shares.
  const { market, twin } = tiny({
    withLife: true,
    set: columns => {
      const opens = (i: number) => i % 4 >= 2;
      const each = (name: string, of: (i: number) => number) =>
        f64(columns, name).set(f64(columns, name).map((_, i) => of(i)));
      each("opensWithin", i => (opens(i) ? HORIZON : 0));
      each("amountMean", i => (opens(i) ? 300 : 100));
      each("preference", i => (i % 3 > 0 ? 1 : opens(Math.floor(i / 3)) ? 1.06 : 1.02));
    },
  });

  it("weigh in what a lever asks of a class as much as they are there", () => {
    const [one, ...others] = shareClasses(twin, new Uint8Array(40).fill(1), HORIZON);
    expect(others).toHaveLength(0);
    const [stay, open] = [1.02 / 3.02, 1.06 / 3.06];
    expect(one!.ownShare).toBeCloseTo((stay + PART * open) / (1 + PART), 12);
  });

  it("weigh in the amount of a unit's own order as much as they are there", () => {
    const [stay, open] = [1.02 / 3.02, (PART * 1.06) / 3.06];
    for (const { ownOrder } of comparedUnits(twin, market, HORIZON).units)
      expect(ownOrder).toBeCloseTo((100 * stay + 300 * open) / (stay + open), 10);
  });
});
