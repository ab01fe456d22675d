import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readConfig } from "../../data/config/config.ts";
import { TABLE_NAMES } from "../../data/config/schema.ts";
import { initExample } from "../../data/examples/initExample.ts";
import { readTruth } from "../../data/synthetic/truth.ts";

const MEGABYTES = 30;

/** The embedded example as `npm start` makes it, in full; its laws are tested on a smaller one. */
describe("the full Ankara example", () => {
  let root: string;
  let dir: string;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "penumbra-full-"));
    dir = join(root, "ankara");
    await initExample(dir, "ankara", { seed: 1 });
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  test(`is smaller than ${MEGABYTES} MB`, async () => {
    const names = await readdir(dir, { recursive: true });
    const sizes = await Promise.all(names.map(async name => (await stat(join(dir, name))).size));
    expect(sizes.reduce((a, b) => a + b, 0)).toBeLessThan(MEGABYTES * 1e6);
  });

  test("has every table, 6,000 accounts of five types and five years of weeks", async () => {
    const { sources } = await readConfig(dir);
    expect(Object.keys(sources).sort()).toEqual([...TABLE_NAMES].sort());
    const { accounts, weeks, spec } = await readTruth(dir);
    expect(accounts.length).toBe(6000);
    expect(new Set(accounts.map(a => a.type)).size).toBe(5);
    expect(weeks.length).toBe(260);
    expect(spec.promotions.filter(p => !p.listed).length).toBe(1);
  });
});
