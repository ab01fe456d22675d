import { describe, expect, it } from "vitest";
import { marketFigures } from "../../app/results/dark/figures.ts";
import { withDark } from "../../app/results/dark/tables.ts";
import { cellToString } from "../../core/hexgrid.ts";
import { type ColumnTable, tableColumn, valueAt } from "../../data/tables/columnTable.ts";
import { estimateDark } from "../../models/dark/estimate.ts";
import { withEvidence } from "../../proof/evidence.ts";
import { plantedMarkets } from "../../proof/planted/plantedMarkets.ts";

const { market } = plantedMarkets()
  .find(m => m.name === "heavy tail")!
  .make(4);
const seen = withEvidence(market, "list");
const posterior = estimateDark(seen, { seed: 1, draws: 40, effort: 0.05 });

/** The known side with made-up amounts: one own, two of rivals, for each entry. */
function known(name: string, id: string, ids: readonly (string | null)[]): ColumnTable {
  const amount = (value: number) => Float64Array.from(ids, () => value);
  return {
    name,
    rows: ids.length,
    columns: [
      { name: id, type: "utf8", values: ids },
      { name: "known_accounts", type: "int32", values: Int32Array.from(ids, () => 1) },
      { name: "own_amount", type: "float64", values: amount(1) },
      { name: "rival_amount", type: "float64", values: amount(2) },
      { name: "market_amount", type: "float64", values: amount(3) },
    ],
  };
}

const cellIds = [...Array.from(market.cells.h3, cellToString), null];
const tables = withDark(
  {
    cells: known("cells", "cell", cellIds),
    areas: known(
      "areas",
      "area_id",
      market.areas.map(a => a.id),
    ),
    territories: known(
      "territories",
      "territory_id",
      market.territories.map(t => t.id),
    ),
  },
  seen,
  posterior,
);
const numbers = (table: ColumnTable, name: string) =>
  Array.from({ length: table.rows }, (_, row) => valueAt(tableColumn(table, name), row) as number | null);
const total = (table: ColumnTable, name: string) =>
  numbers(table, name).reduce((sum: number, v) => sum + (v ?? 0), 0);

describe("tables with the dark side", () => {
  it("have the posterior's accounts and amounts in cells, areas and territories alike", () => {
    const figures = marketFigures(posterior, seen, 0, 0);
    expect(figures.own_amount.mean).toBeGreaterThan(0);
    for (const table of Object.values(tables)) {
      expect(total(table, "dark_own_amount") / figures.own_amount.mean).toBeCloseTo(1, 9);
      expect(total(table, "dark_accounts")).toBeCloseTo(figures.accounts.mean, 6);
      expect(total(table, "unaware_accounts")).toBeCloseTo(figures.unaware.mean, 6);
      expect(total(table, "dark_amount") / figures.amount.mean).toBeCloseTo(1, 9);
    }
  });

  it("add up: market = own + rivals + dark, untapped = market − all own, its share what the own one leaves", () => {
    const { cells } = tables;
    const [own, darkOwn, rival, dark, whole, untapped, share, rest] = [
      "own_amount",
      "dark_own_amount",
      "rival_amount",
      "dark_amount",
      "market_amount",
      "untapped_amount",
      "own_share",
      "untapped_share",
    ].map(name => numbers(cells, name));
    for (let row = 0; row < cells.rows; row++) {
      expect(whole![row]).toBeCloseTo(own![row]! + rival![row]! + dark![row]!, 6);
      expect(untapped![row]).toBeCloseTo(whole![row]! - own![row]! - darkOwn![row]!, 6);
      expect(darkOwn![row]).toBeLessThanOrEqual(dark![row]! * (1 + 1e-12));
      if (whole![row]! > 0) expect(share![row]! + rest![row]!).toBeCloseTo(1, 9);
      else expect(share![row]).toBeNull();
    }
  });

  it("shares of a market in which nobody buys are null, in the figures of a build as in the tables", () => {
    const nothing = posterior.amount.map(() => 0);
    const silent = { ...posterior, amount: nothing, own: nothing };
    const { market: whole, own_share, untapped_share } = marketFigures(silent, seen, 0, 0);
    expect(whole.mean).toBe(0);
    expect([own_share, untapped_share]).toEqual([null, null]);
    expect(marketFigures(silent, seen, 10, 30).own_share?.mean).toBeCloseTo(0.25, 12);
  });

  it("order their points, and keep the row of unplaced accounts last, without dark ones", () => {
    const { cells } = tables;
    for (const name of [
      "dark_accounts",
      "dark_amount",
      "dark_own_amount",
      "market_amount",
      "own_share",
      "untapped_share",
    ]) {
      const [low, high] = [numbers(cells, `${name}_p05`), numbers(cells, `${name}_p95`)];
      low.forEach((v, row) => {
        if (v !== null) expect(v).toBeLessThanOrEqual(high[row]!);
      });
    }
    expect(valueAt(tableColumn(cells, "cell"), cells.rows - 1)).toBeNull();
    expect(numbers(cells, "dark_accounts").at(-1)).toBe(0);
    expect(cells.rows).toBeGreaterThan(cellIds.length);
  });
});
