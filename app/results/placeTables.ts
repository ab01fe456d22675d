import type { Geometry } from "geojson";
import type { GeometryOf } from "../export/geojson.ts";
import type { BuiltMarket } from "../state/builtMarket.ts";
import { outlineFeatures } from "./outlines.ts";
import { type Column, estimate, fromParquet, number, type Table, text, whole } from "./table.ts";

/** Figures of a place, in the currency over the last 52 weeks (12 months) of history. */
const FIGURES: readonly Column[] = [
  whole("known_accounts", "sites of known accounts that are open at the end of history"),
  ...estimate("dark_accounts", "accounts that nobody has recorded"),
  ...estimate("unaware_accounts", "dark accounts that have never heard of the own brand"),
  number("own_amount", "own brand at known accounts"),
  number("rival_amount", "rivals at known accounts; null: not in the input"),
  ...estimate("dark_amount", "all brands at dark accounts, own included"),
  ...estimate("dark_own_amount", "own brand at dark accounts"),
  ...estimate("market_amount", "own + rivals (seen, else estimated) + dark"),
  ...estimate("own_share", "all own / market"),
  ...estimate("untapped_amount", "market less all own"),
  ...estimate("untapped_share", "untapped / market"),
  number("method_spread", "how far the methods of the dark estimate disagree"),
];

/** Files of a state that hold these tables. */
export const PLACE_FILES = {
  cells: "cells.parquet",
  areas: "areas.parquet",
  territories: "territories.parquet",
  areaOutlines: "areas.geojson",
  territoryOutlines: "territories.geojson",
} as const;

export const cellTable: Table = {
  ...fromParquet("cells", PLACE_FILES.cells),
  rows: "each cell, and one (cell null) for accounts without a place",
  columns: [
    text("cell", "H3 index"),
    number("lat", "of its centre"),
    number("lon", "of its centre"),
    text("area_id", "area with most of its amount"),
    text("territory_id", "territory with most of its amount"),
    ...FIGURES,
  ],
  also: [number("activity", "weight of the table activity; null: not in the input")],
  geometry: async (_, table) => (await import("../export/geojson.ts")).cellGeometry(table),
};

export const areaTable: Table = {
  ...fromParquet("areas", PLACE_FILES.areas),
  rows: "each area, and one (area_id null) for accounts in none",
  columns: [text("area_id", "as in the input"), ...FIGURES],
  also: [text("name", "as in the input"), number("population", "as in the input")],
  geometry: (state, table) => outlinesOf(state, table, PLACE_FILES.areaOutlines, "area_id"),
};

export const territoryTable: Table = {
  ...fromParquet("territories", PLACE_FILES.territories),
  rows: "each territory, and one (territory_id null) for accounts in none",
  columns: [
    text("territory_id", "as in the input"),
    text("rep_id", "its rep"),
    text("region_id", "the region that it rolls up into; null: not in the input"),
    ...FIGURES,
    number("workload_hours", "contacts × (time on site + travel share), hours a week over the last year"),
    number("call_capacity", "contacts a week that its rep can make"),
    number(
      "balance",
      "workload / mean of the territories (sales of all brands where nobody visits); 1: even",
    ),
    number("compactness", "4π · area / outline², 1 for a circle (Polsby and Popper 1991)"),
  ],
  also: [text("name", "as in the input")],
  geometry: (state, table) => outlinesOf(state, table, PLACE_FILES.territoryOutlines, "territory_id"),
};

async function outlinesOf(
  state: BuiltMarket,
  table: Parameters<NonNullable<Table["geometry"]>>[1],
  file: string,
  id: string,
): Promise<GeometryOf> {
  const outlines = new Map<string, Geometry>();
  for (const { geometry, properties } of await outlineFeatures(state, file))
    if (geometry) outlines.set(String(properties?.[id]), geometry);
  return (await import("../export/geojson.ts")).outlineGeometry(table, id, outlines);
}
