import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { learnRepurchase, type Repurchase, type Trial } from "../../../models/lifecycle/repurchase.ts";

/** A law that never rises with silence. */
const prior: Repurchase = ({ silence, frequency }) => Math.exp(-silence / 40) * (frequency > 0 ? 0.9 : 0.1);

const trial = fc.record<Trial>({
  silence: fc.integer({ min: 0, max: 300 }),
  frequency: fc.integer({ min: 0, max: 52 }),
  bought: fc.boolean(),
});

function sites(count: number, site: Omit<Trial, "bought">, share: number): Trial[] {
  return Array.from({ length: count }, (_, i) => ({ ...site, bought: i < share * count }));
}

describe("who buys again", () => {
  it("is the share that did, by silence and frequency", () => {
    const table = learnRepurchase(
      [
        ...sites(2000, { silence: 6, frequency: 20 }, 0.95),
        ...sites(2000, { silence: 60, frequency: 20 }, 0.1),
        ...sites(2000, { silence: 60, frequency: 1 }, 0.3),
        ...sites(2000, { silence: 60, frequency: 0 }, 0.02),
      ],
      prior,
    );
    // Three sites of the prior among 2,000 move a share by less than 0.002.
    expect(table({ silence: 5, frequency: 30 })).toBeCloseTo(0.95, 2);
    expect(table({ silence: 70, frequency: 18 })).toBeCloseTo(0.1, 2);
    expect(table({ silence: 70, frequency: 1 })).toBeCloseTo(0.3, 2);
    expect(table({ silence: 77, frequency: 0 })).toBeCloseTo(0.02, 2);
  });

  it("never rises with silence, whatever was seen", () => {
    fc.assert(
      fc.property(
        fc.array(trial, { maxLength: 60 }),
        fc.integer({ min: 1, max: 52 }),
        (trials, frequency) => {
          const table = learnRepurchase(trials, prior);
          for (let silence = 1; silence < 300; silence++) {
            const before = { silence: silence - 1, frequency };
            expect(table({ silence, frequency })).toBeLessThanOrEqual(table(before));
          }
          expect(table({ silence: 0, frequency })).toBeLessThanOrEqual(1);
          expect(table({ silence: 299, frequency })).toBeGreaterThanOrEqual(0);
        },
      ),
      { numRuns: 50 },
    );
  });

  it("is the prior where no such site was seen", () => {
    const table = learnRepurchase(sites(500, { silence: 0, frequency: 40 }, 1), prior);
    expect(table({ silence: 208, frequency: 42 })).toBeCloseTo(prior({ silence: 208, frequency: 42 }), 10);
  });
});
