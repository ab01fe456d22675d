import { describe, expect, it } from "vitest";
import { summarise } from "../../../core/stats.ts";
import { pickRows, rowsWhere } from "../../../data/tables/rows.ts";
import type { DarkPosterior } from "../../../models/dark/draw/posterior.ts";
import { estimateDark } from "../../../models/dark/estimate.ts";
import { ownShares } from "../../../models/dark/knownKinds.ts";
import { estimateWithSlots } from "../../../models/dark/slots.ts";
import { learnKnown } from "../../../models/response/knownSide.ts";
import { scoreDark } from "../../../proof/darkScores.ts";
import { withEvidence } from "../../../proof/evidence.ts";
import { plantedMarkets } from "../../../proof/planted/plantedMarkets.ts";

const planted = plantedMarkets()
  .find(m => m.name === "coast")!
  .make(4);
const { truth } = planted;
const withPanel = withEvidence(planted.market, "panel");
const { posterior, slots } = estimateWithSlots(withPanel, { seed: 1, draws: 100, effort: 0.1 });
const score = scoreDark(posterior, truth, { market: withPanel });
const sum = (values: Iterable<number>) => [...values].reduce((a, b) => a + b, 0);
const isPart = ({ own, amount }: DarkPosterior) =>
  own.every((v, i) => v >= 0 && v <= amount[i] * (1 + 1e-12));
const meanOwn = (of: DarkPosterior) => sum(of.own) / of.draws;

describe("own sales at dark accounts, with totals of areas", () => {
  it("are learned within 15%, and their interval holds", () => {
    expect(posterior.ownFrom).toBe("panel");
    expect(Math.abs(score.own.error)).toBeLessThan(0.15);
    expect(score.own.inside).toBe(true);
  });

  it("90% intervals of untapped amounts hold in 8 of 10 areas; were dark own sales not ours, in fewer than 7", () => {
    expect(score.coverage90.untapped).toBeGreaterThanOrEqual(0.8);
    const none = { ...posterior, own: posterior.own.map(() => 0) };
    expect(scoreDark(none, truth, { market: withPanel }).coverage90.untapped).toBeLessThan(0.7);
  });

  it("are a part of what a patch buys in every draw, and none where nobody buys", () => {
    expect(isPart(posterior)).toBe(true);
  });

  it("are what the slots of the simulator buy of the own brand, within 10%", () => {
    const share = ownShares(withPanel, learnKnown(withPanel));
    let bought = 0;
    for (let c = 0; c < slots.cells.count; c++)
      for (let k = 0; k < slots.draws; k++)
        for (let j = 0; j < slots.active[k * slots.cells.count + c]; j++) {
          const s = slots.cells.start[c] + j;
          if (slots.aware[s] === 1) bought += (slots.amount[s] * share[slots.typeGroup[s]]) / slots.draws;
        }
    expect(Math.abs(bought / meanOwn(posterior) - 1)).toBeLessThan(0.1);
  });
});

describe("own sales at dark accounts, without totals", () => {
  it("rest on a prior of their share whose interval is wide, and holds", () => {
    const market = withEvidence(planted.market, "none");
    const of = estimateDark(market, { seed: 1, draws: 100, effort: 0.05 });
    expect([of.ownFrom, of.awareFrom]).toEqual(["prior", "prior"]);
    const patches = of.patches.count;
    const drawn = (column: Float64Array, k: number) => sum(column.subarray(k * patches, (k + 1) * patches));
    const shares = Float64Array.from({ length: of.draws }, (_, k) => drawn(of.own, k) / drawn(of.amount, k));
    const { mean, p05, p95 } = summarise(shares);
    const { own, amount } = scoreDark(of, truth, { market });
    expect(own.true / amount.true).toBeGreaterThan(p05);
    expect(own.true / amount.true).toBeLessThan(p95);
    expect((p95 - p05) / mean).toBeGreaterThan(1);
  });

  it("seen own sales alone, are what accounts that know the brand buy of it: a part of all brands", () => {
    const { market } = planted;
    const own = rowsWhere(market.sales.count, i => market.sales.brand[i] === 0);
    const only = withEvidence({ ...market, sales: pickRows(market.sales, own) }, "none");
    const of = estimateDark(only, { seed: 1, draws: 20, effort: 0.05 });
    expect(meanOwn(of)).toBeGreaterThan(0);
    expect(isPart(of)).toBe(true);
  });
});
