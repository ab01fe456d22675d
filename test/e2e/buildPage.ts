import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { build } from "vite";
import { inject } from "vitest";
import { packageRoot } from "../../app/effects/packageRoot.ts";

/**
 * Builds the page as it is in the sources now, not as it was at the last build; once a test run, for all test files
 * of it write to the same folder.
 */
export async function buildPage(): Promise<void> {
  const mark = join(inject("marketsRoot"), "page");
  const first = await mkdir(`${mark}.claimed`).then(
    () => true,
    () => false,
  );
  if (first) {
    await build({ configFile: join(packageRoot(), "viz/vite.config.ts"), logLevel: "error" });
    await writeFile(`${mark}.built`, "");
  }
  while (!existsSync(`${mark}.built`)) await setTimeout(50);
}
