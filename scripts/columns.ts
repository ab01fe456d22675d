/** Writes docs/columns.md from `twin/layout`. Run it after changing that: npx tsx scripts/columns.ts */
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { columnsPage } from "./columnsPage.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
writeFileSync(join(root, "docs/columns.md"), columnsPage());
