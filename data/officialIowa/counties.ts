import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { FeatureCollection, MultiPolygon, Polygon } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { literal } from "../tables/duckdb.ts";

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
 * SQL of a county's code from its number or name: the State numbers counties 1 to 99 in the alphabet's order, as the
 * codes do. Old exports cut names off after ten letters (`CERRO GORD`).
 */
export function fipsOf(county: string, counties: Counties): string {
  const number = `TRY_CAST(${county} AS INTEGER)`;
  const byNumber = `printf('${STATE}%03d', 2 * ${number} - 1)`;
  const folded = `regexp_replace(lower(${county}), '[^a-z]', '', 'g')`;
  const cases = counties.features.map(({ properties: { fips, county: name } }) => {
    const whole = name.toLowerCase().replaceAll(/[^a-z]/g, "");
    const cut = name
      .slice(0, 10)
      .toLowerCase()
      .replaceAll(/[^a-z]/g, "");
    return `WHEN ${folded} IN (${literal(whole)}, ${literal(cut)}) THEN ${literal(fips)}`;
  });
  return `CASE WHEN ${number} BETWEEN 1 AND 99 THEN ${byNumber} ${cases.join(" ")} END`;
}
