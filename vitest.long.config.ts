import { configDefaults, defineConfig } from "vitest/config";
import ordinary from "./vitest.config.ts";

/** The tests that are too long for every run: see test/longTests.ts. */
export default defineConfig({
  ...ordinary,
  test: {
    ...ordinary.test,
    include: ["test/**/*.long.test.ts"],
    exclude: configDefaults.exclude,
    env: { FURTHER: "5" },
    testTimeout: 1_800_000,
    hookTimeout: 1_800_000,
  },
});
