import { execFileSync } from "node:child_process";
import { rm, symlink, truncate, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { whole } from "../../core/figures.ts";
import { YAML_LIMITS } from "../../data/yaml/limits.ts";
import { cli } from "../app/effects.ts";
import { marketFolder, newFolder, removeFolders } from "./folder.ts";

/** What somebody may put where a file is expected, each by how it is made, with what is said of it. */
const ODD_FILES: Readonly<Record<string, readonly [(path: string) => unknown, RegExp]>> = {
  "a pipe": [path => execFileSync("mkfifo", [path]), /is no regular file; expected a file/],
  "a link to a device without an end": [
    path => symlink("/dev/zero", path),
    /is a link that leaves the market folder; copy the file into it|is no regular file; expected a file/,
  ],
  "a socket": [
    path => new Promise<void>(done => createServer().unref().listen(path, done)),
    /is no regular file; expected a file/,
  ],
};

afterAll(removeFolders);

describe("what is no regular file is refused before it is read", () => {
  for (const [what, [make, says]] of Object.entries(ODD_FILES)) {
    for (const file of ["market.yaml", "sales.csv"]) {
      it(`${what} in place of ${file}`, async () => {
        const dir = await marketFolder();
        await rm(join(dir, file));
        await make(join(dir, file));
        const { code, stderr } = await cli(["check", dir]);
        expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(says) });
      });
    }

    it(`${what} in place of the export of Iowa`, async () => {
      const dir = await newFolder();
      const file = join(dir, "sales.csv");
      await make(file);
      const { code, stderr } = await cli(["init", join(dir, "iowa"), "--from-iowa", file]);
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(says) });
    });
  }

  it("a market.yaml that is a link to a file outside, whose lines no message shows", async () => {
    const dir = await marketFolder();
    await rm(join(dir, "market.yaml"));
    await symlink("/etc/passwd", join(dir, "market.yaml"));
    const { code, stderr } = await cli(["check", dir]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `penumbra: market.yaml in ${dir} is a link that leaves the market folder; copy the file into it\n`,
    });
  });

  it("a market.yaml that is a link inside of the folder is read", async () => {
    const dir = await marketFolder();
    execFileSync("mv", [join(dir, "market.yaml"), join(dir, "ours.yaml")]);
    await symlink("ours.yaml", join(dir, "market.yaml"));
    expect(await cli(["check", dir])).toMatchObject({ code: 0 });
  });

  it("a market.yaml beyond any that people write, of which no more is read than the bound", async () => {
    const dir = await marketFolder();
    await writeFile(join(dir, "market.yaml"), "#");
    await truncate(join(dir, "market.yaml"), 2 ** 33);
    const { code, stderr } = await cli(["check", dir]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining(`is longer than ${whole(YAML_LIMITS.bytes)} bytes`),
    });
  });

  it("names that no file can have are missing files", async () => {
    const long = "x".repeat(5000);
    expect(await cli(["check", long])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("there is no market.yaml"),
    });
    for (const name of [`${long}.csv`, '"sa\\0les.csv"']) {
      const dir = await marketFolder();
      const yaml = `name: x\nown_brand: Biz\ncurrency: TRY\ntimezone: UTC\nresolution: 7\nsources:\n  accounts: {file: accounts.csv}\n  sales: {file: ${name}}\n`;
      await writeFile(join(dir, "market.yaml"), yaml);
      expect(await cli(["check", dir])).toMatchObject({
        code: 2,
        stderr: expect.stringContaining("there is no file"),
      });
    }
  });
});
