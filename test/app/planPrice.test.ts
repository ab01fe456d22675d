import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pricePlans } from "../../app/run/pricePlans.ts";
import { PLAN_PARTS } from "../../scenarios/effects/planChange.ts";
import { writeTinyBuilt } from "../pageMarkets.ts";
import { asIs, cli } from "./effects.ts";
import { englishIn } from "./englishIn.ts";
import { temporaryFolder } from "./tinyMarket.ts";

/** A small built market with a few plans, through `plan price`. */
describe("the price of plans on the command line", () => {
  let root: Awaited<ReturnType<typeof temporaryFolder>>;
  let dir: string;
  const few = ["--runs", "16", "--horizon", "4", "--seed", "5"];
  const east = ["territory_id,account_id", ...[1, 3, 5, 7, 9, 11].map(i => `T1,A${i}`)].join("\n");

  beforeAll(async () => {
    root = await temporaryFolder();
    dir = join(root.path, "pazar");
    await writeTinyBuilt(dir);
    const write = (name: string, text: string) => writeFile(join(dir, name), `${text}\n`);
    await write("east.csv", east);
    await write("same.csv", "territory_id,account_id\nT2,A1");
    for (const n of [1, 2, 3, 4]) await write(`p${n}.csv`, `territory_id,account_id\nT1,A${2 * n + 1}`);
    await write("nobody.csv", "territory_id,account_id\nT1,A999");
  });
  afterAll(() => root.remove());

  it("answers to the same bits on any number of threads, in parts that add up", async () => {
    const json = async (threads: string) => {
      const { code, stdout, stderr } = await cli([
        ...["plan", dir, "price", "east.csv", ...few, "--threads", threads, "--json"],
      ]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      return JSON.parse(stdout);
    };
    const one = await json("1");
    expect(await json("2")).toEqual(one);
    expect(one).toMatchObject({ chosen: "east.csv", runs: 16, horizon: 4, seed: 5 });
    const [plan] = one.plans;
    expect(plan).toMatchObject({ moved: 6, change_rep: 6, same: false });
    expect(one.uplift).toEqual(plan.played.uplift);
    const sum = PLAN_PARTS.reduce((all, part) => all + plan.parts[part].mean, 0);
    expect(sum).toBeCloseTo(one.uplift.own_amount.mean, 6);
    expect(plan.parts.relations.mean).toBeLessThan(0);
    // What compare says of the same plan is the same run.
    await writeFile(join(dir, "lever.yaml"), "name: x\nlevers: [{lever: territories, plan: east.csv}]\n");
    const compared = await cli(["compare", dir, "baseline", join(dir, "lever.yaml"), ...few, "--json"]);
    expect(JSON.parse(compared.stdout).uplift).toEqual(one.uplift);
  });

  it("says before the run that a plan changes nothing, and that it has no effect after it", async () => {
    const { code, stdout, stderr } = await cli(["plan", dir, "price", "same.csv", ...few]);
    expect(code).toBe(0);
    expect(stderr).toContain("it changes nothing");
    expect(stdout).toContain("No effect on own sales: both courses are the same in every run.");
  });

  it("screens many plans and plays the chosen one and three more", async () => {
    const plans = ["same.csv", "p1.csv", "p2.csv", "east.csv", "p3.csv", "p4.csv"];
    const { stdout } = await asIs(["plan", dir, "price", ...plans, ...few, "--threads", "1"]);
    const rows = stdout.split("\n").filter(line => /^ {2}(same|east|p\d)\.csv /.test(line));
    expect(rows).toHaveLength(plans.length);
    expect(rows.filter(row => row.includes("oynatılmadı"))).toHaveLength(2);
    expect(englishIn(stdout, [root.path])).toEqual([]);
  });

  it("refuses what there is not, and can be ended", async () => {
    const missing = await cli(["plan", dir, "price", "west", ...few]);
    expect(missing).toMatchObject({ code: 2, stderr: expect.stringContaining('got "west"') });
    const unknown = await cli(["plan", dir, "price", "east.csv", "nobody.csv", ...few]);
    expect(unknown).toMatchObject({ code: 2, stderr: expect.stringContaining("A999") });
    const outside = await cli(["plan", dir, "price", "../east.csv", ...few]);
    expect(outside).toMatchObject({ code: 2, stderr: expect.stringContaining("inside the market folder") });
    const long = await cli(["plan", dir, "price", "east.csv", "--horizon", "500"]);
    expect(long).toMatchObject({ code: 2, stderr: expect.stringContaining("horizon") });
    const ended = new AbortController();
    const options = { runs: 16, threads: 1, horizon: 4, signal: ended.signal };
    const stop = () => ended.abort();
    await expect(pricePlans(dir, ["east.csv"], { ...options, onProgress: stop })).rejects.toThrow(
      expect.objectContaining({ name: "CancelledError" }),
    );
  });
});
