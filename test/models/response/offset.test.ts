import { describe, expect, it } from "vitest";
import { stationaryShares } from "../../../models/known/choice.ts";
import { type RepVisits, usualGoodwill } from "../../../models/response/goodwill.ts";
import { kindOffset, ownShareCurve, ownShareSlope, utilityOf } from "../../../models/response/offset.ts";
import { poissonSample, stream } from "../sampling.ts";

const PREFERENCE = Float64Array.of(0.3, 0.5, 0.2);
const INERTIA = 0.7;
const EFFECT = { slope: 0.5, saturation: 0.2 };
const CARRY = 0.8;
const share = ownShareCurve(PREFERENCE, INERTIA);
const rep = (calls: number, accounts: number): RepVisits => ({
  rep: 0,
  calls,
  accounts: Int32Array.from({ length: accounts }, (_, i) => i),
  weight: new Float64Array(accounts).fill(1),
});
const goodwill = usualGoodwill(
  [rep(40, 100), rep(90, 300)],
  { channels: [], mix: new Float64Array(0) },
  new Float64Array(0),
  CARRY,
);

describe("what utility does to the own share", () => {
  it("is the slope of the share's logarithm, inertia and all", () => {
    for (const inertia of [0, 0.3, INERTIA, 2]) {
      const curve = ownShareCurve(PREFERENCE, inertia);
      const slope = (Math.log(curve(1e-5)) - Math.log(curve(-1e-5))) / 2e-5;
      expect(ownShareSlope(PREFERENCE, inertia)).toBeCloseTo(slope, 8);
    }
    expect(ownShareSlope(PREFERENCE, 0)).toBeCloseTo(0.7, 12);
    expect(ownShareSlope(PREFERENCE, INERTIA)).toBeGreaterThan(1.1 * (1 - share(0)));
    expect(ownShareSlope(Float64Array.of(0, 1, 1), INERTIA)).toBe(0);
  });
});

describe("the offset of a kind of accounts", () => {
  it("is such that visited as usual it has its learned share: found by simulated visits", () => {
    const delta = kindOffset(goodwill, EFFECT, share, 1);
    const next = stream(1);
    const WEEKS = 60_000;
    const mean = [40 / 100, 90 / 300].map(calls => {
      let [g, sum] = [0, 0];
      for (let t = 0; t < WEEKS; t++) {
        g = CARRY * g + poissonSample(calls, next);
        sum += share(delta + utilityOf(EFFECT, g));
      }
      return sum / WEEKS;
    });
    // A quarter of what is listed is the first rep's.
    expect(Math.abs((0.25 * mean[0] + 0.75 * mean[1]) / share(0) - 1)).toBeLessThan(0.01);
    expect(share(delta) / share(0)).toBeLessThan(0.75);
  });

  it("is the smaller the fewer of them are visited, and nothing where nobody is or contacts do nothing", () => {
    const offsets = [1, 0.5, 0.1, 0].map(part => kindOffset(goodwill, EFFECT, share, part));
    expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
    expect(offsets[3]).toBe(0);
    expect(kindOffset(goodwill, { ...EFFECT, slope: 0 }, share, 1)).toBe(0);
  });

  it("moves the stationary share of the choice model", () => {
    const weights = PREFERENCE.map((w, b) => (b === 0 ? w * Math.exp(-0.4) : w));
    const shares = stationaryShares(weights, INERTIA, new Float64Array(3));
    expect(share(-0.4)).toBeCloseTo(shares[0], 12);
  });
});
