import { describe, expect, it } from "vitest";
import { reach } from "./imports.ts";
import { reachedCode } from "./longTests.ts";

describe("what a long test reaches", () => {
  const { files, packages } = reach("test/proof/sales/iowa.long.test.ts");

  it("is its own file, what it imports, workers and folders that are named by a URL", () => {
    expect([...files]).toEqual(
      expect.arrayContaining([
        "test/proof/sales/iowa.long.test.ts",
        "test/iowa.ts",
        "proof/sales/backtest.ts",
        "sim/worker.ts",
        "sim/js/kernel.ts",
      ]),
    );
    expect([...packages]).toContain("piscina");
  });

  it("is the built program too where it runs that", () => {
    const { files } = reach("test/markets.ts");
    expect([...files]).toEqual(
      expect.arrayContaining([
        "app/cli/main.ts",
        "app/stages/build.ts",
        "scenarios/file/read.ts",
        "scenarios/library/downturn.yaml",
      ]),
    );
  });

  it("is not what other tests and the page hold", () => {
    expect([...files].filter(file => /^(viz|app)\//.test(file))).toEqual([]);
    expect(files.has("test/sim/kernel.test.ts")).toBe(false);
  });

  it("has one hash for one state of the code, and another for other code", () => {
    expect(reachedCode("test/core/math.test.ts")).toBe(reachedCode("test/core/math.test.ts"));
    expect(reachedCode("test/core/math.test.ts")).not.toBe(reachedCode("test/core/rng.test.ts"));
    expect(reachedCode("test/core/math.test.ts")).toMatch(/^[0-9a-f]{64}$/);
  });
});
