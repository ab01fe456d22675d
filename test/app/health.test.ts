import { describe, expect, it } from "vitest";
import { marketHealth } from "../../app/api/health.ts";
import { darkFigures } from "../../app/api/schema.ts";
import { describeDark, describeHealth } from "../../app/server/host/healthView.ts";
import { darkNote } from "../../models/dark/draw/notes.ts";
import { knownNote } from "../../models/known/notes.ts";
import { writtenNote } from "../../models/written/notes.ts";
import type { KindRecord } from "../../proof/darkRecord.ts";

const sources = {
  rates: { from: "data", note: knownNote("known.rates") },
  awareness: { from: "prior", note: writtenNote("written.awareness", { innovation: 0.03, imitation: 0.38 }) },
} as const;
const interval = { mean: 10, p05: 8, p50: 9.5, p95: 13 };
const figures = {
  accounts: interval,
  unaware: interval,
  amount: interval,
  own_amount: interval,
  market: interval,
  own_share: { mean: 0.2, p05: 0.1, p50: 0.2, p95: 0.3 },
  untapped_amount: interval,
  untapped_share: { mean: 0.8, p05: 0.7, p50: 0.8, p95: 0.9 },
};
const darkSources = { dark: sources.rates, dark_own: sources.rates, unaware: sources.awareness };
const dark = {
  situation: "panel+list",
  notes: [darkNote("dark.areas_with_totals", { covered: 20, areas: 25 })],
  figures,
  correction: { accounts: null, amount: null },
  sources: darkSources,
} as const;
const total = { hidden: 100, mean: 96, p05: 80, p95: 120, error: -0.04, inside90: true };
const kind: KindRecord = {
  by: "small-far",
  situation: "list",
  accounts: total,
  amount: { ...total, error: null, inside90: false },
  accounts_error: -0.04,
  amount_error: null,
  spearman_cells: 0.7,
  coverage90: 0.9,
  coverage90_amount: null,
  inside90: { accounts: true, amount: false },
  deviance: 1010,
  top_tenth: 0.55,
  pit_distance: 0.03,
  baseline: {
    population: null,
    known: { deviance: 1290, spearman_cells: null, top_tenth: 0.46, map: "floor 0.1" },
  },
};

describe("model health", () => {
  it("is that of what was learned, in the shape of the API, before anything dark is estimated", () => {
    const health = marketHealth.parse(
      describeHealth({ summary: { sources }, dark: null, trackRecord: null, salesRecord: null }),
    );
    expect(health).toEqual({ dark: null, sales: null, sources });
    expect(describeDark({ dark: null })).toBeNull();
  });

  it("tells the track record kind by kind, beside the benchmarks; what is undefined is null", () => {
    const trackRecord = { situation: "list", hide: 0.3, kinds: [kind] } as const;
    const health = marketHealth.parse(
      describeHealth({ summary: { sources }, dark, trackRecord, salesRecord: null }),
    );
    expect(health.dark).toMatchObject({ situation: "panel+list", notes: dark.notes });
    expect(health.dark!.track_record).toEqual({
      hidden: 0.3,
      kinds: [
        {
          by: "small-far",
          deviance: 1010,
          spearman_cells: 0.7,
          top_tenth: 0.55,
          accounts_error: -0.04,
          amount_error: null,
          inside90: { accounts: true, amount: false },
          coverage90: 0.9,
          coverage90_amount: null,
          benchmarks: { population: null, known: { deviance: 1290, spearman_cells: null, top_tenth: 0.46 } },
        },
      ],
    });
    expect(darkFigures.parse(describeDark({ dark })).accounts).toEqual({ mean: 10, p05: 8, p95: 13 });
  });

  it("has no track record where too little could be hidden", () => {
    expect(
      describeHealth({ summary: { sources }, dark, trackRecord: null, salesRecord: null }).dark!.track_record,
    ).toBeNull();
  });
});
