import { access, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Rebalanced } from "../../app/run/rebalanceMarket.ts";
import { openMarket } from "../../app/state/database.ts";
import { readPlan } from "../../territory/plan/read.ts";
import { writeTinyBuilt } from "../pageMarkets.ts";
import { cli } from "./effects.ts";
import { temporaryFolder } from "./tinyMarket.ts";

/** Without bounds: how far HiGHS comes in its seconds is a matter of the machine. */
function searched({ disruption_bound, plans, ...rest }: Rebalanced) {
  return { ...rest, plans: plans.map(({ bound_gap, ...plan }) => plan) };
}

describe("penumbra rebalance", () => {
  let root: string;
  let dir: string;
  const rebalance = async (...args: string[]): Promise<Rebalanced> => {
    const { code, stdout, stderr } = await cli(["rebalance", dir, "--steps", "1500", ...args, "--json"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    return JSON.parse(stdout);
  };

  beforeAll(async () => {
    root = (await temporaryFolder()).path;
    dir = join(root, "market");
    await writeTinyBuilt(dir);
  }, 120_000);
  afterAll(() => rm(root, { recursive: true, force: true }));

  it("proposes plans that can be read again, the same on any number of threads", async () => {
    const asked = ["--by", "cell", "--balance", "potential", "--tolerance", "25%", "--territories", "3"];
    const result = await rebalance(...asked, "--threads", "2");
    expect(result).toMatchObject({ by: "cell", territories: 3, steps: 1500, walks: 8, infeasible: null });
    expect(result.plans.map(plan => plan.id)).toContain(result.chosen);
    const chosen = result.plans.find(plan => plan.id === result.chosen)!;
    expect(chosen).toMatchObject({ within_tolerance: true, contiguous: true, broken: [] });
    expect(chosen.balance).toBeLessThanOrEqual(0.25);
    expect(chosen.bound_gap).toBeLessThanOrEqual(chosen.balance);
    const market = await openMarket(dir);
    const plan = await readPlan(dir, result.chosen, market);
    expect(new Set(plan.territory.filter(t => t >= 0)).size).toBe(3);
    const outlines = JSON.parse(
      await readFile(join(dir, ".penumbra", "plans", result.chosen, "plan.geojson"), "utf8"),
    );
    expect(outlines.features.length).toBe(3);
    expect(searched(await rebalance(...asked, "--threads", "1"))).toEqual(searched(result));
  });

  it("keeps what is locked, opens territories and says it all in Turkish", async () => {
    const locks = join(root, "locks.csv");
    await writeFile(locks, "rep_id,account_id,territory_id\nR1,,\n,A4,T2\n");
    const args = [
      "rebalance",
      dir,
      "--by",
      "cell",
      "--territories",
      "4",
      "--lock",
      locks,
      "--balance",
      "potential:40%,customers",
    ];
    const { code, stdout, stderr } = await cli([...args, "--steps", "800", "--lang", "tr"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("4 satış bölgeli planlar");
    const market = await openMarket(dir);
    const plan = await readPlan(dir, /plan-\w+(?= \*)/.exec(stdout)![0], market);
    expect(plan.territory[market.accounts.ids.indexOf("A4")]).toBe(1);
    // A cell goes with those that hold most of it: his own alone are surely locked.
    const today = await readPlan(dir, "today", market);
    const { cell, ids } = market.accounts;
    const alone = (i: number) => cell.every((c, j) => c !== cell[i] || today.territory[j] === 0);
    const his = [...cell.keys()].filter(i => cell[i]! >= 0 && ids[i] !== "A4" && alone(i));
    expect(his.length).toBeGreaterThan(5);
    expect(his.filter(i => plan.territory[i] !== 0)).toEqual([]);
  });

  it("takes nothing that is wrong in itself, and writes nothing then", async () => {
    const plans = join(dir, ".penumbra", "plans");
    await rm(plans, { recursive: true, force: true });
    const wrong = async (text: string | Buffer) => {
      const locks = join(root, `${text.length}.csv`);
      await writeFile(locks, text);
      return cli(["rebalance", dir, "--lock", locks]);
    };
    for (const [answer, message] of [
      [cli(["rebalance", dir, "--territories", "3", "--by", "area"]), "expected a whole number from 1 to 2,"],
      [cli(["rebalance", dir, "--balance", "sales"]), "expected one of workload, potential"],
      [cli(["rebalance", dir, "--balance", "potential:5%:0"]), "an importance above 0"],
      [wrong("area_id,rep_id\nB,R1\n"), "line 2: expected one of area_id, cell, account_id, rep_id"],
      [wrong("account_id\nNOBODY\n"), "NOBODY"],
      // As Excel writes it in Turkey.
      [
        wrong(Buffer.from("area_id;territory_id\r\nB;T1\r\n\xc7ankaya;T1\r\n", "latin1")),
        'line 3: expected an area of the market, got "Çankaya"',
      ],
      [wrong("account_id,territory_id\nA4,T1\nA4,T2\n"), "A4"],
      [cli(["rebalance", dir, "--lock", join(root, "none.csv")]), "there is no such file"],
    ] as const) {
      const { code, stderr, stdout } = await answer;
      expect({ code, stdout, message: stderr.includes(message) || stderr }).toEqual({
        code: 2,
        stdout: "",
        message: true,
      });
    }
    await expect(access(plans)).rejects.toThrow();
  });

  it("ends when it is cancelled", async () => {
    const stop = new AbortController();
    const running = cli(["rebalance", dir, "--steps", "900000000"], stop.signal);
    setTimeout(() => stop.abort(), 500);
    expect((await running).code).toBe(3);
  });
});
