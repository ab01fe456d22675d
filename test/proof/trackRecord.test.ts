import { describe, expect, it } from "vitest";
import { plantedMarkets } from "../../proof/planted/plantedMarkets.ts";
import { darkTrackRecord } from "../../proof/trackRecord.ts";
import { smallMarket } from "../models/smallMarket.ts";
import { proportional } from "./proportional.ts";

const { market, places } = plantedMarkets()[5].make(2);

describe("track record of the dark estimate", () => {
  const seen: string[] = [];
  const progress: number[] = [];
  const record = darkTrackRecord(market, {
    seed: 1,
    places,
    estimate: (left, { seed, onProgress }) => {
      seen.push(left.hash);
      onProgress({ stage: "dark", done: 1, total: 2 });
      return proportional(left, { seed, total: 0.3 * market.accounts.count });
    },
    onProgress: ({ done, total }) => progress.push(done / total),
  });

  it("hides in three kinds, and estimates each anew from what is left", () => {
    expect(record?.kinds.map(kind => kind.by)).toEqual(["random", "small-far", "area"]);
    expect(new Set(seen).size).toBe(3);
    expect(seen).not.toContain(market.hash);
    expect(record?.hide).toBe(0.3);
  });

  it("is plain JSON with the figures that are shown", () => {
    expect(JSON.parse(JSON.stringify(record))).toEqual(record);
    for (const kind of record?.kinds ?? []) {
      expect(Math.abs(kind.accounts_error ?? Number.NaN)).toBeLessThan(0.2);
      expect(kind.coverage90).toBeGreaterThan(0);
      expect(kind.coverage90).toBeLessThanOrEqual(1);
      expect(kind.accounts.hidden).toBeGreaterThan(200);
      // Amounts in units of the currency: some tens of thousands an account at the most.
      expect(kind.amount.hidden / kind.accounts.hidden).toBeLessThan(50_000);
      expect(kind.baseline.known.deviance).toBeGreaterThan(0);
    }
  });

  it("one account in three hidden at random is easier than whole areas", () => {
    const [random, , area] = record?.kinds ?? [];
    expect(random.spearman_cells ?? 0).toBeGreaterThan(area.spearman_cells ?? 1);
  });

  it("says how far it has come, from 0 onwards without turning back", () => {
    expect(progress[0]).toBe(0);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
    expect(progress.length).toBe(6);
  });

  it("a market with few sites has no track record", () => {
    const small = smallMarket(1);
    const cell = small.accounts.cell.map((c, i) => (i < 20 ? c : -1));
    expect(darkTrackRecord({ ...small, accounts: { ...small.accounts, cell } }, { seed: 1 })).toBeNull();
  });
});
