import { type ChildProcess, execFileSync } from "node:child_process";
import { appendFile, mkdir, mkdtemp, readdir, rm, statfs, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadTwin, openBuilt } from "../../app/state/builtMarket.ts";
import { openMarket } from "../../app/state/database.ts";
import { penumbra } from "../../bench/killBuilds.ts";
import { openDatabase } from "../../data/tables/duckdb.ts";
import { cli } from "./effects.ts";
import { writeTinyMarket } from "./tinyMarket.ts";

/** What happens around a build: other builds, full and read-only disks. */
let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "penumbra-around-"));
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function outcomeOf(child: ChildProcess): Promise<{ pid: number; code: unknown; stderr: string }> {
  let stderr = "";
  child.stderr!.on("data", text => {
    stderr += text;
  });
  const code = await new Promise(resolve => child.once("close", resolve));
  return { pid: child.pid!, code, stderr };
}

describe("builds as processes", () => {
  it("at the same time on one market wait for each other, and the second finds the work done", async () => {
    const dir = join(root, "both");
    await writeTinyMarket(dir);
    const outcomes = await Promise.all(
      [1, 2].map(() => outcomeOf(penumbra(["build", dir, "--threads", "1", "--lang", "en"]))),
    );
    expect(outcomes.map(o => o.code)).toEqual([0, 0]);
    const said = outcomes.map(o => o.stderr).join("");
    const waited = said.match(/waiting for another build of this market: process (\d+) on /);
    expect(outcomes.map(o => String(o.pid))).toContain(waited?.[1]);
    expect((await readdir(join(dir, ".penumbra"))).sort()).toEqual(["current", "market.duckdb", "state-1"]);
  });

  it("on another machine are named, with when their lock is taken over", async () => {
    const dir = join(root, "elsewhere");
    await writeTinyMarket(dir);
    await mkdir(join(dir, ".penumbra"));
    const lock = join(dir, ".penumbra", "lock");
    await writeFile(
      lock,
      JSON.stringify({ pid: 12, host: "other-machine", token: "t", since: "2026-01-01T00:00:00.000Z" }),
    );
    const abort = new AbortController();
    const building = cli(["build", dir, "--threads", "1"], abort.signal, text => {
      if (text.includes("process 12")) abort.abort();
    });
    expect(await building).toMatchObject({
      code: 3,
      stderr: expect.stringContaining(
        "process 12 on other-machine, since 2026-01-01T00:00:00.000Z; that is another machine or container, or before a restart: its lock is taken over when it has not been touched for 20 s",
      ),
    });
  });
});

/** A small disk of its own in memory; null where this is not allowed. */
async function smallDisk(name: string, megabytes: number): Promise<string | null> {
  const dir = join(root, name);
  await mkdir(dir);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", dir], { stdio: "ignore" });
    return dir;
  } catch {
    return null;
  }
}

describe("a disk", () => {
  const mounted: string[] = [];
  afterAll(() => {
    for (const dir of mounted) execFileSync("umount", [dir]);
  });

  /** A built market on a disk of its own. */
  async function builtOnDisk(name: string, context: { skip: (note: string) => void }) {
    const dir = await smallDisk(name, 64);
    if (dir === null) return context.skip("mounting a disk needs to be root");
    mounted.push(dir);
    await writeTinyMarket(dir);
    expect(await cli(["build", dir, "--threads", "1"])).toMatchObject({ code: 0 });
    const { hash } = await loadTwin(await openBuilt(dir));
    return { dir, hash };
  }

  async function expectServed({ dir, hash }: { dir: string; hash: string }): Promise<void> {
    expect((await loadTwin(await openBuilt(dir))).hash).toBe(hash);
    expect((await openMarket(dir)).accounts.count).toBe(40);
    const left = (await readdir(join(dir, ".penumbra"))).filter(n => /^(lock|part-|check-)/.test(n));
    expect(left).toEqual([]);
  }

  it("that is full ends a build with 4, says so, and leaves the last good state", async context => {
    const built = await builtOnDisk("full", context);
    if (!built) return;
    const { dir } = built;
    await appendFile(join(dir, "sales.csv"), "2024-12-25,A1,Kervan,1,100.00\n");
    for (const leftKilobytes of [0, 700]) {
      const { bavail, bsize } = await statfs(dir);
      const filler = join(dir, "filler");
      await writeFile(filler, Buffer.alloc(Math.max(0, bavail * bsize - leftKilobytes * 1024)));
      const { code, stderr } = await cli(["build", dir, "--threads", "1"]);
      expect({ leftKilobytes, code, stderr }).toEqual({
        leftKilobytes,
        code: 4,
        stderr: expect.stringMatching(/disk .*is full; make room and run the command again/),
      });
      await rm(filler);
      await expectServed(built);
    }
    expect(await cli(["build", dir, "--threads", "1"])).toMatchObject({ code: 0 });
    expect((await loadTwin(await openBuilt(dir))).hash).not.toBe(built.hash);
  });

  it("that is read-only ends a build with 4, says so, and serves the last good state", async context => {
    const built = await builtOnDisk("readonly", context);
    if (!built) return;
    await appendFile(join(built.dir, "sales.csv"), "2024-12-25,A1,Kervan,1,100.00\n");
    execFileSync("mount", ["-o", "remount,ro", built.dir]);
    const { code, stderr } = await cli(["build", built.dir, "--threads", "1"]);
    expect({ code, stderr }).toEqual({ code: 4, stderr: expect.stringMatching(/read-only/) });
    for (const command of [["check"], ["simulate", "--runs", "16"]]) {
      const { code, stderr } = await cli([...command.slice(0, 1), built.dir, ...command.slice(1)]);
      expect({ command, code, stderr }).toEqual({
        command,
        code: 4,
        stderr: expect.stringMatching(/read-only/),
      });
    }
    await expectServed(built);
  });

  it("with odd things in the place of our own files ends a command with 4", async () => {
    for (const [name, make] of [
      [
        "a lock that is a folder",
        (dir: string) => mkdir(join(dir, ".penumbra", "lock"), { recursive: true }),
      ],
      ["a file in place of our folder", (dir: string) => writeFile(join(dir, ".penumbra"), "")],
    ] as const) {
      const dir = join(root, name);
      await writeTinyMarket(dir);
      await make(dir);
      const { code, stderr } = await cli(["build", dir, "--threads", "1"]);
      expect({ name, code, stderr }).toEqual({
        name,
        code: 4,
        stderr: expect.stringMatching(/move it away/),
      });
    }
  });

  it("that takes no larger files ends a build with 4 and leaves the last good state", async () => {
    const dir = join(root, "limited");
    await writeTinyMarket(dir);
    expect(await cli(["build", dir, "--threads", "1"])).toMatchObject({ code: 0 });
    const { hash } = await loadTwin(await openBuilt(dir));
    await appendFile(join(dir, "sales.csv"), "2024-12-25,A1,Kervan,1,100.00\n");
    const { code, stderr } = await outcomeOf(penumbra(["build", dir, "--threads", "1"], { fileBlocks: 200 }));
    expect({ code, stderr }).toEqual({
      code: 4,
      stderr: expect.stringMatching(/full|larger than the file system/),
    });
    await expectServed({ dir, hash });
  });

  it("that DuckDB cannot write to is named with its folder", async () => {
    const folder = join(root, "spill");
    const db = await openDatabase(":memory:", { memoryLimit: "60MB", temporaryFolder: folder });
    await db.run("SET max_temp_directory_size = '1MB'");
    const big = db.run("CREATE TABLE big AS SELECT i, hash(i) AS h FROM range(20000000) t(i) ORDER BY h");
    await expect(big).rejects.toMatchObject({
      name: "EnvironmentError",
      message: expect.stringContaining(folder),
    });
    db.close();
  });
});
