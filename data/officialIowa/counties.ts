import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { FeatureCollection, MultiPolygon, Polygon } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { literal } from "../duckdb.ts";

const require = createRequire(import.meta.url);
/** Iowa's code of the Federal Information Processing Standards; its counties are 19001, 19003 … 19197. */
const STATE = "19";

export type Counties = FeatureCollection<
  Polygon | MultiPolygon,
  { readonly fips: string; readonly county: string }
>;

/** Outlines of the 99 counties (US Census, by way of `us-atlas`, 1:10 m), sorted by their code. */
export async function iowaCounties(): Promise<Counties> {
  const text = await readFile(require.resolve("us-atlas/counties-10m.json"), "utf8");
  const atlas = JSON.parse(text) as Topology;
  const counties = atlas.objects.counties as GeometryCollection<{ name: string }>;
  const all = feature(atlas, counties) as FeatureCollection<Polygon | MultiPolygon, { name: string }>;
  const features = all.features
    .filter(f => String(f.id).startsWith(STATE))
    .map(({ id, properties, geometry }) => ({
      type: "Feature" as const,
      properties: { fips: String(id), county: properties.name },
      geometry,
    }))
    .sort((a, b) => (a.properties.fips < b.properties.fips ? -1 : 1));
  return { type: "FeatureCollection", features };
}

/**
 * SQL of a county's code: by the State's number (1–99 in the alphabet's order, as the codes are), else by name. Old
 * exports cut names off after ten letters (`CERRO GORD`).
 */
export function fipsOf(number: string, name: string, counties: Counties): string {
  const byNumber = `printf('${STATE}%03d', 2 * ${number} - 1)`;
  const folded = `regexp_replace(lower(${name}), '[^a-z]', '', 'g')`;
  const cases = counties.features.map(({ properties: { fips, county } }) => {
    const whole = county.toLowerCase().replaceAll(/[^a-z]/g, "");
    const cut = county
      .slice(0, 10)
      .toLowerCase()
      .replaceAll(/[^a-z]/g, "");
    return `WHEN ${folded} IN (${literal(whole)}, ${literal(cut)}) THEN ${literal(fips)}`;
  });
  return `CASE WHEN ${number} BETWEEN 1 AND 99 THEN ${byNumber} ${cases.join(" ")} END`;
}
