/**
 * `npm run test:long`: runs the long tests whose code differs from that of their last pass, and records those that pass.
 * `-- --all` runs all of them, `-- PART…` those whose path holds one of the parts.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { root } from "./imports.ts";
import { reachedCode, readLongRecord, writeLongRecord } from "./longTests.ts";

const options = process.argv.slice(2);
const parts = options.filter(option => !option.startsWith("--"));
const tests = longTests();
const hashes = new Map(tests.map(test => [test, reachedCode(test)]));
const record = await readLongRecord();
const due = tests.filter(test => {
  if (parts.length > 0) return parts.some(part => test.includes(part));
  return options.includes("--all") || record[test] !== hashes.get(test);
});
console.log(`long tests: ${due.length} of ${tests.length} to run${due.map(test => `\n  ${test}`).join("")}`);
if (due.length > 0) {
  const { status, passed } = run(due);
  const news = Object.fromEntries(passed.map(test => [test, hashes.get(test)!]));
  await writeLongRecord({ ...record, ...news }, tests);
  process.exitCode = status;
}

function longTests(): string[] {
  return readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" })
    .filter(name => name.endsWith(".long.test.ts"))
    .map(name => join("test", name))
    .sort();
}

/** Runs test files; passed are those in which everything ran and nothing failed. */
function run(files: readonly string[]): { readonly status: number; readonly passed: readonly string[] } {
  const folder = mkdtempSync(join(tmpdir(), "penumbra-long-tests-"));
  const report = join(folder, "report.json");
  const vitest = join(dirname(createRequire(import.meta.url).resolve("vitest/package.json")), "vitest.mjs");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  try {
    const { status } = spawnSync(
      process.execPath,
      [vitest, "run", "--config", "vitest.long.config.ts", ...reporters, ...files],
      { cwd: root, stdio: "inherit" },
    );
    const { testResults } = JSON.parse(readFileSync(report, "utf8")) as VitestReport;
    const passed = testResults
      .filter(({ assertionResults: all }) => all.length > 0 && all.every(each => each.status === "passed"))
      .map(({ name }) => relative(root, name));
    return { status: status ?? 1, passed };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The part of Vitest's JSON report that is read here. */
interface VitestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}
