/** Writes the table of levers in docs/scenarios.md from their objects. Run it after changing them: npx tsx scripts/levers.ts */
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { LATER_LEVERS, LEVERS } from "../scenarios/levers/levers.ts";
import { guideWith, leverTable } from "../test/scenarios/leverTable.ts";

const guide = join(dirname(fileURLToPath(import.meta.url)), "..", "docs/scenarios.md");
writeFileSync(guide, guideWith(leverTable(LEVERS, LATER_LEVERS), readFileSync(guide, "utf8")));
