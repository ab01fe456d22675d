import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, readlink, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { cli } from "../app/effects.ts";
import { BAD_INPUTS, messagesPage } from "./badInputs/index.ts";
import type { BadFile } from "./badInputs/kit.ts";
import { marketFolder, removeFolders } from "./folder.ts";

afterAll(removeFolders);

/** A market that was built before, as far as its state on the disk goes. */
async function builtFolder(files: Readonly<Record<string, BadFile>>): Promise<string> {
  const dir = await marketFolder();
  const state = join(dir, ".penumbra", "state-1");
  await mkdir(state, { recursive: true });
  await writeFile(join(state, "market.duckdb"), "the last good market");
  await writeFile(join(state, "twin.bin"), "the last good twin");
  await symlink("state-1", join(dir, ".penumbra", "current"));
  for (const [name, file] of Object.entries(files)) {
    const path = join(dir, name);
    await rm(path, { force: true });
    if (file === "folder") await mkdir(path);
    else if (file !== null && typeof file === "object" && "link" in file) await symlink(file.link, path);
    else if (file !== null) await writeFile(path, file);
  }
  return dir;
}

/** Everything in the folder but the list of rejects, which says what to mend. */
async function contents(dir: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(dir.length + 1);
    if (name.startsWith(".penumbra/rejects")) continue;
    if (entry.isSymbolicLink()) found[name] = await readlink(path);
    else if (entry.isFile())
      found[name] = createHash("sha256")
        .update(await readFile(path))
        .digest("hex");
    else found[name] = "folder";
  }
  return found;
}

const inputs = Object.values(BAD_INPUTS).flat();
const today = new Date().toISOString().slice(0, 10);

describe("bad input ends with exit code 2, a message that says how to mend it, and changes nothing", () => {
  for (const { name, files, says } of inputs) {
    test(name, async () => {
      const dir = await builtFolder(files);
      const before = await contents(dir);
      const { code, stdout, stderr } = await cli(["build", dir, "--threads", "1"]);
      const message = stderr.replaceAll(dir, "DIR").replaceAll(today, "TODAY");
      expect(message).toBe(`penumbra: ${says}\n`);
      expect([code, stdout]).toEqual([2, ""]);
      expect(await contents(dir)).toEqual(before);
    });
  }

  test("docs/messages.md shows each of them (npx tsx scripts/messages.ts)", async () => {
    const page = fileURLToPath(new URL("../../docs/messages.md", import.meta.url));
    expect(await readFile(page, "utf8")).toBe(messagesPage());
  });

  test("names are unique, and there are more than forty-five of them", () => {
    const names = inputs.map(b => b.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(45);
  });
});
