import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "./imports.ts";

/**
 * Where `npm run build` puts what it makes of a source file. A test that runs the built program names the source by
 * `new URL(…, import.meta.url)`, so that the code it reaches is known: see `longTests.ts`.
 */
export function builtFrom(source: URL): string {
  return join(root, "dist", relative(root, fileURLToPath(source)).replace(/\.ts$/, ".js"));
}
