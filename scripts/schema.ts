/** Writes the JSON Schemas of market.yaml and of scenarios from their checks. Run it after changing them: npx tsx scripts/schema.ts */
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { configJsonSchema } from "../data/config/config.ts";
import { scenarioJsonSchema } from "../scenarios/file/schema.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const schemas = { market: configJsonSchema(), scenario: scenarioJsonSchema() };
mkdirSync(join(root, "schema"), { recursive: true });
// In the repository's own format, as every other file.
const biome = createRequire(import.meta.url).resolve("@biomejs/biome/bin/biome");
for (const [name, schema] of Object.entries(schemas)) {
  const file = join(root, `schema/${name}.schema.json`);
  writeFileSync(file, `${JSON.stringify(schema, null, 2)}\n`);
  execFileSync(process.execPath, [biome, "format", "--write", file], { cwd: root, stdio: "inherit" });
}
