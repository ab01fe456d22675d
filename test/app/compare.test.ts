import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answer } from "../../app/cli/compare.ts";
import { voiceIn } from "../../app/cli/words/voice.ts";
import type { CompareResult } from "../../app/run/compareMarket.ts";
import type { AgainstLastYear } from "../../scenarios/compare/againstLastYear.ts";
import { writeTinyBuilt } from "../pageMarkets.ts";
import { cli } from "./effects.ts";

/** A small market with a scenario of its own, through `compare` and `simulate --scenario`. */
describe("a question and its answer on the command line", () => {
  let root: string;
  let dir: string;
  const json = async (...args: string[]) => {
    const { code, stdout, stderr } = await cli([...args, "--json"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    return JSON.parse(stdout);
  };
  const few = ["--runs", "32", "--horizon", "12", "--seed", "5"];

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "penumbra-compare-"));
    dir = join(root, "pazar");
    await writeTinyBuilt(dir);
    await mkdir(join(dir, "scenarios"));
    const write = (name: string, yaml: string) => writeFile(join(dir, "scenarios", name), yaml);
    await write("nothing.yaml", "name: Nothing\nlevers: []\n");
    await write(
      "cheaper.yaml",
      "name: Cheaper in the west\nquestion: What if?\nlevers:\n  - {lever: price, change: -10%, where: {territories: T1}}\n",
    );
    await write("bad.yaml", "name: Bad\nlevers:\n  - {lever: price, change: cheap}\n");
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  it("answers to the same bits on any number of threads, and keeps the answer", async () => {
    const one = await json("compare", dir, "baseline", "cheaper", ...few, "--threads", "1");
    expect(await json("compare", dir, "baseline", "cheaper", ...few, "--threads", "2")).toEqual(one);
    expect(one).toMatchObject({
      runs: 32,
      horizon: 12,
      seed: 5,
      engine: "js",
      b: { name: "Cheaper in the west" },
    });
    const { mean, p05, p50, p95, p_positive, relative, a } = one.uplift.own_amount;
    expect(p05).toBeLessThanOrEqual(p50);
    expect(p50).toBeLessThanOrEqual(p95);
    expect(relative).toBeCloseTo(mean / a, 12);
    expect(p_positive).toBeGreaterThan(0.9);
    expect(Object.keys(one.by_territory)).toEqual(["T1", "T2"]);
    expect(one.by_period).toHaveLength(12);
    const folder = join(dir, ".penumbra", "runs", one.id);
    expect((await readdir(folder)).sort()).toEqual([
      "by_period.parquet",
      "by_territory.parquet",
      "by_type.parquet",
      "courses.parquet",
      "exceedance.parquet",
      "manifest.json",
      "result.json",
      "run.json",
      "uplift.parquet",
    ]);
    const kept = JSON.parse(await readFile(join(folder, "run.json"), "utf8"));
    expect(kept.b.texts).toEqual([
      { file: "cheaper.yaml", text: expect.stringContaining("Cheaper in the west") },
    ]);
    expect(kept.result_hash).toEqual(one.result_hash);
  });

  it("holds both courses against the year behind, and says whose figures each metric tells", async () => {
    const result = await json("compare", dir, "baseline", "cheaper", ...few);
    expect(result.scopes).toMatchObject({ own_amount: "all", visits: "known", discovered_accounts: "dark" });
    const a: readonly AgainstLastYear[] = result.against_last_year.a;
    expect(new Set(a.map(({ id }) => id))).toEqual(new Set([null, "T1", "T2"]));
    const own = a.find(({ metric, id }) => metric === "own_amount" && id === null)!;
    expect(own.course).toBe(result.uplift.own_amount.a);
    expect(own).toMatchObject({ ratio: own.course / own.last_year, verdict: "alike" });
    const text = (await cli(["compare", dir, "baseline", "cheaper", ...few])).stdout;
    expect(text).toContain("own sales, known and dark accounts");
    expect(text).toContain("A against last year");
    expect(text).toContain(
      "Given, the same in every run and not measured in this market:\n  price elasticity",
    );
    expect(text).toContain("runs > 0");
    expect(text).not.toContain("P(> 0)");
    const course = await json("simulate", dir, ...few);
    expect(course.against_last_year.map(({ metric }: AgainstLastYear) => metric)).toContain("own_share");
  });

  it("says what a scenario would do before it runs, and refuses one that would do nothing", async () => {
    const write = (name: string, yaml: string) => writeFile(join(dir, "scenarios", name), yaml);
    await write("still.yaml", "name: Still\nlevers:\n  - {lever: demand, change: 0%}\n");
    const remark = "the lever demand changes nothing: its size is zero";
    expect(await json("check", dir, "--scenario", "still")).toMatchObject({
      ok: true,
      levers: 1,
      remarks: [{ key: "reach.size_zero" }],
    });
    expect((await cli(["check", dir, "--scenario", "cheaper"])).stdout).toContain(
      "Cheaper in the west can be run: 1 lever over 52 weeks",
    );
    const run = await cli(["compare", dir, "baseline", "still", ...few]);
    expect(run.stderr.startsWith(`${remark}\n`)).toBe(true);
    const bad = await cli(["check", dir, "--scenario", "bad"]);
    expect(bad).toMatchObject({ code: 2, stdout: "" });
    expect(bad.stderr).toContain("expected a change such as +25%");
  });

  it("finds no effect where nothing is changed", async () => {
    const { uplift, result_hash } = await json("compare", dir, "baseline", "nothing", ...few);
    for (const figure of Object.values<{ mean: number; p05: number; p95: number }>(uplift))
      expect(figure).toMatchObject({ mean: 0, p05: 0, p95: 0, p_positive: 0 });
    expect(result_hash.a).toBe(result_hash.b);
    const { stdout } = await cli(["compare", dir, "baseline", "nothing", ...few]);
    expect(stdout).toContain("No effect on own sales: both courses are the same in every run.");
  });

  it("tells a strategist the question, the answer, the figures and what they rest on", async () => {
    const { stdout } = await cli(["compare", dir, "baseline", "cheaper", ...few]);
    for (const part of [
      "A: Today's course\nB: Cheaper in the west\n\nWhat if?\nB brings ₺",
      "12 weeks from 2024-12-30, 32 paired runs, seed 5",
      "Own sales by territory",
      "Own sales by type",
      "no return: market.yaml gives no economics.margin",
      "price elasticity −2.62",
      "synthetic data: no figure is real",
    ])
      expect(stdout).toContain(part);
  });

  it("stops at the precision asked for", async () => {
    const { runs, precision } = await json(
      "compare",
      dir,
      "baseline",
      "cheaper",
      "--precision",
      "20%",
      "--runs",
      "640",
      "--horizon",
      "12",
    );
    expect(precision.reached).toBeLessThanOrEqual(0.2);
    expect(runs).toBeLessThan(640);
  });

  it("simulates a scenario; without levers it has the result of today's course", async () => {
    const today = await json("simulate", dir, ...few);
    const nothing = await json("simulate", dir, "--scenario", "nothing", ...few);
    expect(nothing.result_hash).toBe(today.result_hash);
    expect(nothing.scenario.name).toBe("Nothing");
    expect(today.scenario).toBeNull();
    const cheaper = await json("simulate", dir, "--scenario", join(dir, "scenarios", "cheaper.yaml"), ...few);
    expect(cheaper.result_hash).not.toBe(today.result_hash);
    const compared = await json("compare", dir, "baseline", "cheaper", ...few);
    expect(cheaper.metrics.own_amount.mean - today.metrics.own_amount.mean).toBeCloseTo(
      compared.uplift.own_amount.mean,
      6,
    );
    expect((await cli(["simulate", dir, "--scenario", "cheaper", ...few])).stdout).toContain(
      "Cheaper in the west, 12 weeks",
    );
  });

  it("refuses a bad file with exit code 2 and its place", async () => {
    const { code, stdout, stderr } = await cli(["compare", dir, "baseline", "bad", "--json"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(
      "bad.yaml line 3, column 28: lever 1 (price): change: expected a change such as +25%",
    );
    const missing = await cli(["compare", dir, "baseline", "cheapr"]);
    expect(missing).toMatchObject({ code: 2, stderr: expect.stringContaining('did you mean "cheaper"?') });
    const far = await cli(["compare", dir, "baseline", "cheaper", "--horizon", "500"]);
    expect(far).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("horizon: expected 1 to 104 periods"),
    });
    const precise = await cli(["compare", dir, "baseline", "cheaper", "--precision", "2"]);
    expect(precise).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("--precision 2: expected a share"),
    });
  });

  it("stops on Ctrl-C with exit code 3 and keeps nothing", async () => {
    const before = await readdir(join(dir, ".penumbra", "runs"));
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 300);
    const args = ["compare", dir, "baseline", "cheaper", "--runs", "100000", "--threads", "1", "--json"];
    expect(await cli(args, controller.signal)).toMatchObject({ code: 3, stdout: "" });
    expect(await readdir(join(dir, ".penumbra", "runs"))).toEqual(before);
  });

  it("says how many runs an effect that is not measurable would need", () => {
    const own = {
      mean: 1000,
      se: 900,
      margin_of_error: 1500,
      p05: -2000,
      p50: 900,
      p95: 4000,
      p_positive: 0.6,
      relative: 0.001,
      a: 1e6,
      b: 1e6,
      measurable: false,
      runs_needed: 96,
    };
    const result = { uplift: { own_amount: own }, economics: { net: null }, currency: "TRY", runs: 32 };
    expect(answer(result as unknown as CompareResult, voiceIn("en"))).toBe(
      "No measurable effect on own sales at 32 runs: +₺1.00 k on average, give or take ₺1.50 k; about 96 runs would be needed to see an effect of the size observed.",
    );
    // The draws alone leave more doubt than the effect is large.
    const never = { ...result, draws: 256, uplift: { own_amount: { ...own, runs_needed: null } } };
    expect(answer(never as unknown as CompareResult, voiceIn("en"))).toContain(
      "no number of runs would tell an effect of that size, because they share the twin's 256 draws",
    );
  });
});
