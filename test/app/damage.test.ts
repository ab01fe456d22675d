import { appendFileSync } from "node:fs";
import {
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildMarket } from "../../app/stages/build.ts";
import { stream } from "../../data/synthetic/random.ts";
import { READERS, spoil } from "./damage.ts";
import { cli } from "./effects.ts";
import { writeTinyMarket } from "./tinyMarket.ts";

/** What becomes of a built market whose files are spoilt. All thirty random damages: damage.long.test.ts. */
let root: string;
let dir: string;
let state: string;
const random = stream(11, "damage");
const home = () => join(dir, ".penumbra");

const json = async (...args: string[]) => {
  const { code, stdout, stderr } = await cli([...args, "--json"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout);
};
const build = () => json("build", dir, "--threads", "1");
const simulate = () => json("simulate", dir, "--runs", "2", "--horizon", "4", "--threads", "1");

function commandLine([command, table, ending = ".csv"]: readonly string[]): string[] {
  if (command === "export") return ["export", dir, table!, "--to", join(root, `out${ending}`)];
  return [command!, dir, ...(command === "simulate" ? ["--runs", "2", "--horizon", "4"] : [])];
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "penumbra-damage-"));
  dir = join(root, "pazar");
  await writeTinyMarket(dir);
  await build();
  state = join(home(), "state-1");
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** Files that no command reads alone: the build does, and the account page. */
const UNREAD = ["territory-figures.parquet", "wallet_categories.parquet"];

describe("a file of a state that is spoilt", () => {
  it("is named by the commands that read it, whatever was done to it, and gives no figure", async () => {
    for (const [file, reader] of Object.entries(READERS)) {
      const whole = await readFile(join(state, file));
      for (const kind of ["flip", "cut", "delete"] as const) {
        await spoil(state, file, kind, random, []);
        const { code, stdout, stderr } = await cli(commandLine(reader));
        const told = `${join("state-1", file)} is damaged: expected `;
        expect({ file, kind, code, stdout, stderr }).toEqual({
          ...{ file, kind, code: 4, stdout: "" },
          stderr: expect.stringContaining(told),
        });
        expect(stderr).toContain(`run: penumbra build ${dir}`);
        await writeFile(join(state, file), whole);
      }
    }
    await simulate();
  });

  it("is named by check --state, as is a spoilt run", async () => {
    const { id } = await simulate();
    const check = () => cli(["check", dir, "--state", "--json"]);
    const sound = await check();
    expect(sound).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(sound.stdout)).toMatchObject({
      ok: true,
      state: {
        ok: true,
        files: Object.keys(READERS).length - 1 + UNREAD.length,
        damaged: [],
        runs: 1,
        damaged_runs: [],
      },
    });
    const spoilt = ["state-1/wallet.parquet", `runs/${id}/run.json`];
    const whole = await Promise.all(spoilt.map(file => readFile(join(home(), file))));
    for (const file of spoilt) await spoil(home(), file, "flip", random, []);
    const told = await check();
    expect(told.code).toBe(4);
    const { ok, state: found } = JSON.parse(told.stdout);
    const files = [...found.damaged, ...found.damaged_runs].map((damage: { file: string }) => damage.file);
    expect({ ok, files }).toEqual({ ok: false, files: spoilt });
    for (const file of spoilt) expect(told.stderr).toContain(`${join(home(), file)} is damaged: expected `);
    for (const [i, file] of spoilt.entries()) await writeFile(join(home(), file), whole[i]!);
    expect(await check()).toEqual(sound);
  });

  it("is in no list of files but the one of those who read it", async () => {
    const { files } = JSON.parse(await readFile(join(state, "manifest.json"), "utf8")).content;
    expect(Object.keys(files)).toEqual(
      (await readdir(state)).filter(name => name !== "manifest.json").sort(),
    );
    const unread = Object.keys(files).filter(file => !(file in READERS));
    expect(unread.sort()).toEqual(UNREAD);
  });
});

describe("build", () => {
  const currentName = () => readlink(join(home(), "current"));

  /** Figures of all that is exported, and a run's hash. */
  async function figures() {
    const { result_hash } = await simulate();
    const tables = ["cells", "areas", "territories", "accounts", "forecast", "segments", "heat"];
    const texts: string[] = [result_hash];
    for (const table of tables) {
      await json("export", dir, table, "--to", join(root, "table.csv"));
      texts.push(await readFile(join(root, "table.csv"), "utf8"));
    }
    return texts;
  }

  it("makes anew what is damaged and takes over the rest, to the same figures", async () => {
    const before = await figures();
    const cases: [files: string[], done: string[]][] = [
      [["heat.bin"], ["heat"]],
      [
        ["forecast.parquet", "areas.geojson"],
        ["areas", "forecast"],
      ],
      [["twin.bin"], ["twin"]],
      [
        ["market.duckdb", "wallet_categories.parquet"],
        ["market", "wallet"],
      ],
      [["territories.geojson"], ["territories"]],
    ];
    for (const [files, done] of cases) {
      const current = join(home(), await currentName());
      for (const file of files) await spoil(current, file, "flip", random, []);
      const built = await build();
      expect(built.done).toEqual(done);
      expect(built.mended.map((d: { file: string }) => d.file).sort()).toEqual(
        files.map(file => join(current.slice(home().length + 1), file)).sort(),
      );
      expect((await build()).done).toEqual([]);
    }
    expect(await figures()).toEqual(before);
  });

  it("does not share what is damaged with the state before, though their files were one", async () => {
    const [older, newer] = (await readdir(home())).filter(name => name.startsWith("state-")).sort();
    const inode = async (name: string) => (await stat(join(home(), name, "segments.bin"))).ino;
    expect(await inode(older!)).toBe(await inode(newer!));
    await spoil(join(home(), older!), "segments.bin", "flip", random, []);
    expect(await cli(["segments", dir])).toMatchObject({ code: 4 });
    expect((await build()).done).toEqual(["segments"]);
    expect(await inode(await currentName())).not.toBe(await inode(newer!));
    expect(await cli(["segments", dir])).toMatchObject({ code: 0 });
  });

  it("starts from the state before when the manifest is spoilt, and from what there is when the link is", async () => {
    const before = await figures();
    await spoil(join(home(), await currentName()), "manifest.json", "flip", random, []);
    const { done, mended } = await build();
    // In the state before, the segments are those that the test above spoilt.
    expect(done).toEqual(["segments"]);
    expect(mended.map((damage: { file: string }) => damage.file)).toEqual([
      expect.stringMatching(/^state-\d+\/manifest\.json$/),
      expect.stringMatching(/^state-\d+\/segments\.bin$/),
    ]);
    const current = join(home(), "current");
    const mendedLink = expect.objectContaining({ file: "current" });
    const odd: (() => Promise<unknown>)[] = [
      () => symlink("state-99", current),
      () => symlink("/tmp", current),
      () => writeFile(current, "state-1"),
      () => mkdir(current),
      async () => {},
    ];
    for (const put of odd) {
      await rm(current, { recursive: true });
      await put();
      const { code, stderr } = await cli(["heat", dir]);
      expect({ put: String(put), code, stderr }).toMatchObject({
        code: 4,
        stderr: expect.stringMatching(/current.* is damaged: expected .*\n.*run: penumbra build/),
      });
      const again = await build();
      expect(again).toMatchObject({ done: [], mended: expect.arrayContaining([mendedLink]) });
    }
    expect(await figures()).toEqual(before);
  });

  it("ends when a source changes while it is read, and leaves the state as it is", async () => {
    const before = await currentName();
    const sales = join(dir, "sales.csv");
    const text = await readFile(sales, "utf8");
    await writeFile(sales, `${text}2024-12-25,A1,Kervan,1,100.00\n`);
    const building = buildMarket(dir, {
      threads: 1,
      onProgress: ({ stage }) => {
        if (stage.includes("cells")) appendFileSync(sales, "2024-12-26,A1,Kervan,1,100.00\n");
      },
    });
    await expect(building).rejects.toMatchObject({ name: "EnvironmentError", code: "source_changed" });
    expect(await currentName()).toBe(before);
    await writeFile(sales, text);
  });

  it("takes up a copy of the folder in which links have become folders", async () => {
    const copy = join(root, "copy");
    await cp(dir, copy, { recursive: true, dereference: true });
    expect(await cli(["heat", copy])).toMatchObject({ code: 0 });
    expect(await json("build", copy, "--threads", "1")).toMatchObject({ done: [] });
    expect(await cli(["heat", copy])).toMatchObject({ code: 0 });
  });
});
