/** Writes schema/market.schema.json from the checks of market.yaml. Run it after changing them: npx tsx scripts/schema.ts */
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { configJsonSchema } from "../data/config.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const file = join(root, "schema/market.schema.json");
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, `${JSON.stringify(configJsonSchema(), null, 2)}\n`);
// In the repository's own format, as every other file.
const biome = createRequire(import.meta.url).resolve("@biomejs/biome/bin/biome");
execFileSync(process.execPath, [biome, "format", "--write", file], { cwd: root, stdio: "inherit" });
