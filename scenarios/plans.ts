import { readdir } from "node:fs/promises";
import { basename, extname, join, relative, resolve, sep } from "node:path";
import { booleanPointInPolygon } from "@turf/turf";
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from "geojson";
import { cellToParent, getResolution, isValidCell } from "h3-js";
import { InputError } from "../core/errors.ts";
import { byNearness, didYouMean } from "../data/config/nearest.ts";
import { type FileRole, locateFile, readWhole } from "../data/files/regularFile.ts";
import { fileLiteral, readable } from "../data/ingest/fileRelation.ts";
import type { Market } from "../data/market/market.ts";
import { openDatabase } from "../data/tables/duckdb.ts";

/** A plan of territories: the territory of each account of the market; -1 where the plan says nothing. */
export type TerritoryPlan = Int32Array;

/**
 * Reads a plan: the id of a saved one (`.penumbra/plans/<id>/plan.csv`), or a CSV (territory_id and area_id or cell) or
 * GeoJSON file (polygons with territory_id) inside the market folder.
 * @throws InputError naming the file, the line, what was expected and what came.
 */
export async function readPlan(dir: string, plan: string, market: Market): Promise<TerritoryPlan> {
  const file = fileOf(dir, plan);
  const role = { kind: "plan", name: `plan: ${basename(file)}`, inside: dir, details: { plan } } as const;
  const path = await locateFile(file, role);
  if (path === null) throw await missing(dir, plan);
  const csv = extname(file).toLowerCase() === ".csv";
  const named = csv ? await readCsv(path, basename(file)) : await readGeoJson(path, role);
  return named(market, basename(file));
}

type Assign = (market: Market, file: string) => TerritoryPlan;

/** Outlines of some thousand territories. */
const MOST_BYTES = 2 ** 26;

function plansFolder(dir: string): string {
  return join(dir, ".penumbra", "plans");
}

function fileOf(dir: string, plan: string): string {
  const isFile = [".csv", ".geojson", ".json"].includes(extname(plan).toLowerCase());
  const path = isFile ? resolve(dir, plan) : join(plansFolder(dir), plan, "plan.csv");
  const inside = relative(isFile ? resolve(dir) : plansFolder(dir), path);
  if (inside !== ".." && !inside.startsWith(`..${sep}`)) return path;
  throw new InputError("plan_outside", `plan: expected a file inside the market folder, got "${plan}"`, {
    plan,
  });
}

async function missing(dir: string, plan: string): Promise<InputError> {
  const saved = await readdir(plansFolder(dir)).catch(() => []);
  const near =
    didYouMean(plan, saved) || (saved.length > 0 ? `; saved: ${byNearness(plan, saved).join(", ")}` : "");
  const expected = "expected a saved plan or a .csv or .geojson file in the market folder";
  return new InputError("plan_missing", `plan: ${expected}, got "${plan}"${near}`, { plan });
}

/** Area or cell → territory, by the plan's lines. */
async function readCsv(path: string, name: string): Promise<Assign> {
  const db = await openDatabase(":memory:");
  let rows: readonly Record<string, string | null>[] = [];
  const read = `SELECT * FROM read_csv(${fileLiteral(path)}, all_varchar = true, header = true)`;
  try {
    await readable(
      async () => {
        rows = await db.query(read);
      },
      name,
      "CSV",
    );
  } finally {
    db.close();
  }
  return (market, file) => assignRows(market, file, rows);
}

function assignRows(
  market: Market,
  file: string,
  rows: readonly Record<string, string | null>[],
): TerritoryPlan {
  const columns = Object.keys(rows[0] ?? {});
  const by = columns.includes("area_id") ? "area_id" : "cell";
  if (!columns.includes("territory_id") || !columns.includes(by)) {
    const message = `${file} line 1: expected the columns territory_id and area_id or cell, got ${columns.join(", ") || "an empty file"}`;
    throw new InputError("plan_columns", message, { file });
  }
  const territories = territoryIndex(market);
  const placeOf = new Map<string, number>();
  const areas = new Set(market.areas.map(a => a.id));
  rows.forEach((row, i) => {
    const place = (row[by] ?? "").trim();
    const known =
      by === "area_id" ? areas.has(place) : isValidCell(place) && getResolution(place) <= market.resolution;
    if (!known) {
      const hint = by === "area_id" ? didYouMean(place, areas) : "";
      const what =
        by === "area_id"
          ? "an area of the market"
          : `an H3 cell of resolution ${market.resolution} or coarser`;
      throw new InputError(
        "plan_place",
        `${file} line ${i + 2}: ${by}: expected ${what}, got "${place}"${hint}`,
        { file },
      );
    }
    placeOf.set(place, territories((row.territory_id ?? "").trim(), `${file} line ${i + 2}`));
  });
  if (by === "area_id") return byArea(market, placeOf);
  return byCell(market, placeOf);
}

function territoryIndex(market: Market): (id: string, place: string) => number {
  const ids = market.territories.map(t => t.id);
  return (id, place) => {
    const index = ids.indexOf(id);
    if (index >= 0) return index;
    const hint = didYouMean(id, ids) || `; known: ${byNearness(id, ids).join(", ")}`;
    throw new InputError(
      "plan_territory",
      `${place}: territory_id: expected a territory of the market, got "${id}"${hint}`,
    );
  };
}

function byArea(market: Market, placeOf: ReadonlyMap<string, number>): TerritoryPlan {
  const territory = market.areas.map(({ id }) => placeOf.get(id) ?? -1);
  return market.accounts.area.map(area => territory[area] ?? -1);
}

function byCell(market: Market, placeOf: ReadonlyMap<string, number>): TerritoryPlan {
  // The finest cell that the plan names around an account decides.
  const resolutions = [...new Set([...placeOf.keys()].map(getResolution))].sort((a, b) => b - a);
  const territory = Array.from(market.cells.h3, h3 => {
    const cell = h3.toString(16);
    for (const resolution of resolutions) {
      const found = placeOf.get(cellToParent(cell, resolution));
      if (found !== undefined) return found;
    }
    return -1;
  });
  return market.accounts.cell.map(cell => territory[cell] ?? -1);
}

async function readGeoJson(path: string, role: FileRole): Promise<Assign> {
  const text = ((await readWhole(path, role, MOST_BYTES)) ?? "").toString();
  return (market, file) => {
    const polygons = polygonsOf(text, file, territoryIndex(market));
    const { lat, lon, count } = market.accounts;
    return Int32Array.from({ length: count }, (_, i) => {
      if (!Number.isFinite(lat[i]) || !Number.isFinite(lon[i])) return -1;
      const point = [lon[i]!, lat[i]!];
      return polygons.find(p => booleanPointInPolygon(point, p.feature))?.territory ?? -1;
    });
  };
}

function polygonsOf(text: string, file: string, territories: ReturnType<typeof territoryIndex>) {
  const features = featuresOf(text);
  if (features === null)
    throw new InputError(
      "plan_geojson",
      `${file}: expected a GeoJSON FeatureCollection of polygons with territory_id`,
      { file },
    );
  return features.map((feature, i) => {
    const place = `${file} feature ${i + 1}`;
    const type = feature.geometry?.type;
    if (type !== "Polygon" && type !== "MultiPolygon")
      throw new InputError(
        "plan_geojson",
        `${place}: expected a Polygon or MultiPolygon, got ${type ?? "no geometry"}`,
        { file },
      );
    const territory = territories(String(feature.properties?.territory_id ?? ""), place);
    return { feature: feature as Feature<Polygon | MultiPolygon>, territory };
  });
}

function featuresOf(text: string): readonly Feature[] | null {
  try {
    const { features } = JSON.parse(text) as FeatureCollection;
    return Array.isArray(features) && features.length > 0 ? features : null;
  } catch {
    return null;
  }
}
