import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** Folder of the markets that test files share in this run; see `markets.ts`. */
    marketsRoot: string;
  }
}

/** One folder a test run for built markets, removed at its end. */
export default function setup(project: TestProject): () => void {
  const root = mkdtempSync(join(tmpdir(), "penumbra-test-markets-"));
  project.provide("marketsRoot", root);
  return () => rmSync(root, { recursive: true, force: true });
}
