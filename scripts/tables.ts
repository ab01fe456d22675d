/** Writes docs/tables.md from the tables of the results. Run it after changing them: npx tsx scripts/tables.ts */
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { RESULTS, tablesOf } from "../app/stages/results.ts";
import { tablesPage } from "./tablesPage.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
writeFileSync(join(root, "docs/tables.md"), tablesPage(tablesOf(RESULTS)));
