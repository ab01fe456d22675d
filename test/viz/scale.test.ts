import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sampleWeights, weekProfile, windowDensity } from "../../viz/map/activityWindow.ts";
import { focusBounds } from "../../viz/map/focus.ts";
import { classOf, QUANTILES, quantileBreaks, rampSteps, shareBreaks } from "../../viz/map/scale.ts";

describe("colour classes", () => {
  it("hold the shares of the values that the legend names", () => {
    const values = Float64Array.from({ length: 10_000 }, (_, k) => 1.001 ** k);
    const breaks = quantileBreaks(values);
    expect(breaks).toHaveLength(QUANTILES.length);
    for (const [k, share] of QUANTILES.entries()) {
      const below = values.filter(value => classOf(value, breaks) <= k).length / values.length;
      // Two significant digits of a break move it by at most 5%: 50 of 10,000 values here.
      expect(Math.abs(below - share)).toBeLessThan(0.006);
    }
  });

  it("ascend, and leave no class empty, whatever the values", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { maxLength: 60 }), values => {
        const breaks = quantileBreaks(values);
        for (let k = 1; k < breaks.length; k++) expect(breaks[k]!).toBeGreaterThan(breaks[k - 1]!);
        const positive = values.filter(value => value > 0);
        if (breaks.length > 0) expect(positive.some(value => classOf(value, breaks) === 0)).toBe(true);
      }),
    );
  });

  it("around a share have the market's own share in the middle and stay within 0 and 1", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.02, max: 0.98, noNaN: true }), share => {
        const breaks = shareBreaks(share);
        expect(classOf(share, breaks)).toBe(3);
        expect(breaks[0]!).toBeGreaterThan(0);
        expect(breaks[5]!).toBeLessThan(1);
      }),
    );
  });

  it("use both ends of the ramp", () => {
    expect(rampSteps(7)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(rampSteps(2)).toEqual([0, 6]);
    for (let classes = 2; classes <= 7; classes++) expect(new Set(rampSteps(classes)).size).toBe(classes);
  });
});

describe("activity in a window", () => {
  // Two cells: the first is active Monday 9–11, the second Sunday 23.
  const activity = {
    start: Int32Array.of(0, 2, 3),
    hour: Uint8Array.of(9, 10, 167),
    weight: Float32Array.of(2, 4, 84),
  };

  it("is a mean over the window's hours", () => {
    const monday = { dayFrom: 0, dayTo: 1, hourFrom: 9, hourTo: 12 };
    expect([...windowDensity(activity, monday, false)]).toEqual([2, 0]);
    expect([...windowDensity(activity, null, false)]).toEqual([Math.fround(6 / 168), 0.5]);
  });

  it("is a mean over days where the signal has no hours", () => {
    expect([...windowDensity(activity, null, true)]).toEqual([Math.fround(6 / 7), 12]);
  });

  it("sums to the week's profile, over all cells or some", () => {
    const all = weekProfile(activity, null);
    expect([all[9], all[10], all[167]]).toEqual([2, 4, 84]);
    expect(weekProfile(activity, Uint8Array.of(0, 1))[9]).toBe(0);
  });

  it("is sampled evenly for its classes", () => {
    const many = { ...activity, weight: Float32Array.from({ length: 1000 }, (_, k) => k) };
    expect(sampleWeights(many, 100)).toHaveLength(100);
    expect(sampleWeights(many, 5000)).toHaveLength(1000);
  });
});

describe("the first view", () => {
  it("is where the accounts are, not where the farthest one is", () => {
    const lon = Float64Array.from({ length: 101 }, (_, k) => (k === 100 ? 50 : 32 + k / 1000));
    const lat = Float64Array.from({ length: 101 }, () => 40);
    const knownAccounts = Float64Array.from({ length: 101 }, () => 1);
    const [west, south, east, north] = focusBounds({ lat, lon, knownAccounts });
    expect(west).toBeGreaterThanOrEqual(32);
    expect(east).toBeLessThan(32.2);
    expect([south, north]).toEqual([40, 40]);
  });
});
