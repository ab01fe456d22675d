import { execFileSync, fork } from "node:child_process";
import { mkdir, readdir, readFile, rm, stat, symlink, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, test } from "vitest";
import { EnvironmentError } from "../../core/errors.ts";
import { withBuildLock } from "../../data/files/lock.ts";
import { processName } from "../../data/files/process.ts";
import { messageOf, newFolder, removeFolders } from "./folder.ts";

afterAll(removeFolders);

describe("the build lock", () => {
  test("lets one builder in at a time", async () => {
    const dir = await newFolder();
    let inside = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, ++inside);
      await sleep(30);
      inside--;
    };
    await Promise.all([1, 2, 3].map(() => withBuildLock(dir, work)));
    expect(most).toBe(1);
    expect(await readdir(join(dir, ".penumbra"))).toEqual([]);
  });

  test("says who holds it when waiting is over", async () => {
    const dir = await newFolder();
    await withBuildLock(dir, async () => {
      const second = withBuildLock(dir, async () => {}, { waitMs: 0 });
      await expect(second).rejects.toBeInstanceOf(EnvironmentError);
      expect(await messageOf(second)).toContain(
        `another build of this market is running (process ${process.pid} on `,
      );
    });
  });

  const lockOf = (dir: string) => join(dir, ".penumbra", "lock");
  const quick = { beatMs: 50, staleMs: 400, waitMs: 5000 };

  /** A folder with a lock that somebody else has left. */
  async function lockedFolder(holder: object | string): Promise<string> {
    const dir = await newFolder();
    await mkdir(join(dir, ".penumbra"));
    await writeFile(lockOf(dir), typeof holder === "string" ? holder : JSON.stringify(holder));
    return dir;
  }
  const elsewhere = async () => ({
    ...(await processName()),
    host: "other-machine",
    token: "theirs",
    since: "2026-01-01T00:00:00.000Z",
  });

  test("is taken over at once from a process that is gone, and from a pid that means another process now", async () => {
    const here = { ...(await elsewhere()), host: (await processName()).host };
    for (const holder of [
      { ...here, pid: 2 ** 22 + 1 },
      { ...here, started: "1" },
    ]) {
      const dir = await lockedFolder(holder);
      expect(await withBuildLock(dir, async () => "done", { waitMs: 0 })).toBe("done");
    }
  });

  test("is taken over from another machine, container or boot, and from nobody, when nothing touches it", async () => {
    const other = await elsewhere();
    const { host } = await processName();
    for (const holder of [
      other,
      { ...other, host, namespace: "pid:[1]" },
      { ...other, host, boot: "b" },
      "",
      "{",
    ]) {
      const dir = await lockedFolder(holder);
      const told: string[] = [];
      const started = performance.now();
      const done = withBuildLock(dir, async () => "done", { ...quick, onWait: name => told.push(name) });
      expect(await done).toBe("done");
      expect(performance.now() - started).toBeGreaterThan(quick.staleMs);
      expect(told).toHaveLength(1);
      expect(told[0]).toContain("taken over when it has not been touched");
      expect(await readdir(join(dir, ".penumbra"))).toEqual([]);
    }
  });

  test("is waited for as long as another machine touches it, by whatever clock", async () => {
    const dir = await lockedFolder(await elsewhere());
    let clock = 1_000_000;
    const touching = setInterval(() => void utimes(lockOf(dir), clock, clock--), 50);
    const waiting = withBuildLock(dir, async () => "done", { ...quick, waitMs: 1500 });
    expect(await messageOf(waiting)).toContain(
      "another build of this market is running (process " +
        process.pid +
        " on other-machine, since 2026-01-01",
    );
    clearInterval(touching);
  });

  test("is touched while the holder's main thread is busy", async () => {
    const dir = await newFolder();
    await withBuildLock(
      dir,
      async () => {
        const before = (await stat(lockOf(dir))).mtimeMs;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
        expect((await stat(lockOf(dir))).mtimeMs).toBeGreaterThan(before);
      },
      quick,
    );
  });

  test("that was lost while its holder slept ends the work, and stays with who has it", async () => {
    const dir = await newFolder();
    const theirs = JSON.stringify(await elsewhere());
    for (const fail of [false, true]) {
      const losing = withBuildLock(dir, async lock => {
        await writeFile(lockOf(dir), theirs);
        if (fail) throw new Error("the folder is gone");
        await lock.mustHold();
      });
      await expect(losing).rejects.toMatchObject({ name: "EnvironmentError", code: "lock_lost" });
      expect(await readFile(lockOf(dir), "utf8")).toBe(theirs);
      await rm(lockOf(dir));
    }
  });

  test("that is a folder, a pipe or a link to nowhere is refused with what to do", async () => {
    const put = [
      (path: string) => mkdir(path),
      (path: string) => execFileSync("mkfifo", [path]),
      (path: string) => symlink("/nowhere", path),
    ];
    for (const make of put) {
      const dir = await newFolder();
      await mkdir(join(dir, ".penumbra"));
      await make(lockOf(dir));
      const refused = withBuildLock(dir, async () => {});
      await expect(refused).rejects.toMatchObject({ name: "EnvironmentError", code: "lock_no_file" });
    }
  });

  test("that is stale is taken over by one of several processes at a time", async () => {
    const dir = await lockedFolder(await elsewhere());
    const log = join(dir, "log");
    const script = join(dir, "waits.mts");
    const lock = new URL("../../data/files/lock.ts", import.meta.url).href;
    await writeFile(
      script,
      `import { withBuildLock } from ${JSON.stringify(lock)}; import { appendFileSync } from "node:fs";
       for (let i = 0; i < 3; i++) await withBuildLock(${JSON.stringify(dir)}, async held => {
         appendFileSync(${JSON.stringify(log)}, "in " + process.pid + "\\n");
         await new Promise(r => setTimeout(r, 30));
         await held.mustHold();
         appendFileSync(${JSON.stringify(log)}, "out " + process.pid + "\\n");
         // Some leave their lock behind, as a killed process does.
         if (i === 2) process.exit(0);
       }, ${JSON.stringify({ ...quick, waitMs: 60_000 })});`,
    );
    const children = [1, 2, 3, 4].map(() => fork(script, { execArgv: ["--import", "tsx"] }));
    const codes = await Promise.all(children.map(c => new Promise(resolve => c.once("exit", resolve))));
    expect(codes).toEqual([0, 0, 0, 0]);
    const lines = (await readFile(log, "utf8")).trim().split("\n");
    expect(lines).toHaveLength(24);
    for (let i = 0; i < lines.length; i += 2) expect(lines[i + 1]).toBe(lines[i]!.replace("in", "out"));
  });
});
