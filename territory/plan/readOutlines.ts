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
import type { ReadInto } from "./readCsv.ts";

/** All outlines together: a country of 5 km² cells has some hundred thousand; each is a row of the plan. */
const MOST_CELLS = 1_000_000;

interface Outline {
  readonly feature: Feature<Polygon | MultiPolygon>;
  readonly territory: string;
}

/** Reads polygons with `territory_id`: an account goes by where it stands, a place by the centre of its cell. */
export async function outlinesPlan(
  path: string,
  role: FileRole,
  { name, market, before }: ReadInto,
): Promise<Plan> {
  const text = ((await readWhole(path, role, MOST_BYTES)) ?? "").toString();
  const outlines = outlinesOf(text, name, before);
  refuseHuge(outlines, name, market.resolution);
  const cells = new Map(outlines.toReversed().flatMap(outline => cellRows(outline, market.resolution)));
  return before.move([...cells.values(), ...accountRows(outlines, market, before)]);
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

function cellRows({ feature, territory }: Outline, resolution: number): [string, PlanRow][] {
  const cells = polygonsOf(feature).flatMap(polygon => polygonToCells(polygon, resolution, true));
  return cells.map(cell => [cell, { territory, cell, area: null, account: null }]);
}

function polygonsOf({ geometry: { type, coordinates } }: Outline["feature"]): Polygon["coordinates"][] {
  return type === "Polygon" ? [coordinates] : coordinates;
}

/** Of all accounts with a point: those in no outline stay where they were, though the centre of their cell is in one. */
function accountRows(outlines: readonly Outline[], { accounts }: Market, before: Plan): PlanRow[] {
  return accounts.ids.flatMap((account, i) => {
    const point = [accounts.lon[i]!, accounts.lat[i]!];
    if (!point.every(Number.isFinite)) return [];
    const inside = outlines.find(({ feature }) => booleanPointInPolygon(point, feature));
    const territory = inside?.territory ?? before.territories[before.territory[i]!]?.id;
    return territory === undefined ? [] : [{ territory, account, area: null, cell: null }];
  });
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

function outlinesOf(text: string, name: string, before: Plan): Outline[] {
  const fault = (message: string, code: InputCode = "plan_geojson") =>
    new InputError(code, message, { file: name });
  const features = featuresOf(text);
  if (features === null)
    throw fault(`${name}: expected a GeoJSON FeatureCollection of polygons with territory_id`);
  return features.map((feature, i) => {
    const place = `${name} feature ${i + 1}`;
    const { type, coordinates } = (feature?.geometry ?? {}) as Partial<Polygon | MultiPolygon>;
    if (type !== "Polygon" && type !== "MultiPolygon")
      throw fault(`${place}: expected a Polygon or MultiPolygon, got ${type ?? "no geometry"}`);
    if (!(type === "Polygon" ? polygon : polygon.array().min(1)).safeParse(coordinates).success)
      throw fault(
        `${place}: expected rings of at least 4 positions [longitude, latitude] in degrees, the last equal to the first`,
      );
    const territory = String(feature.properties?.territory_id ?? "");
    const wrong = before.fault({ territory, account: null, area: null, cell: null });
    if (wrong) throw fault(`${place}: ${wrong.message}`, wrong.code);
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
