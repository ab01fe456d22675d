/** Writes docs/messages.md from the table of bad inputs. Run it after changing them: npx tsx scripts/messages.ts */
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { messagesPage } from "../test/data/badInputs/index.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
writeFileSync(join(root, "docs/messages.md"), messagesPage());
