import { area, bbox, bboxPolygon, booleanPointInPolygon, polygon as polygonOf } from "@turf/turf";
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from "geojson";
import { getHexagonAreaAvg, polygonToCells, UNITS } from "h3-js";
import { z } from "zod";
import type { InputCode } from "../../core/errorCodes.ts";
import { InputError } from "../../core/errors.ts";
import { whole } from "../../core/figures.ts";
import { type FileRole, readWhole } from "../../data/files/regularFile.ts";
import type { Market } from "../../data/market/market.ts";
import type { PlanRow } from "../../data/market/planRows.ts";
import { MOST_BYTES } from "./places.ts";
import type { Plan } from "./plan.ts";
import { type LinesInto, type ToldTerritory, withTerritories } from "./planLines.ts";

/** All outlines together: a country of 5 km² cells has some hundred thousand; each is a row of the plan. */
const MOST_CELLS = 1_000_000;

interface Outline {
  /** Number of the feature in its file, from 1. */
  readonly at: number;
  readonly feature: Feature<Polygon | MultiPolygon>;
  readonly territory: string;
}

/**
 * Reads polygons with `territory_id`: an account goes by where it stands, a place by the centre of its cell. Territories
 * that the market does not have are new ones where a polygon tells their `rep_id`, `name` or `region_id`.
 * @throws InputError also where polygons of two territories hold one account or the centre of one cell, and where those of
 * a territory hold nothing
 */
export async function outlinesPlan(
  path: string,
  role: FileRole,
  { name, market, before }: LinesInto & { readonly market: Market },
): Promise<Plan> {
  const text = ((await readWhole(path, role, MOST_BYTES)) ?? "").toString();
  const features = featuresOf(text);
  const fault = (message: string) => new InputError("plan_geojson", message, { file: name });
  if (features === null)
    throw fault(`${name}: expected a GeoJSON FeatureCollection of polygons with territory_id`);
  const plan = withTerritories(before, features.map(toldTerritory));
  const outlines = outlinesOf(features, name, plan);
  refuseHuge(outlines, name, market.resolution);
  const overlaps = new Overlaps();
  const cells = cellRows(outlines, market.resolution, overlaps);
  const accounts = accountRows(outlines, market, plan, overlaps);
  overlaps.refuse(name);
  const holding = new Set([...cells, ...accounts].map(row => row.territory));
  const empty = outlines.find(({ territory }) => !holding.has(territory));
  if (empty) {
    const message = `${name} feature ${empty.at}: ${empty.territory} would have no account and no place: its outline holds no centre of a cell`;
    throw new InputError("plan_territory", message, { file: name });
  }
  return plan.move([...cells, ...accounts]);
}

/**
 * Told from the boxes around the polygons before any cell is made: H3 takes its memory by them, and the area of one that
 * crosses itself cancels out.
 * @throws InputError where the outlines reach over more cells than memory should hold
 */
function refuseHuge(outlines: readonly Outline[], name: string, resolution: number): void {
  const boxes = outlines.flatMap(({ feature }) =>
    polygonsOf(feature).map(p => bboxPolygon(bbox(polygonOf(p)))),
  );
  const size = boxes.reduce((sum, box) => sum + area(box), 0);
  if (size <= MOST_CELLS * getHexagonAreaAvg(resolution, UNITS.m2)) return;
  const message = `${name}: expected outlines of at most ${whole(MOST_CELLS)} cells of resolution ${resolution}, got ${whole(size / 1e6)} km²; are its coordinates in degrees, longitude first?`;
  throw new InputError("plan_geojson", message, { file: name });
}

function cellRows(outlines: readonly Outline[], resolution: number, overlaps: Overlaps): PlanRow[] {
  const owners = new Map<string, Outline>();
  for (const outline of outlines)
    for (const polygon of polygonsOf(outline.feature))
      for (const cell of polygonToCells(polygon, resolution, true)) {
        const owner = owners.get(cell);
        if (owner) overlaps.add(owner, outline, "cells", cell);
        else owners.set(cell, outline);
      }
  return [...owners].map(([cell, { territory }]) => ({ territory, cell, area: null, account: null }));
}

function polygonsOf({ geometry: { type, coordinates } }: Outline["feature"]): Polygon["coordinates"][] {
  return type === "Polygon" ? [coordinates] : coordinates;
}

/** Of all accounts with a point: those in no outline stay where they were, though the centre of their cell is in one. */
function accountRows(
  outlines: readonly Outline[],
  { accounts }: Market,
  before: Plan,
  overlaps: Overlaps,
): PlanRow[] {
  const boxes = outlines.map(({ feature }) => bbox(feature));
  return accounts.ids.flatMap((account, i) => {
    const [lon, lat] = [accounts.lon[i]!, accounts.lat[i]!];
    if (!Number.isFinite(lon) || !Number.isFinite(lat)) return [];
    const holding = outlines.filter(({ feature }, o) => {
      const [west, south, east, north] = boxes[o]!;
      return (
        lon >= west &&
        lon <= east &&
        lat >= south &&
        lat <= north &&
        booleanPointInPolygon([lon, lat], feature)
      );
    });
    // Who stands on a border that two share is in one of them all the same.
    const inside = holding.filter(({ feature }) =>
      booleanPointInPolygon([lon, lat], feature, { ignoreBoundary: true }),
    );
    for (const other of inside.slice(1)) overlaps.add(inside[0]!, other, "accounts", account);
    const territory = holding[0]?.territory ?? before.territories[before.territory[i]!]?.id;
    return territory === undefined ? [] : [{ territory, account, area: null, cell: null }];
  });
}

/** Pairs of outlines of different territories that hold the same. */
class Overlaps {
  private readonly found = new Map<
    string,
    { readonly one: Outline; readonly other: Outline; accounts: string[]; cells: string[] }
  >();

  add(one: Outline, other: Outline, kind: "accounts" | "cells", id: string): void {
    if (one.territory === other.territory) return;
    const key = `${one.at} ${other.at}`;
    const pair = this.found.get(key) ?? { one, other, accounts: [], cells: [] };
    pair[kind].push(id);
    this.found.set(key, pair);
  }

  /** @throws InputError naming the first pair */
  refuse(name: string): void {
    const [first] = this.found.values();
    if (!first) return;
    const { one, other, accounts, cells } = first;
    const more = this.found.size > 1 ? `; so do ${whole(this.found.size - 1)} more pairs` : "";
    const held = [`${whole(accounts.length)} accounts`, `the centres of ${whole(cells.length)} cells`].join(
      " and ",
    );
    const example = accounts[0] ?? cells[0]!;
    const message = `${name} features ${one.at} (${one.territory}) and ${other.at} (${other.territory}) overlap: both hold ${held}, such as ${example}${more}; expected each place in one territory`;
    throw new InputError("plan_twice", message, { file: name });
  }
}

const position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)], z.number());
const ring = z
  .array(position)
  .min(4)
  .refine(positions => {
    const [first, last] = [positions[0], positions.at(-1)];
    return first?.[0] === last?.[0] && first?.[1] === last?.[1];
  });
const polygon = z.array(ring).min(1);

function toldTerritory(feature: Feature | null): ToldTerritory {
  const told = (name: string) => {
    const value: unknown = feature?.properties?.[name];
    return value === null || value === undefined || value === "" ? null : String(value);
  };
  return {
    territory_id: told("territory_id"),
    name: told("name"),
    rep_id: told("rep_id"),
    region_id: told("region_id"),
  };
}

function outlinesOf(features: readonly (Feature | null)[], name: string, plan: Plan): Outline[] {
  return features.map((feature, i) => {
    const place = `${name} feature ${i + 1}`;
    const fault = (message: string, code: InputCode = "plan_geojson") =>
      new InputError(code, `${place}: ${message}`, { file: name });
    const { type, coordinates } = (feature?.geometry ?? {}) as Partial<Polygon | MultiPolygon>;
    if (type !== "Polygon" && type !== "MultiPolygon")
      throw fault(`expected a Polygon or MultiPolygon, got ${type ?? "no geometry"}`);
    if (!(type === "Polygon" ? polygon : polygon.array().min(1)).safeParse(coordinates).success)
      throw fault(
        "expected rings of at least 4 positions [longitude, latitude] in degrees, the last equal to the first",
      );
    const territory = toldTerritory(feature).territory_id ?? "";
    const wrong = plan.fault({ territory, account: null, area: null, cell: null });
    if (wrong) throw fault(wrong.message, wrong.code);
    return { at: i + 1, feature: feature as Feature<Polygon | MultiPolygon>, territory };
  });
}

function featuresOf(text: string): readonly (Feature | null)[] | null {
  try {
    const { features } = JSON.parse(text) as FeatureCollection;
    return Array.isArray(features) && features.length > 0 ? features : null;
  } catch {
    return null;
  }
}
