import { describe, expect, it } from "vitest";
import { type Chance, chance } from "../../../core/chance.ts";
import { quantileSorted } from "../../../core/stats.ts";
import { awareShare } from "../../../models/dark/draw/awareShare.ts";
import { FURTHER } from "../../further.ts";

const [MEAN, STRENGTH] = [0.25, 3];
const beta = (a: number, b: number, { gamma }: Chance) => {
  const x = gamma(a);
  return x / (x + gamma(b));
};

/**
 * A planted market of one zone: accounts of unlike size, of which a share knows the brand and takes it each in its own way,
 * all together `liking` times as much as known accounts do.
 */
function planted(
  seed: number,
  { accounts, aware, liking, error }: Record<"accounts" | "aware" | "liking" | "error", number>,
) {
  const luck = chance(seed, 1);
  const born = Array.from({ length: accounts }, () => ({
    patch: 0,
    type: 0,
    amount: Math.exp(luck.normal()),
  }));
  const own = born.map(({ amount }) =>
    luck.uniform() < aware ? liking * amount * beta(STRENGTH * MEAN, STRENGTH * (1 - MEAN), luck) : 0,
  );
  const total = own.reduce((a, b) => a + b, 0);
  const sd = error * total;
  const left = {
    amount: Float64Array.of(Math.max(0, total + sd * luck.normal())),
    error: Float64Array.of(sd),
  };
  const draws = chance(seed, 2);
  return (factor = 1) =>
    Float64Array.from({ length: 80 }, () =>
      awareShare({ left, mean: Float64Array.of(factor * MEAN), strength: STRENGTH }, [born], draws),
    ).sort();
}

const mean = (values: Float64Array) => values.reduce((a, b) => a + b, 0) / values.length;

describe("the share of dark accounts that know the own brand", () => {
  it.each([12, 200])("is held by nine in ten intervals, among %i accounts", accounts => {
    const markets = 200 * FURTHER;
    let held = 0;
    for (let seed = 1; seed <= markets; seed++) {
      const luck = chance(seed, 3);
      const aware = beta(1.5, 1.5, luck);
      const shares = planted(seed, { accounts, aware, liking: Math.exp(0.2 * luck.normal()), error: 0.1 })();
      if (aware >= quantileSorted(shares, 0.05) && aware <= quantileSorted(shares, 0.95)) held++;
    }
    expect(held / markets).toBeGreaterThan(0.84);
    expect(held / markets).toBeLessThan(0.96);
  });

  it("is larger by as much as accounts take less of the brand where nobody visits them", () => {
    const markets = Array.from({ length: 20 }, (_, seed) =>
      planted(seed, { accounts: 2000, aware: 0.4, liking: 1, error: 0.01 }),
    );
    const [whole, less] = [1, 2 / 3].map(factor => mean(Float64Array.from(markets, m => mean(m(factor)))));
    // The prior draws a share below a half up a little.
    expect(whole / 0.4).toBeGreaterThan(0.98);
    expect(whole / 0.4).toBeLessThan(1.15);
    expect(Math.abs(less / whole - 1.5)).toBeLessThan(0.1);
  });

  it("is never certain: not where they buy more than all would, not where they buy nothing", () => {
    const shares = planted(2, { accounts: 300, aware: 1, liking: 1.5, error: 0.02 })();
    expect(quantileSorted(shares, 0.05)).toBeGreaterThan(0.6);
    expect(quantileSorted(shares, 0.95)).toBeLessThan(1);
    expect(quantileSorted(planted(3, { accounts: 300, aware: 0, liking: 1, error: 0 })(), 0.95)).toBeLessThan(
      0.2,
    );
  });

  it("without totals is a prior that leaves room for nearly anything", () => {
    const draws = chance(1, 4);
    const shares = Float64Array.from({ length: 2000 }, () => awareShare(null, [], draws)).sort();
    // Points of Beta(1.5, 1.5).
    expect(Math.abs(quantileSorted(shares, 0.05) - 0.0972)).toBeLessThan(0.02);
    expect(Math.abs(quantileSorted(shares, 0.95) - 0.9028)).toBeLessThan(0.02);
    expect(Math.abs(mean(shares) - 0.5)).toBeLessThan(0.02);
  });
});
