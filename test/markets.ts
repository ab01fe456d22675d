import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { inject } from "vitest";
import { packageRoot } from "../app/packageRoot.ts";
import { initExample } from "../data/examples/initExample.ts";

/** The real market beside the checkout; not everybody has it. */
export const IOWA = join(packageRoot(), "..", "shared", "markets", "iowa");

/** The program as it was built: many times as quick as the sources are inside a test. */
const CLI = join(packageRoot(), "dist", "app", "cli", "main.js");

/**
 * A built copy of a market, made by the first test file that asks for it and shared by the others of this run.
 * Tests must not change it. `npm test` builds the program first; after a change run `npm run build` before a single file.
 */
export async function builtMarket(name: "ankara" | "iowa"): Promise<string> {
  const dir = join(inject("marketsRoot"), name);
  const first = await mkdir(`${dir}.claimed`).then(
    () => true,
    () => false,
  );
  if (first) await make(name, dir);
  while (!existsSync(join(dir, "market.yaml"))) await setTimeout(50);
  await promisify(execFile)(process.execPath, [CLI, "build", dir]);
  return dir;
}

async function make(name: "ankara" | "iowa", dir: string): Promise<void> {
  if (name === "ankara") return void (await initExample(dir, "ankara", {}));
  await cp(IOWA, `${dir}.part`, { recursive: true });
  await rename(`${dir}.part`, dir);
}
