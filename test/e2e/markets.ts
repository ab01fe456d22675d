import { existsSync } from "node:fs";
import { cp } from "node:fs/promises";
import { availableParallelism, tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { buildMarket } from "../../app/build.ts";
import { packageRoot } from "../../app/packageRoot.ts";
import { initExample } from "../../data/examples/initExample.ts";

/** The real market beside the checkout; not everybody has it. */
export const IOWA = join(packageRoot(), "..", "shared", "markets", "iowa");

/**
 * A built copy of a market. It stays in the system's temporary folder, so that the next test run builds only what
 * has changed since.
 */
export async function builtMarket(name: "ankara" | "iowa"): Promise<string> {
  const dir = join(tmpdir(), `penumbra-test-markets-${userInfo().username}`, name);
  if (!existsSync(join(dir, "market.yaml"))) {
    if (name === "iowa") await cp(IOWA, dir, { recursive: true });
    else await initExample(dir, "ankara", {});
  }
  await buildMarket(dir, { threads: availableParallelism() });
  return dir;
}
