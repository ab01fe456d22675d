import { expect, it } from "vitest";
import { fitExpectation } from "../../../models/known/expectation.ts";
import { kindsOf } from "../../../models/known/kinds.ts";
import { type Planted, plantedMarkets } from "../../../proof/planted/plantedMarkets.ts";

const TENTHS = 10;
const YEAR = 52;

/** Expected over true expectation by tenth of last year's own amount, largest first, scaled to the sum. */
function ratios({ market, expectedOwn }: Planted): number[] {
  const { sales, brands, periodStart } = market;
  const { amount } = fitExpectation(market, kindsOf(market));
  const lastYear = new Float64Array(expectedOwn.length);
  const ever = lastYear.slice();
  for (let row = 0; row < sales.count; row++) {
    if (sales.brand[row] !== 0) continue;
    ever[sales.account[row]!]! += sales.amount[row]!;
    if (sales.period[row]! >= periodStart.length - YEAR) lastYear[sales.account[row]!]! += sales.amount[row]!;
  }
  const sites = [...expectedOwn.keys()]
    .filter(i => expectedOwn[i]! > 0 && ever[i]! > 0)
    .sort((a, b) => lastYear[b]! - lastYear[a]!);
  const sums = (members: readonly number[]) => ({
    told: members.reduce((sum, i) => sum + amount[i * brands.length]!, 0),
    true: members.reduce((sum, i) => sum + expectedOwn[i]!, 0),
  });
  const all = sums(sites);
  return Array.from({ length: TENTHS }, (_, q) => {
    const tenth = sums(sites.slice((q * sites.length) / TENTHS, ((q + 1) * sites.length) / TENTHS));
    return (tenth.told / tenth.true) * (all.true / all.told);
  });
}

it("what is expected of accounts of planted markets of two years is what their law says, by tenth of last year", () => {
  const seeds = [1, 2];
  const markets = plantedMarkets().flatMap(({ make }) => seeds.map(seed => ratios(make(seed))));
  const mean = (q: number) => markets.reduce((sum, of) => sum + of[q]! / markets.length, 0);
  for (let q = 0; q < TENTHS; q++) {
    // Many of the last tenth bought nothing last year: in two years no origin teaches what such a site comes to.
    expect(mean(q)).toBeGreaterThan(q < TENTHS - 1 ? 0.9 : 0.75);
    expect(mean(q)).toBeLessThan(1.1);
  }
  // A tenth is some hundred accounts, whose law leaves their sum a spread of its own.
  const within = markets.flat().filter(ratio => ratio >= 0.9 && ratio <= 1.1).length;
  expect(within / markets.flat().length).toBeGreaterThan(0.75);
});
