import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deriveKey, isSeed, threefry, uniform, uniform52 } from "../../core/rng.ts";

const block = new Int32Array(2);
const hex = (words: Int32Array) => [...words].map(w => (w >>> 0).toString(16).padStart(8, "0"));

describe("Threefry-2x32-20", () => {
  // Random123 1.09, tests/kat_vectors: counter, key, answer.
  test.each([
    [
      [0, 0],
      [0, 0],
      ["6b200159", "99ba4efe"],
    ],
    [
      [0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff],
      ["1cb996fc", "bb002be7"],
    ],
    [
      [0x243f6a88, 0x85a308d3],
      [0x13198a2e, 0x03707344],
      ["c4923a9c", "483df7a0"],
    ],
  ])("known answer for counter %j and key %j", (counter, key, answer) => {
    threefry(key[0]!, key[1]!, counter[0]!, counter[1]!, block);
    expect(hex(block)).toEqual(answer);
  });

  test("counters along both words look uniform: χ² on 256 classes, 10⁵ numbers each", () => {
    for (const along of [0, 1])
      for (const [word, shift] of [
        [0, 24],
        [0, 0],
        [1, 24],
        [1, 0],
      ] as const) {
        const counts = new Float64Array(256);
        for (let n = 0; n < 100_000; n++) {
          threefry(12345, 678, along === 0 ? n : 7, along === 0 ? 7 : n, block);
          counts[(block[word]! >>> shift) & 255]! += 1;
        }
        const expected = 100_000 / 256;
        const chi2 = counts.reduce((sum, c) => sum + (c - expected) ** 2 / expected, 0);
        // 255 degrees of freedom: mean 255, sd 22.6; four standard deviations.
        expect(Math.abs(chi2 - 255)).toBeLessThan(4 * Math.sqrt(510));
      }
  });

  test("half of the bits change with one bit of counter or key", () => {
    const flips = (change: (bit: number) => [number, number, number, number]) => {
      let changed = 0;
      for (let bit = 0; bit < 64; bit++) {
        threefry(1, 2, 3, 4, block);
        const [a, b] = [block[0]!, block[1]!];
        threefry(...change(bit), block);
        for (let x = block[0]! ^ a; x !== 0; x &= x - 1) changed++;
        for (let x = block[1]! ^ b; x !== 0; x &= x - 1) changed++;
      }
      return changed / 64;
    };
    const bits = (bit: number): [number, number] => (bit < 32 ? [1 << bit, 0] : [0, 1 << (bit - 32)]);
    const counter = flips(bit => [1, 2, 3 ^ bits(bit)[0], 4 ^ bits(bit)[1]]);
    const key = flips(bit => [1 ^ bits(bit)[0], 2 ^ bits(bit)[1], 3, 4]);
    // 64 × Binomial(64, ½) averaged: mean 32, sd 0.5.
    expect(Math.abs(counter - 32)).toBeLessThan(2);
    expect(Math.abs(key - 32)).toBeLessThan(2);
  });
});

describe("keys and uniforms", () => {
  test("names of a seed never share a key", () => {
    const keys = new Set<string>();
    for (let run = 0; run < 500; run++)
      for (let process = 0; process < 8; process++) keys.add(hex(deriveKey(42, run, process)).join());
    expect(keys.size).toBe(4000);
  });

  test("seeds beyond 32 bits differ from their low words", () => {
    expect(hex(deriveKey(2 ** 40 + 1, 0, 0))).not.toEqual(hex(deriveKey(1, 0, 0)));
    expect([0, 2 ** 53 - 1].every(isSeed)).toBe(true);
    expect([-1, 0.5, 2 ** 53, NaN].some(isSeed)).toBe(false);
  });

  test("uniforms stay inside the open interval", () => {
    const inside = (u: number) => u > 0 && u < 1;
    expect([0, -1, 1, 0x7fffffff, -0x80000000].map(uniform).every(inside)).toBe(true);
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (a, b) => inside(uniform(a)) && inside(uniform52(a, b))),
    );
    expect(uniform52(-1, -1)).toBeLessThan(1);
    expect(uniform52(0, 0)).toBeGreaterThan(0);
  });
});
