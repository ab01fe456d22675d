import { fileURLToPath } from "node:url";
import { configDefaults, defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that take longest: they come first, so that none is left running alone at the end. */
const LONG = [
  "/e2e/journey",
  "/e2e/page",
  "/app/surroundings",
  "/e2e/",
  "/proof/",
  "/data/",
  "/app/",
  "/sim/runner",
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = LONG.findIndex(part => moduleId.includes(part));
      return at < 0 ? LONG.length : at;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  resolve: {
    alias: [
      {
        find: /^.*\/workerModule\.ts$/,
        replacement: fileURLToPath(new URL("test/builtWorkers.ts", import.meta.url)),
      },
    ],
  },
  test: {
    include: ["test/**/*.test.ts"],
    exclude: [...configDefaults.exclude, "test/**/*.long.test.ts"],
    // A test that asks nothing cannot fail.
    expect: { requireAssertions: true },
    globalSetup: ["test/marketsRoot.setup.ts"],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
    // Loading the libraries anew for each of some two hundred files takes as long as a quarter of the tests.
    isolate: false,
    sequence: { sequencer: LongestFirst },
  },
});
