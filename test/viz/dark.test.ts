import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeCells, type Estimates } from "../../viz/api/columns.ts";
import { paintCells } from "../../viz/map/cellColors.ts";
import { cellGeometry } from "../../viz/map/cellGeometry.ts";
import { certainties } from "../../viz/map/certainty.ts";
import { describeBreak, describeCell } from "../../viz/map/describe.ts";
import { layersOf, shareOfMarket, staticLayer } from "../../viz/map/layerValues.ts";
import { cellFigures } from "../../viz/panel/litAndDark.ts";
import { cellsBytes } from "./cellsBytes.ts";

const plain = (text: string) => text.replaceAll(/[\u202f\u00a0]/g, " ");
const IDS = ["872d09b08ffffff", "872d09b0affffff", "872d09b0bffffff"];

const KNOWN_ONLY = decodeCells(
  cellsBytes(IDS, {
    known_accounts: [4, 2, 1],
    own_amount: [100, 50, 0],
    rival_amount: [300, 50, 20],
    market_amount: [400, 100, 20],
    own_share: [0.25, 0.5, 0],
    untapped_amount: [300, 50, 20],
    untapped_share: [0.75, 0.5, 1],
  }),
);

const DARK_COLUMNS = {
  known_accounts: [4, 2, 0],
  own_amount: [100_000, 50_000, 0],
  rival_amount: [300_000, 50_000, 0],
  market_amount: [600_000, 100_000, 40_000],
  market_amount_p05: [500_000, 100_000, 0],
  market_amount_p95: [750_000, 100_000, 200_000],
  own_share: [1 / 6, 0.5, 0],
  own_share_p05: [0.13, 0.5, 0],
  own_share_p95: [0.2, 0.5, 0],
  dark_accounts: [3.2, 0, 0.4],
  dark_accounts_p05: [1, 0, 0],
  dark_accounts_p95: [7, 0, 2],
  dark_amount: [200_000, 0, 40_000],
  dark_amount_p05: [100_000, 0, 0],
  dark_amount_p95: [350_000, 0, 200_000],
  untapped_amount: [500_000, 50_000, 40_000],
  untapped_amount_p05: [400_000, 50_000, 0],
  untapped_amount_p95: [650_000, 50_000, 200_000],
  untapped_share: [5 / 6, 0.5, 1],
  untapped_share_p05: [0.8, 0.5, 1],
  untapped_share_p95: [0.87, 0.5, 1],
  method_spread: [0.3, null, 0.9],
  wallet: [700_000, 120_000, null],
};
const WITH_DARK = decodeCells(cellsBytes(IDS, DARK_COLUMNS));

describe("layers of the map", () => {
  it("are only those that have values: without an estimate of the dark part, none that needs it", () => {
    expect(layersOf(KNOWN_ONLY, false)).toEqual(["known", "share", "own", "market"]);
    expect(layersOf(WITH_DARK, true)).toEqual([
      "known",
      "dark",
      "untapped",
      "share",
      "own",
      "market",
      "wallet",
      "spread",
      "heat",
    ]);
    expect(staticLayer(KNOWN_ONLY, "untapped")).toBeNull();
    expect(staticLayer(KNOWN_ONLY, "market")!.certainty).toBeNull();
  });

  it("tell figures with their intervals", () => {
    const told = (layer: "dark" | "untapped" | "share" | "known" | "spread", row: number) =>
      plain(describeCell(staticLayer(WITH_DARK, layer)!, row, "TRY", "en"));
    expect(told("dark", 0)).toBe("3.2 (1–7)");
    expect(told("untapped", 0)).toBe("₺500 k (400–650)");
    expect(told("share", 0)).toBe("16.7% (13.0–20.0)");
    expect(told("known", 0)).toBe("4");
    expect(told("spread", 2)).toBe("90%");
    expect(plain(describeBreak("untapped", 1_400_000, "tr"))).toBe("1,4 mn");
  });

  it("count the dark part in the market's own share", () => {
    expect(shareOfMarket(WITH_DARK)).toBeCloseTo(150 / 740, 12);
    expect(shareOfMarket(KNOWN_ONLY)).toBeCloseTo(150 / 520, 12);
    const sold = decodeCells(cellsBytes(IDS, { ...DARK_COLUMNS, dark_own_amount: [30_000, null, 10_000] }));
    expect(shareOfMarket(sold)).toBeCloseTo(190 / 740, 12);
  });
});

describe("fading", () => {
  const one = (mean: number, p05: number, p95: number): Estimates => ({
    mean: Float64Array.of(mean),
    p05: Float64Array.of(p05),
    p95: Float64Array.of(p95),
  });

  it("is none up to a width of half the figure, and all from four times it", () => {
    expect(certainties(one(100, 80, 130))![0]).toBe(1);
    expect(certainties(one(1, 0, 4))![0]).toBe(0);
    expect(certainties(one(0.1, 0, 3))![0]).toBe(0);
    expect(certainties(one(100, 50, 50 + 100 * Math.SQRT2))![0]).toBeCloseTo(0.5, 6);
    expect(certainties(one(0.8, 0.78, 0.82), "share")![0]).toBe(1);
    expect(certainties(one(0.5, 0.2, 0.9), "share")![0]).toBe(0);
    expect(certainties({ ...one(1, 0, 1), p95: null })).toBeNull();
    expect(certainties(one(Number.NaN, Number.NaN, Number.NaN))![0]).toBe(0);
  });

  it("never grows with certainty", () => {
    const widths = fc.tuple(
      fc.double({ min: 0, max: 9, noNaN: true }),
      fc.double({ min: 0, max: 9, noNaN: true }),
    );
    fc.assert(
      fc.property(widths, ([a, b]) => {
        const [narrow, wide] = [Math.min(a, b), Math.max(a, b)];
        const sure = (width: number) => certainties(one(10, 0, 10 * width))![0]!;
        expect(sure(narrow)).toBeGreaterThanOrEqual(sure(wide));
        expect(sure(wide)).toBeGreaterThanOrEqual(0);
        expect(sure(narrow)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("takes opacity and leaves the colour", () => {
    const layer = { ...staticLayer(WITH_DARK, "untapped")!, breaks: [] };
    const geometry = cellGeometry(IDS);
    const colors = paintCells(geometry, layer, "dark", null);
    const at = (cell: number) => [...colors.subarray(4 * geometry.startIndices[cell]!).subarray(0, 4)];
    const [sure, vague] = [at(1), at(2)];
    expect(vague.slice(0, 3)).toEqual(sure.slice(0, 3));
    expect(sure[3]).toBe(235);
    expect(vague[3]!).toBeLessThan(80);
  });
});

describe("figures of one cell", () => {
  it("hold what is lit and what is dark, with intervals", () => {
    expect(cellFigures(WITH_DARK, 0)).toMatchObject({
      known: 4,
      own: 100_000,
      rivals: 300_000,
      dark: { mean: 3.2, p05: 1, p95: 7 },
      unaware: null,
      darkAmount: { mean: 200_000, p05: 100_000, p95: 350_000 },
    });
  });

  it("are none without an estimate of the dark part", () => {
    expect(cellFigures(KNOWN_ONLY, 0)).toBeNull();
  });
});
