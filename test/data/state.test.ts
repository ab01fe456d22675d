import { fork } from "node:child_process";
import {
  appendFile,
  cp,
  mkdir,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  truncate,
  utimes,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, test } from "vitest";
import { openMarket } from "../../app/state/database.ts";
import { inEnglish } from "../../app/words/tell.ts";
import { allocateColumns, f64, u8 } from "../../core/columns.ts";
import { InputError } from "../../core/errors.ts";
import { readConfig } from "../../data/config/config.ts";
import { loadColumns, saveColumns } from "../../data/files/columnsFile.ts";
import { ingest } from "../../data/ingest/ingest.ts";
import { fingerprintSources } from "../../data/store/fingerprint.ts";
import { readManifest, writeManifest } from "../../data/store/manifest.ts";
import { currentState, newState, openState, publishState, stateStamp } from "../../data/store/state.ts";
import { precedence } from "../../territory/plan/precedence.ts";
import { marketFolder, messageOf, newFolder, removeFolders, TODAY } from "./folder.ts";

afterAll(removeFolders);

async function publish(dir: string, text: string): Promise<string> {
  const state = await newState(dir);
  await writeFile(join(state, "market.duckdb"), text);
  return publishState(dir, state);
}

describe("publishing a state", () => {
  test("changes its stamp, also where the folder was made anew under the same names", async () => {
    const dir = await newFolder();
    const stamps = [stateStamp(dir)];
    expect(stamps).toEqual([null]);
    for (const text of ["one", "two", "three", "four"]) {
      await publish(dir, text);
      stamps.push(stateStamp(dir));
      expect(stateStamp(dir)).toBe(stamps.at(-1));
    }
    await rm(join(dir, ".penumbra"), { recursive: true });
    expect(stateStamp(dir)).toBeNull();
    await publish(dir, "one");
    stamps.push(stateStamp(dir));
    expect(new Set(stamps).size).toBe(stamps.length);
  });

  test("swaps `current` and `market.duckdb`, keeps the state before and removes older ones", async () => {
    const dir = await newFolder();
    expect(await currentState(dir)).toBeNull();
    for (const text of ["one", "two", "three"]) await publish(dir, text);
    expect(await readFile(join(dir, ".penumbra", "market.duckdb"), "utf8")).toBe("three");
    expect((await readdir(join(dir, ".penumbra"))).sort()).toEqual([
      "current",
      "market.duckdb",
      "state-2",
      "state-3",
    ]);
    expect(await currentState(dir)).toBe(await realpath(join(dir, ".penumbra", "state-3")));
  });

  test("a build that was killed leaves the state before, and its rubbish goes with the next build", async () => {
    const dir = await newFolder();
    await publish(dir, "good");
    const script = join(dir, "killed.mts");
    const state = new URL("../../data/store/state.ts", import.meta.url).href;
    await writeFile(
      script,
      `import { newState } from ${JSON.stringify(state)}; import { writeFileSync } from "node:fs";
       const s = await newState(${JSON.stringify(dir)}); writeFileSync(s + "/market.duckdb", "half"); process.send("ready"); setInterval(() => {}, 1000);`,
    );
    const child = fork(script, { execArgv: ["--import", "tsx"] });
    await new Promise(resolve => child.once("message", resolve));
    child.kill("SIGKILL");
    await new Promise(resolve => child.once("exit", resolve));
    expect(await readFile(join(dir, ".penumbra", "current", "market.duckdb"), "utf8")).toBe("good");
    await publish(dir, "next");
    const left = (await readdir(join(dir, ".penumbra"))).filter(n => n.startsWith("part-"));
    expect(left).toEqual([]);
  });

  test("the manifest comes back as it was written, with the hash of every file", async () => {
    const dir = await newFolder();
    const content = { fingerprint: { hash: "h", files: {} }, fit: { key: 1, 2: "ş", big: 1e21 } };
    await writeFile(join(dir, "cells.parquet"), "abc");
    await writeManifest(dir, content);
    const files = {
      "cells.parquet": {
        size: 3,
        sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
      },
    };
    expect(await readManifest(dir)).toEqual({ manifest: { version: 2, ...content, files } });
  });

  test("a manifest that is missing, cut off, changed by a byte or no file of ours is damaged", async () => {
    const dir = await newFolder();
    const file = join(dir, "manifest.json");
    const found = async () => readManifest(dir).then(m => "damage" in m && m.damage.found);
    expect(await found()).toBe("no file");
    await writeManifest(dir, { fingerprint: { hash: "h", files: {} }, fit: { seed: 12 } });
    const text = await readFile(file, "utf8");
    await writeFile(file, text.replace("12", "13"));
    expect(await found()).toBe("content of another hash");
    await writeFile(file, text.slice(0, 40));
    expect(await found()).toBe("a file that is no JSON");
    await writeFile(file, '{"type": "FeatureCollection"}');
    expect(await found()).toBe("a file without that hash");
    await rm(file);
    await mkdir(file);
    expect(await found()).toBe("no regular file");
  });

  test("a manifest of the version before, which had no hashes, asks for a build", async () => {
    const dir = await newFolder();
    const path = await publish(dir, "old");
    await writeFile(join(path, "manifest.json"), JSON.stringify({ version: 1, fit: {} }));
    expect(await messageOf(openState(dir))).toMatch(
      /was built by another version of penumbra; run: penumbra build/,
    );
  });
});

test("a market that has not been built is asked to be", async () => {
  const dir = await marketFolder();
  expect(await messageOf(openMarket(dir))).toBe(`${dir} has not been built; run: penumbra build ${dir}`);
});

test("an ingest that fails leaves no database, and one that is cancelled neither", async () => {
  const dir = await marketFolder();
  const config = await readConfig(dir);
  const to = join(await newFolder(), "market.duckdb");
  const abort = new AbortController();
  const cancelled = ingest(dir, config, {
    precedence,
    tell: inEnglish,
    to,
    today: TODAY,
    signal: abort.signal,
    onProgress: () => abort.abort(),
  });
  expect(await messageOf(cancelled)).toBe("cancelled");
  await writeFile(join(dir, "sales.csv"), "date,account_id,brand,amount\nx,y,z,w\n");
  await expect(ingest(dir, config, { precedence, tell: inEnglish, to, today: TODAY })).rejects.toBeInstanceOf(
    InputError,
  );
  expect(await readdir(join(to, ".."))).toEqual([]);
});

describe("the fingerprint of the sources", () => {
  test("changes with contents, and with nothing else", async () => {
    const dir = await marketFolder();
    const config = await readConfig(dir);
    const first = await fingerprintSources(dir, config);
    await utimes(join(dir, "sales.csv"), new Date(), new Date());
    expect((await fingerprintSources(dir, config, first)).hash).toBe(first.hash);
    await appendFile(join(dir, "sales.csv"), "2021-01-03,A1,Biz,1\n");
    expect((await fingerprintSources(dir, config, first)).hash).not.toBe(first.hash);
  });

  test("does not read a file again whose size, inode and times are unchanged, unless they are new", async () => {
    const dir = await marketFolder();
    const config = await readConfig(dir);
    const fresh = await fingerprintSources(dir, config);
    expect(fresh.files["sales.csv"]!.stamp).toBeNull();
    await sleep(150);
    const first = await fingerprintSources(dir, config);
    const marked = { ...first.files["sales.csv"]!, sha256: "taken over" };
    const again = await fingerprintSources(dir, config, {
      ...first,
      files: { ...first.files, "sales.csv": marked },
    });
    expect(again.files["sales.csv"]!.sha256).toBe("taken over");
  });
});

describe("a source that keeps its size and time of change", () => {
  test.each([
    ["edited in place", (file: string, text: string) => writeFile(file, text)],
    [
      "replaced by another file",
      async (file: string, text: string) => {
        await writeFile(`${file}.new`, text);
        await rename(`${file}.new`, file);
      },
    ],
  ])("is read again when it was %s", async (_, edit) => {
    const dir = await marketFolder();
    const config = await readConfig(dir);
    const file = join(dir, "sales.csv");
    await sleep(150);
    const first = await fingerprintSources(dir, config);
    const { atime, mtime } = await stat(file);
    const text = await readFile(file, "utf8");
    await edit(
      file,
      text.replace(/\d(?=[^\d]*$)/, digit => String((Number(digit) + 1) % 10)),
    );
    await utimes(file, atime, mtime);
    const second = await fingerprintSources(dir, config, first);
    expect(second.files["sales.csv"]!.size).toBe(first.files["sales.csv"]!.size);
    expect(second.hash).not.toBe(first.hash);
  });

  test("is not taken for another when only its inode is new, as in a copy of the folder", async () => {
    const dir = await marketFolder();
    const config = await readConfig(dir);
    const first = await fingerprintSources(dir, config);
    const copy = await newFolder();
    await cp(dir, copy, { recursive: true });
    expect((await fingerprintSources(copy, config, first)).hash).toBe(first.hash);
  });
});

describe("columns in a file", () => {
  async function saved() {
    const columns = allocateColumns([
      { name: "x", type: "f64", length: 1000 },
      { name: "y", type: "u8", length: 3 },
    ]);
    f64(columns, "x").forEach((_, i, x) => {
      x[i] = Math.sqrt(i);
    });
    u8(columns, "y").set([1, 2, 3]);
    const path = join(await newFolder(), "twin.bin");
    return { path, columns, hash: await saveColumns(path, { b: [1, null], a: { d: "ş", c: 2 } }, columns) };
  }

  test("come back to the bit, in shared memory, with the same hash", async () => {
    const { path, columns, hash } = await saved();
    const back = await loadColumns(path);
    expect(back.hash).toBe(hash);
    expect(back.header).toEqual({ a: { c: 2, d: "ş" }, b: [1, null] });
    expect(f64(back.columns, "x")).toEqual(f64(columns, "x"));
    expect(back.columns.memory.buffer).toBeInstanceOf(SharedArrayBuffer);
  });

  test("the hash does not depend on the order of keys, and does on a single byte", async () => {
    const { path, columns, hash } = await saved();
    expect(await saveColumns(path, { a: { c: 2, d: "ş" }, b: [1, null] }, columns)).toBe(hash);
    u8(columns, "y")[2] = 4;
    expect(await saveColumns(path, { a: { c: 2, d: "ş" }, b: [1, null] }, columns)).not.toBe(hash);
  });

  test("a file that is cut off, foreign or missing asks for a new build", async () => {
    const { path } = await saved();
    await truncate(path, 500);
    expect(await messageOf(loadColumns(path))).toMatch(/is not readable: .*; run `penumbra build` again$/);
    await writeFile(path, "hello");
    expect(await messageOf(loadColumns(path))).toMatch(
      /it was not written by penumbra; run `penumbra build` again$/,
    );
    await expect(loadColumns(`${path}.none`)).rejects.toBeInstanceOf(InputError);
  });
});
