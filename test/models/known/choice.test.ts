import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deriveKey, threefry, uniform } from "../../../core/rng.ts";
import {
  dirichletStrength,
  estimateInertia,
  ownBeyondUsual,
  stationaryShares,
  type Transitions,
  weightsForShares,
} from "../../../models/known/choice.ts";

/** A keyed stream of uniforms for the test's own simulations. */
function uniforms(seed: number): () => number {
  const key = deriveKey(seed, 0, 7);
  const out = new Int32Array(2);
  let n = 0;
  return () => {
    threefry(key[0], key[1], n++, 0, out);
    return uniform(out[0]);
  };
}

function pick(weights: ArrayLike<number>, u: number): number {
  let total = 0;
  for (let b = 0; b < weights.length; b++) total += weights[b];
  let left = u * total;
  for (let b = 0; b < weights.length; b++) {
    left -= weights[b];
    if (left < 0) return b;
  }
  return weights.length - 1;
}

describe("choice with inertia", () => {
  it("what was bought last adds what walks through the chain add, and nothing without inertia", () => {
    const weights = Float64Array.of(2, 3, 1);
    const inertia = 1.2;
    const usual = stationaryShares(weights, inertia, new Float64Array(3))[0]!;
    const next = uniforms(4);
    const choose = (last: number) =>
      pick(
        weights.map((w, b) => w * (b === last ? Math.exp(inertia) : 1)),
        next(),
      );
    for (const [start, occasions] of [
      [0, 6],
      [1, 6],
      [2, 0.5],
      [-1, 3],
    ] as const) {
      const walks = 30_000;
      let beyond = 0;
      for (let walk = 0; walk < walks; walk++) {
        let last = start as number;
        let due = occasions + Math.log(next());
        while (due > 0) {
          last = choose(last);
          beyond += (+(last === 0) - usual) / walks;
          due += Math.log(next());
        }
      }
      // A walk has some three own purchases' spread: four standard errors.
      expect(Math.abs(ownBeyondUsual(weights, inertia, start, occasions) - beyond)).toBeLessThan(0.03);
      expect(ownBeyondUsual(weights, 0, start, occasions)).toBeCloseTo(0, 9);
    }
    expect(ownBeyondUsual(weights, inertia, 0, 6)).toBeGreaterThan(0.2);
  });

  it("weights that give stationary shares are the inverse of the stationary shares", () => {
    const shares = fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 2, maxLength: 9 });
    fc.assert(
      fc.property(shares, fc.double({ min: 0, max: 2.5, noNaN: true }), (raw, inertia) => {
        const total = raw.reduce((a, b) => a + b, 0);
        const target = raw.map(v => v / total);
        const weights = weightsForShares(target, inertia, new Float64Array(raw.length));
        expect(weights.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
        const back = stationaryShares(weights, inertia, new Float64Array(raw.length));
        for (let b = 0; b < raw.length; b++) expect(back[b]).toBeCloseTo(target[b], 9);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it("stationary shares are what a long chain of purchases shows", () => {
    const weights = [0.2, 0.5, 0.3];
    const inertia = 1.1;
    const next = uniforms(11);
    const seen = new Float64Array(3);
    let last = 0;
    for (let n = 0; n < 200_000; n++) {
      last = pick(
        weights.map((w, b) => w * (b === last ? Math.exp(inertia) : 1)),
        next(),
      );
      seen[last]++;
    }
    const expected = stationaryShares(weights, inertia, new Float64Array(3));
    // The chain's effective size is about a third of its length: four standard errors are 0.008.
    for (let b = 0; b < 3; b++) expect(Math.abs(seen[b] / 200_000 - expected[b])).toBeLessThan(0.008);
  });

  it.each([0, 0.4, 0.9])("recovers an inertia of %d from accounts that differ in taste", truth => {
    const next = uniforms(5 + truth * 10);
    const tables: Transitions[] = [];
    const total = new Float64Array(3);
    for (let account = 0; account < 400; account++) {
      const own = 0.1 + 0.6 * next();
      const weights = [own, (1 - own) * 0.6, (1 - own) * 0.4];
      const table = { ownOwn: 0, ownOther: 0, otherOwn: 0, otherOther: 0 };
      let last = pick(weights, next());
      for (let n = 0; n < 60; n++) {
        const brand = pick(
          weights.map((w, b) => w * (b === last ? Math.exp(truth) : 1)),
          next(),
        );
        table[`${last === 0 ? "own" : "other"}${brand === 0 ? "Own" : "Other"}`]++;
        last = brand;
        total[brand]++;
      }
      tables.push(table);
    }
    const shares = total.map(v => v / 24_000);
    // 24,000 transitions give a standard error near 0.03; short strata pull the estimate down by about as much.
    expect(Math.abs((estimateInertia(tables, shares) ?? Number.NaN) - truth)).toBeLessThan(0.12);
  });

  it("says nothing of inertia where there are too few repeats", () => {
    expect(estimateInertia([{ ownOwn: 9, ownOther: 1, otherOwn: 2, otherOther: 9 }], [0.5, 0.5])).toBeNull();
  });

  it("finds the strength of a Dirichlet prior from differing accounts", () => {
    const next = uniforms(3);
    const own: number[] = [];
    const all: number[] = [];
    // Beta(2, 6) as the second smallest of seven uniforms: strength 8, mean 0.25.
    for (let i = 0; i < 3000; i++) {
      const sorted = Array.from({ length: 7 }, next).sort((a, b) => a - b);
      let bought = 0;
      for (let n = 0; n < 40; n++) if (next() < sorted[1]) bought++;
      own.push(bought);
      all.push(40);
    }
    expect(dirichletStrength(own, all)).toBeGreaterThan(7);
    expect(dirichletStrength(own, all)).toBeLessThan(9.2);
  });
});
