import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { segmentPath, segmentsAnswer } from "../../app/api/segments.ts";
import { accountSegmentPath } from "../../app/results/segments/describe.ts";
import { loadSegments } from "../../app/results/segments/file.ts";
import { createServer } from "../../app/server/server.ts";
import { openBuilt } from "../../app/state/builtMarket.ts";
import { writeTinyBuilt } from "../pageMarkets.ts";
import { cli } from "./effects.ts";
import { temporaryFolder, writeTinyMarket } from "./tinyMarket.ts";

describe("customer segments of a built market", () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let dir: string;
  let ownLastYear: number;
  const json = async (...args: string[]) => {
    const { code, stdout, stderr } = await cli([...args, "--json"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    return JSON.parse(stdout);
  };
  const table = async (name: string) => {
    const file = join(folder.path, `${name}.csv`);
    await json("export", dir, name, "--to", file);
    const [head, ...rows] = (await readFile(file, "utf8")).trimEnd().split(/\r?\n/);
    return { columns: head!.split(","), rows: rows.map(row => row.split(",")) };
  };

  beforeAll(async () => {
    folder = await temporaryFolder();
    dir = join(folder.path, "pazar");
    ({ ownLastYear } = await writeTinyBuilt(dir));
  });
  afterAll(() => folder.remove());

  it("are there once the market has been built", async () => {
    const unbuilt = join(folder.path, "unbuilt");
    await writeTinyMarket(unbuilt);
    expect((await cli(["segments", unbuilt])).stderr).toContain("penumbra build");
  });

  it("add up to the market's accounts and own sales", async () => {
    const answer = segmentsAnswer.parse(await json("segments", dir));
    expect(answer.segments.reduce((n, s) => n + s.accounts, 0)).toBe(40);
    expect(answer.segments.reduce((sum, s) => sum + s.own_amount, 0)).toBeCloseTo(ownLastYear / 100, 6);
    expect(answer.segments.every(s => s.market_amount !== null && s.market_amount >= s.own_amount)).toBe(
      true,
    );
    expect(answer.segments.map(s => s.id)).toEqual(expect.arrayContaining(["lapsed", "prospects"]));
    // Two years of history: today and the four quarters before it.
    expect(answer.transitions!.dates).toHaveLength(5);
    for (const row of answer.transitions!.probability)
      expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 10);
    expect(answer.transitions!.count.flat().reduce((a, b) => a + b, 0)).toBe(4 * 40);
  });

  it("are told to people as tables, with how good they are", async () => {
    const { code, stdout } = await cli(["segments", dir]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Küçük pazar \(synthetic data: no figure is real\)/);
    expect(stdout).toMatch(/segment +accounts +own sales +of own sales +own \+ rivals/);
    expect(stdout).toMatch(/Moves within a quarter in percent, with 90% intervals; 5 dates/);
    expect(stdout).toMatch(/adjusted Rand index 0\.\d\d|adjusted Rand index 1\.00/);
    expect((await cli(["segments", "--help"])).stdout).toContain("--json");
  });

  it("are exported: segments, transitions, and the segment of each account", async () => {
    const answer = segmentsAnswer.parse(await json("segments", dir));
    const segments = await table("segments");
    expect(segments.columns.slice(0, 7)).toEqual([
      "segment",
      "name",
      "name_tr",
      "accounts",
      "own_amount",
      "own_amount_share",
      "market_amount",
    ]);
    expect(segments.rows.map(row => row[0])).toEqual(answer.segments.map(s => s.id));
    const transitions = await table("transitions");
    expect(transitions.rows).toHaveLength(answer.segments.length ** 2);
    const accounts = await table("accounts");
    const at = accounts.columns.indexOf("segment");
    for (const { id, accounts: members } of answer.segments)
      expect(accounts.rows.filter(row => row[at] === id)).toHaveLength(members);
    const file = join(folder.path, "x.geojson");
    const { code, stderr } = await cli(["export", dir, "transitions", "--to", file]);
    expect(code).toBe(2);
    expect(stderr).toContain(
      "transitions has no geometry (a row for each pair of segments; none where history is too short)",
    );
  });

  it("come over the API as the command tells them, with the path of each account beside them", async () => {
    const app = await createServer([dir]);
    const answer = await app.inject({ method: "GET", url: "/api/markets/pazar/segments" });
    await app.close();
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual(await json("segments", dir));
    const kept = await loadSegments(await openBuilt(dir));
    const path = segmentPath.parse(accountSegmentPath(kept, 3));
    expect(path.map(({ date }) => date)).toEqual(answer.json().transitions.dates);
    expect(path.every(({ segment }) => segment !== null)).toBe(true);
  });

  it("are places for levers", async () => {
    const { segments } = segmentsAnswer.parse(await json("segments", dir));
    const largest = [...segments].sort((a, b) => b.own_amount - a.own_amount)[0]!;
    await writeFile(
      join(dir, "one.yaml"),
      `name: One\nquestion: What?\nlevers: [{lever: demand, change: -50%, where: {segments: [${largest.id}]}}]\n`,
    );
    const answer = await json(
      ...["compare", dir, "baseline", join(dir, "one.yaml")],
      ...["--runs", "8", "--horizon", "26", "--threads", "1"],
    );
    expect(answer.uplift.own_amount.mean).toBeLessThan(0);
    const wrong = await cli(["simulate", dir, "--scenario", await misspelt(largest.id)]);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain(`did you mean "${largest.id}"?`);
  });

  async function misspelt(id: string): Promise<string> {
    const file = join(dir, "wrong.yaml");
    const levers = `[{lever: demand, change: -5%, where: {segments: [${id}x]}}]`;
    await writeFile(file, `name: Wrong\nquestion: What?\nlevers: ${levers}\n`);
    return file;
  }
});
