import { existsSync } from "node:fs";
import { cp, mkdir, rename } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { inject } from "vitest";
import { buildMarket } from "../app/build.ts";
import { packageRoot } from "../app/packageRoot.ts";
import { initExample } from "../data/examples/initExample.ts";

/** The real market beside the checkout; not everybody has it. */
export const IOWA = join(packageRoot(), "..", "shared", "markets", "iowa");

/**
 * A built copy of a market, made by the first test file that asks for it and shared by the others of this run.
 * Tests must not change it.
 */
export async function builtMarket(name: "ankara" | "iowa"): Promise<string> {
  const dir = join(inject("marketsRoot"), name);
  const first = await mkdir(`${dir}.claimed`).then(
    () => true,
    () => false,
  );
  if (first) await make(name, dir);
  while (!existsSync(join(dir, "market.yaml"))) await setTimeout(50);
  await buildMarket(dir, { threads: availableParallelism() });
  return dir;
}

async function make(name: "ankara" | "iowa", dir: string): Promise<void> {
  if (name === "ankara") return void (await initExample(dir, "ankara", {}));
  await cp(IOWA, `${dir}.part`, { recursive: true });
  await rename(`${dir}.part`, dir);
}
