import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { killBuilds } from "../../bench/killBuilds.ts";
import { SCALE, writeScaleMarkets } from "../../bench/scaleMarket.ts";
import { cases } from "../further.ts";

describe("builds as processes", () => {
  let root: string;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "penumbra-kills-"));
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  it("killed at random moments leave the last good state, no lock and no rubbish", async () => {
    const { csv } = await writeScaleMarkets(root, {
      ...SCALE,
      rows: 20_000,
      // Too few for an estimate of the dark side, which would make every build take many times as long.
      accounts: 36,
      brands: 3,
    });
    const { numRuns: times, seed } = cases(3, 7);
    const { kills, finished } = await killBuilds(csv, { times, seed, finishEvery: times });
    expect(kills).toHaveLength(times);
    expect(finished).toBe(1);
  });
});
