import { existsSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { quantileSorted } from "../../../core/stats.ts";
import { loadMarket } from "../../../data/loadMarket.ts";
import type { Market } from "../../../data/market/market.ts";
import { type ForecastPaths, forecastPaths } from "../../../models/course/forecast.ts";
import { type GroupHistory, groupHistory } from "../../../models/course/history.ts";
import { withOwnBrand } from "../../../proof/cut/ownBrand.ts";
import { truncateMarket } from "../../../proof/cut/truncate.ts";
import { wape } from "../../../proof/scores.ts";
import { IOWA, ingestedIowa } from "../../iowa.ts";

/** The owners on whom the forecast was developed, and the ends of years. */
const OWNERS = [
  "SAZERAC",
  "HEAVEN HILL",
  "JIM BEAM BRANDS",
  "PERNOD RICARD USA",
  "BACARDI USA",
  "BROWN-FORMAN",
];
const ORIGINS = [209, 261, 313, 365];
const DRAWS = 100;

interface YearScore {
  readonly ratio: number;
  readonly held80: number;
  readonly level: number;
  readonly below: boolean;
}

/** Own amounts of territory and week in the year after an origin, by paths alone: what agents add stays in the shocks. */
function yearAfter(market: Market, periods: number): YearScore {
  const { own: actual, groups } = groupHistory(market, market.accounts.territory);
  const cut = truncateMarket(market, periods);
  const history = groupHistory(cut, cut.accounts.territory);
  const paths = forecastPaths(history, {
    ...cut,
    horizon: 52,
    draws: DRAWS,
    seed: 1,
    agentNoise: {
      brands: new Float64Array(market.brands.length),
      groupOwn: new Float64Array(groups),
      groupRivals: new Float64Array(groups),
    },
  });
  return score(paths, history, actual.subarray(periods * groups, (periods + 52) * groups));
}

function score({ own }: ForecastPaths, { own: past, groups }: GroupHistory, truth: Float64Array): YearScore {
  const sums = new Float64Array(DRAWS);
  const median = new Float64Array(truth.length);
  let held = 0;
  for (let at = 0; at < truth.length; at++) {
    const [h, g] = [Math.floor(at / groups), at % groups];
    const draws = Float64Array.from({ length: DRAWS }, (_, k) => own[(k * groups + g) * 52 + h]!);
    draws.forEach((v, k) => {
      sums[k]! += v;
    });
    draws.sort();
    median[at] = quantileSorted(draws, 0.5);
    held += Number(truth[at]! >= quantileSorted(draws, 0.1) && truth[at]! <= quantileSorted(draws, 0.9));
  }
  const year = truth.reduce((a, b) => a + b, 0);
  return {
    ratio: wape(median, truth) / wape(past.slice(-52 * groups), truth),
    held80: held / truth.length,
    level: sums.reduce((a, b) => a + b, 0) / DRAWS / year,
    below: year < quantileSorted(sums.sort(), 0.5),
  };
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

describe.skipIf(!existsSync(IOWA))("a year of Iowa ahead, any owner's", () => {
  let scores: readonly YearScore[][];

  beforeAll(async () => {
    const market = await loadMarket((await ingestedIowa()).database);
    scores = OWNERS.map(owner => {
      const own = withOwnBrand(market, owner);
      return ORIGINS.map(periods => yearAfter(own, periods));
    });
  });

  it("is nearer to what came than the year before, for each owner", () => {
    const byOwner = scores.map(years => mean(years.map(({ ratio }) => ratio)));
    expect(mean(byOwner)).toBeLessThanOrEqual(0.83);
    expect(Math.max(...byOwner)).toBeLessThanOrEqual(0.92);
  });

  it("leans neither high nor low, and its 80% intervals hold", () => {
    const all = scores.flat();
    expect(Math.abs(mean(all.map(({ level }) => level)) - 1)).toBeLessThan(0.03);
    const below = mean(all.map(({ below }) => Number(below)));
    expect(below).toBeGreaterThan(0.3);
    expect(below).toBeLessThan(0.7);
    const held = mean(all.map(({ held80 }) => held80));
    expect(held).toBeGreaterThanOrEqual(0.74);
    expect(held).toBeLessThanOrEqual(0.86);
  });
});
