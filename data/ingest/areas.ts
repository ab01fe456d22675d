import { InputError } from "../../core/errors.ts";
import { whole } from "../../core/figures.ts";
import type { SourceConfig } from "../config/config.ts";
import { didYouMean } from "../config/nearest.ts";
import type { Area } from "../market/market.ts";
import { locateSource } from "../store/locateSource.ts";
import { readBytes, type TextFile } from "../text/packed.ts";
import type { IngestContext } from "./context.ts";
import { JsonBounds } from "./jsonBounds.ts";
import { type RejectNote, rejectNote } from "./notes.ts";

type Geometry = Area["geometry"];
interface Feature {
  readonly id?: unknown;
  readonly properties?: Record<string, unknown> | null;
  readonly geometry?: { type?: string } | null;
}
interface AreaReject {
  readonly file: string;
  readonly feature: number;
  readonly column: string;
  readonly value: string | null;
  readonly reason: RejectNote;
}

/**
 * Reads the areas of all GeoJSON sources, sorted by id; rejects go into `rejects`.
 * @throws InputError when a file is missing or is no FeatureCollection.
 */
export async function readAreas(context: IngestContext): Promise<readonly Area[]> {
  const areas = new Map<string, Area>();
  const rejects: AreaReject[] = [];
  let read = 0;
  for (const source of context.config.sources.areas ?? []) {
    const features = await readFeatures(context, source);
    checkMapping(source, features);
    read += features.length;
    for (const [i, feature] of features.entries()) {
      const made = areaOf(source, feature, areas);
      if ("reason" in made) rejects.push({ file: source.file, feature: i + 1, ...made });
      else areas.set(made.id, made);
    }
  }
  if (!context.config.sources.areas) return [];
  context.rows.areas = { read, kept: areas.size, rejected: rejects.length };
  const columns = [
    rejects.map(() => "areas"),
    rejects.map(r => r.file),
    rejects.map(r => BigInt(r.feature)),
    rejects.map(r => r.column),
    rejects.map(r => r.value),
    rejects.map(r => context.tell(r.reason)),
    rejects.map(r => JSON.stringify(r.reason)),
  ];
  await context.db.append("rejects", columns);
  return [...areas.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Outlines are held whole: of all the districts of a country they take some tens of megabytes. */
const MOST_BYTES = 2 ** 28;

async function readFeatures(
  { dir, maxExpanded }: IngestContext,
  source: SourceConfig,
): Promise<readonly Feature[]> {
  if (!/\.(geojson|json)(\.gz)?$/i.test(source.file)) {
    const message = `sources.areas: ${source.file} holds no outlines; expected a .geojson file with polygons`;
    throw new InputError("source_format", message, { table: "areas", file: source.file });
  }
  const path = await locateSource(dir, "areas", source.file);
  const text = await readOutlines({ path, name: source.file, mostExpanded: maxExpanded });
  const unreadable = (why: string) =>
    new InputError("source_unreadable", `${source.file} is not readable as GeoJSON: ${why}`, {
      file: source.file,
    });
  let value: { type?: string; features?: unknown };
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw unreadable((error as Error).message);
  }
  if (value?.type !== "FeatureCollection" || !Array.isArray(value.features)) {
    throw unreadable(`expected a FeatureCollection, got ${JSON.stringify(value?.type ?? null)}`);
  }
  return value.features as Feature[];
}

async function readOutlines(file: TextFile): Promise<string> {
  const bounds = new JsonBounds(file.name, false);
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of readBytes(file)) {
    bounds.look(part);
    parts.push(part);
    size += part.length;
    if (size <= MOST_BYTES) continue;
    const message = `${file.name} holds more than ${whole(MOST_BYTES)} bytes; simplify its outlines`;
    throw new InputError("too_large", message, { file: file.name });
  }
  return new TextDecoder().decode(Buffer.concat(parts));
}

/** A property that market.yaml names must be there in some feature. */
function checkMapping(source: SourceConfig, features: readonly Feature[]): void {
  const found = new Set(features.flatMap(f => Object.keys(f.properties ?? {})));
  for (const [ours, theirs] of Object.entries(source.columns)) {
    if (found.has(theirs)) continue;
    const hint = didYouMean(theirs, found) || `; found: ${[...found].join(", ")}`;
    const message = `${source.file} has no property "${theirs}", which market.yaml names in sources.areas.columns.${ours}${hint}`;
    throw new InputError("missing_column", message, { file: source.file, column: theirs });
  }
}

function areaOf(
  source: SourceConfig,
  feature: Feature,
  known: ReadonlyMap<string, Area>,
): Area | Omit<AreaReject, "file" | "feature"> {
  const properties = feature.properties ?? {};
  const named = (ours: string) => source.columns[ours] ?? ours;
  const idColumn = named("area_id");
  const id = keyText(properties[idColumn] ?? feature.id);
  if (id === null) return { column: idColumn, value: null, reason: rejectNote("reject.missing") };
  if (known.has(id)) return { column: idColumn, value: id, reason: rejectNote("reject.duplicate") };
  const type = feature.geometry?.type ?? null;
  if (type !== "Polygon" && type !== "MultiPolygon") {
    return { column: "geometry", value: type, reason: rejectNote("reject.outline") };
  }
  const fault = outlineFault(feature.geometry as { type: string; coordinates?: unknown });
  if (fault) return { column: "geometry", ...fault };
  const population = Number(properties[named("population")] ?? Number.NaN);
  const attributes = Object.fromEntries(
    Object.entries(properties).filter(([, v]) => typeof v === "number" && Number.isFinite(v)),
  ) as Record<string, number>;
  const name = keyText(properties[named("name")]) ?? id;
  const geometry = feature.geometry as Geometry;
  return { id, name, population: Number.isFinite(population) ? population : null, attributes, geometry };
}

function keyText(value: unknown): string | null {
  const text = value === null || value === undefined ? "" : String(value).trim().normalize("NFC");
  return text === "" ? null : text;
}

type Fault = Pick<AreaReject, "value" | "reason">;

/** What is wrong with the coordinates of a Polygon or MultiPolygon (RFC 7946, 3.1.6); null: nothing. */
function outlineFault(geometry: { readonly type: string; readonly coordinates?: unknown }): Fault | null {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  if (!Array.isArray(polygons) || polygons.length === 0)
    return { value: null, reason: rejectNote("reject.no_coordinates") };
  for (const polygon of polygons as unknown[]) {
    if (!Array.isArray(polygon) || polygon.length === 0)
      return { value: null, reason: rejectNote("reject.no_coordinates") };
    for (const ring of polygon as unknown[]) {
      const fault = ringFault(ring);
      if (fault) return fault;
    }
  }
  return null;
}

function ringFault(ring: unknown): Fault | null {
  if (!Array.isArray(ring)) return { value: null, reason: rejectNote("reject.ring_list") };
  for (const position of ring as unknown[]) {
    const [lon, lat] = Array.isArray(position) ? (position as unknown[]) : [];
    const good =
      Number.isFinite(lon) &&
      Number.isFinite(lat) &&
      Math.abs(Number(lon)) <= 180 &&
      Math.abs(Number(lat)) <= 90;
    if (!good) return { value: `${lon}, ${lat}`, reason: rejectNote("reject.globe_positions") };
  }
  if (ring.length < 4) {
    const reason = rejectNote("reject.ring_few");
    return { value: null, reason };
  }
  const closed = String(ring[0]) === String(ring.at(-1));
  return closed ? null : { value: null, reason: rejectNote("reject.ring_open") };
}
