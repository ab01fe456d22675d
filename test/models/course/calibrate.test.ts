import { describe, expect, it } from "vitest";
import { type Buyers, expectedOwn, groupResponse, indexPaths } from "../../../models/course/calibrate.ts";
import { stationaryShares } from "../../../models/known/choice.ts";

const YEAR = 52;
const BRANDS = 3;
/** Two groups of loyal, mixed and rivals' accounts; in the second one who opens is like the last, which hardly buys ours. */
const PREFERENCE = [
  [6, 1, 1],
  [1, 1, 2],
  [0.1, 2, 1],
];
const LIKE = [2, 5, 5, 5, 5];

function plantedBuyers(): Buyers {
  const preference = Float64Array.from([...PREFERENCE, ...PREFERENCE].flat());
  const n = preference.length / BRANDS;
  return {
    rate: Float64Array.from({ length: n }, (_, i) => 1 + i),
    amountMean: new Float64Array(n).fill(1000),
    brandAmount: Float64Array.of(2, 1, 0.5),
    ownLine: Float64Array.from({ length: n }, (_, i) => 1 + 0.2 * i),
    preference,
    aware: new Float64Array(n).fill(1),
    inertia: 0.8,
    lift: null,
    groupOf: Int32Array.from({ length: n }, (_, i) => (i < PREFERENCE.length ? 0 : 1)),
    groups: 2,
    marketUtility: new Float64Array(BRANDS),
  };
}

/** Own and rivals' amount a period of one account at volume 1. */
function amounts(
  { rate, amountMean, brandAmount, ownLine, preference, inertia }: Buyers,
  i: number,
  u: number,
) {
  const weights = preference.slice(i * BRANDS, (i + 1) * BRANDS);
  weights[0]! *= Math.exp(u);
  const size = rate[i]! * amountMean[i]!;
  const bought = [...stationaryShares(weights, inertia, new Float64Array(BRANDS))].map(
    (share, b) => size * share * brandAmount[b]! * (b === 0 ? ownLine[i]! : 1),
  );
  return { own: bought[0]!, rivals: bought[1]! + bought[2]! };
}

describe("index paths under accounts that open", () => {
  const buyers = plantedBuyers();
  const cells = 2 * YEAR;
  const paths = {
    draws: 1,
    horizon: YEAR,
    own: Float64Array.from({ length: cells }, (_, at) => 20_000 + 100 * at),
    rivals: Float64Array.from({ length: cells }, (_, at) => 9000 + 50 * (at % YEAR)),
    rivalMix: new Float64Array(0),
  };
  const openers = { response: groupResponse(buyers, LIKE), within: YEAR };
  const index = indexPaths(paths, groupResponse(buyers), true, YEAR, openers);

  it("own and rivals' amounts of all accounts are the forecast's, each", () => {
    for (let at = 0; at < cells; at++) {
      const group = Math.floor(at / YEAR);
      const open = (at % YEAR) / YEAR;
      const total = { own: 0, rivals: 0 };
      const add = (i: number, part: number) => {
        if (buyers.groupOf[i] !== group) return;
        const bought = amounts(buyers, i, index.utility[at]!);
        total.own += part * index.volume[at]! * bought.own;
        total.rivals += part * index.volume[at]! * bought.rivals;
      };
      for (const i of buyers.rate.keys()) add(i, 1);
      for (const i of LIKE) add(i, open);
      // Between the points of the grid of utilities shares are bent a little.
      expect(Math.abs(total.own / paths.own[at]! - 1)).toBeLessThan(0.002);
      expect(Math.abs(total.rivals / paths.rivals[at]! - 1)).toBeLessThan(0.002);
    }
  });

  it("what is expected of accounts that are there and of those that open adds up to the forecast of the year", () => {
    const there = expectedOwn(buyers, index.load).reduce((a, b) => a + b, 0);
    const opening = expectedOwn(buyers, index.openingLoad);
    const sum = there + LIKE.reduce((total, i) => total + opening[i]!, 0);
    expect(sum / paths.own.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 10);
    expect(index.growth[1]!).toBeGreaterThan(index.growth[0]!);
  });

  it("without accounts that open knows of no growth", () => {
    const nobody = { response: groupResponse(buyers, []), within: YEAR };
    const plain = indexPaths(paths, groupResponse(buyers), true, YEAR, nobody);
    for (const growth of plain.growth) expect(growth).toBeCloseTo(1, 12);
  });
});
