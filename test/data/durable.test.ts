import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeFolder } from "../../data/files/durable.ts";

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "penumbra-durable-"));
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe("a folder and those above it", () => {
  it("are made, and left as they are when they are there, by several at once", async () => {
    const path = join(root, "a", "b", "c");
    await Promise.all([makeFolder(path), makeFolder(path), makeFolder(join(path, "d"))]);
    await writeFile(join(path, "kept"), "");
    await makeFolder(path);
    expect((await readdir(path)).sort()).toEqual(["d", "kept"]);
    await symlink(path, join(root, "link"));
    await makeFolder(join(root, "link"));
    await makeFolder(join(root, "link", "e"));
    expect((await stat(join(path, "e"))).isDirectory()).toBe(true);
  });

  it("end with the system's error where they cannot be made, in /proc too", async () => {
    await writeFile(join(root, "file"), "");
    await symlink(join(root, "nowhere"), join(root, "dangling"));
    await expect(makeFolder(join(root, "file"))).rejects.toThrow(/EEXIST/);
    await expect(makeFolder(join(root, "file", "x"))).rejects.toThrow(/ENOTDIR/);
    await expect(makeFolder(join(root, "dangling", "x"))).rejects.toThrow(/EEXIST/);
    if (process.platform === "linux")
      await expect(makeFolder("/proc/penumbra/x")).rejects.toThrow(/ENOENT.*'\/proc\/penumbra'/);
  });

  it("are made by this alone: Node's recursive way never ends there", async () => {
    const top = fileURLToPath(new URL("../..", import.meta.url));
    const found: string[] = [];
    for (const part of ["app", "core", "data", "models", "proof", "scenarios", "sim", "territory"])
      for (const entry of await readdir(join(top, part), { recursive: true }))
        if (
          entry.endsWith(".ts") &&
          /mkdir(Sync)?\([^;]*recursive/.test(await readFile(join(top, part, entry), "utf8"))
        )
          found.push(join(part, entry));
    expect(found).toEqual([]);
  });
});
