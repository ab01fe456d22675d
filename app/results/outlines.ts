import { readFile } from "node:fs/promises";
import type { Feature, FeatureCollection, Geometry } from "geojson";
import { readSound } from "../../data/files/sealedFolder.ts";
import type { BuiltMarket } from "../state/builtMarket.ts";

/** The outlines of areas or territories, with their figures. */
export async function outlineFeatures(built: BuiltMarket, file: string): Promise<Feature<Geometry | null>[]> {
  const text = await readSound(built, file, path => readFile(path, "utf8"));
  return (JSON.parse(text) as FeatureCollection<Geometry | null>).features;
}
