import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { agreeingAgents } from "../../../models/known/agents.ts";
import { stationaryShares } from "../../../models/known/choice.ts";

const amount = fc.oneof(fc.constant(0), fc.double({ min: 1, max: 1e7, noNaN: true }));
const positive = (min: number, max: number) => fc.double({ min, max, noNaN: true });

const market = fc.record({
  amount: fc.array(fc.tuple(amount, amount, amount), { minLength: 1, maxLength: 6 }),
  mean: positive(10, 1e5),
  brand: fc.tuple(positive(0.2, 4), positive(0.2, 4), positive(0.2, 4)),
  ownLine: positive(0.1, 8),
  inertia: positive(0, 2),
});

const YEAR = 52;

describe("agents that agree with what is expected of them", () => {
  it("buy of each brand what is expected, at index 1, whatever the lines and the inertia", () => {
    fc.assert(
      fc.property(market, ({ amount, mean, brand, ownLine, inertia }) => {
        const n = amount.length;
        const expected = Float64Array.from(amount.flat());
        const lines = {
          mean: new Float64Array(n).fill(mean),
          brand: Float64Array.from(brand),
          ownLine: new Float64Array(n).fill(ownLine),
        };
        const agents = agreeingAgents(
          { amount: expected, usual: expected },
          lines,
          new Uint8Array(n).fill(1),
          () => [0.2, 0.3, 0.5],
          { inertia, year: YEAR },
        );
        const shares = new Float64Array(3);
        for (let i = 0; i < n; i++) {
          stationaryShares(agents.preference.subarray(3 * i, 3 * i + 3), inertia, shares);
          for (let b = 0; b < 3; b++) {
            const line = mean * brand[b]! * (b === 0 ? ownLine : 1);
            const told = expected[3 * i + b]!;
            expect(Math.abs(YEAR * agents.rate[i]! * shares[b]! * line - told)).toBeLessThanOrEqual(
              1e-9 * (told + 1),
            );
          }
        }
      }),
      { seed: 3 },
    );
  });

  it("that do not know the own brand buy what is expected of rivals, and afterwards what their kind does", () => {
    const lines = {
      mean: Float64Array.of(100),
      brand: Float64Array.of(1, 2),
      ownLine: Float64Array.of(1),
    };
    const { rate, shares } = agreeingAgents(
      { amount: Float64Array.of(10, 5200), usual: Float64Array.of(1300, 5200) },
      lines,
      Uint8Array.of(0),
      () => [0.5, 0.5],
      { inertia: 0, year: YEAR },
    );
    expect(rate[0]).toBeCloseTo(0.5, 12);
    // 13 own lines for 26 of the rival's.
    expect(shares[0]).toBeCloseTo(1 / 3, 12);
  });
});
