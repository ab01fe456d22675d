import { existsSync } from "node:fs";
import { link, mkdir, readdir, readFile, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeRunFolder } from "../../app/run/runFolder.ts";
import { cleanMarket } from "../../app/upkeep/clean.ts";
import { withBuildLock } from "../../data/files/lock.ts";
import { newState, publishState } from "../../data/store/state.ts";
import { cli } from "./effects.ts";
import { temporaryFolder, writeTinyMarket } from "./tinyMarket.ts";

const DAY = 86_400_000;

describe("clean", () => {
  let dir: string;
  let remove: () => Promise<void>;
  const home = (...parts: string[]) => join(dir, ".penumbra", ...parts);
  const days = async (path: string, ago: number) => {
    const then = new Date(Date.now() - ago * DAY);
    await utimes(path, then, then);
  };
  const paths = (report: { removed: readonly { path: string }[] }) =>
    report.removed.map(({ path }) => path).sort();

  beforeAll(async () => {
    ({ path: dir, remove } = await temporaryFolder());
    await writeTinyMarket(dir);
    for (const n of [1, 2]) {
      const state = await newState(dir);
      if (n === 1) await writeFile(join(state, "shared.bin"), Buffer.alloc(5000));
      else await link(home("state-1", "shared.bin"), join(state, "shared.bin"));
      await writeFile(join(state, "own.bin"), Buffer.alloc(700));
      await publishState(dir, state);
    }
    for (const [id, ago] of [
      ["run-old", 40],
      ["run-middle", 20],
      ["run-new", 1],
      ["run-damaged", 1],
    ] as const) {
      await writeRunFolder(dir, { id }, [], { "result.json": "x".repeat(10_000) });
      if (id === "run-damaged") await writeFile(home("runs", id, "result.json"), "y");
      await days(home("runs", id), ago);
    }
    await mkdir(home("rejects"));
    await writeFile(home("rejects", "sales.csv"), "file\n");
    await days(home("rejects", "sales.csv"), 31);
  });
  afterAll(() => remove());

  it("says with --dry-run what it would remove by age, and removes nothing", async () => {
    const before = await readdir(home(), { recursive: true });
    const { code, stdout } = await cli(["clean", dir, "--dry-run", "--json"]);
    expect(code).toBe(0);
    const report = JSON.parse(stdout);
    expect(paths(report)).toEqual([
      ".penumbra/rejects/sales.csv",
      ".penumbra/runs/run-damaged",
      ".penumbra/runs/run-old",
    ]);
    expect(report).toMatchObject({ dir, dry_run: true, building: false, kept: { items: 2 } });
    expect(await readdir(home(), { recursive: true })).toEqual(before);
  });

  it("removes what dead processes left, and leaves what may still be written", async () => {
    const left = [
      "part-abc",
      "check-999999-1",
      "runs/.run.0123abcd.tmp",
      "lock.999999.abc",
      "current.999999.new",
    ];
    for (const name of left) {
      await mkdir(home(name), { recursive: true });
      await days(home(name), 1);
    }
    await mkdir(home("runs", ".run.4567abcd.tmp"));
    // Of a process that runs, and what is the person's own.
    const theirs = [home(`check-${process.pid}-1`), join(dir, "lock.csv"), join(dir, ".mine.tmp")];
    for (const path of theirs) {
      await writeFile(path, "");
      await days(path, 1);
    }
    await mkdir(join(dir, "scenarios"));
    // Being written now, by a name that begins as states in the making do.
    theirs.push(join(dir, "scenarios", ".part-time.yaml.89abcdef.tmp"));
    await writeFile(theirs.at(-1)!, "");
    await writeFile(join(dir, "scenarios", ".a.yaml.0123abcd.tmp"), "");
    await writeFile(join(dir, "scenarios", "a.yaml"), "name: a\nlevers: []\n");
    await days(join(dir, "scenarios", ".a.yaml.0123abcd.tmp"), 1);
    const report = await cleanMarket(dir, {});
    expect(paths(report)).toEqual(
      [
        ...left.map(name => `.penumbra/${name}`),
        ".penumbra/runs/run-damaged",
        "scenarios/.a.yaml.0123abcd.tmp",
      ].sort(),
    );
    for (const path of paths(report)) expect(existsSync(join(dir, path))).toBe(false);
    expect(existsSync(home("runs", ".run.4567abcd.tmp"))).toBe(true);
    for (const path of theirs) {
      expect(existsSync(path)).toBe(true);
      await rm(path);
    }
  });

  it("leaves states alone while a build runs, and a state that was replaced just now", async () => {
    const inMaking = home("part-live");
    await mkdir(inMaking);
    await withBuildLock(dir, async () => {
      const report = await cleanMarket(dir, { olderThanMs: 0, now: Date.now() + DAY, dryRun: true });
      expect(report.building).toBe(true);
      expect(paths(report).filter(path => /part-|state-/.test(path))).toEqual([]);
      expect((await cleanMarket(dir, { maxBytes: 1e9 })).building).toBe(true);
    });
    expect(existsSync(inMaking)).toBe(true);
    expect(paths(await cleanMarket(dir, { olderThanMs: 0, dryRun: true }))).not.toContain(
      ".penumbra/state-1",
    );
  });

  it("removes the oldest until the rest is small enough, counts what is shared once, and keeps the current state", async () => {
    const now = Date.now() + DAY;
    const all = await cleanMarket(dir, { olderThanMs: 0, now, dryRun: true });
    const state = all.removed.find(({ path }) => path === ".penumbra/state-1");
    expect(state?.bytes).toBe(700);
    const report = await cleanMarket(dir, { maxBytes: 23_000, now });
    expect(paths(report)).toContain(".penumbra/runs/run-old");
    expect(paths(report)).not.toContain(".penumbra/runs/run-new");
    expect(report.kept.bytes).toBeLessThanOrEqual(23_000);
    await cleanMarket(dir, { olderThanMs: 0, now });
    expect((await readdir(home())).sort()).toEqual([
      "current",
      "market.duckdb",
      "rejects",
      "runs",
      "state-2",
    ]);
    expect(await readFile(home("current", "shared.bin"))).toHaveLength(5000);
    expect(await readdir(home("runs"))).toEqual([]);
  });

  it("follows no link out of the market, and refuses a folder that is none", async () => {
    const outside = await temporaryFolder();
    await writeFile(join(outside.path, "mine.txt"), "mine");
    await symlink(outside.path, home("runs", "elsewhere"));
    await cleanMarket(dir, { olderThanMs: 0, now: Date.now() + DAY });
    expect(await readFile(join(outside.path, "mine.txt"), "utf8")).toBe("mine");
    expect(await cli(["clean", outside.path])).toMatchObject({ code: 2 });
    expect((await cli(["clean", dir, "--older-than", "soon"])).stderr).toContain("such as 30d");
    await outside.remove();
  });
});
