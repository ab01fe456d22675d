import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type PlanMove, planMeasured, planSummary, planUnits } from "../../app/api/plans.ts";
import { problem } from "../../app/api/schema.ts";
import { createServer } from "../../app/server/server.ts";
import { writeTinyBuilt } from "../pageMarkets.ts";

describe("plans over HTTP", () => {
  let root: string;
  let dir: string;
  let app: Awaited<ReturnType<typeof createServer>>;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "penumbra-plan-api-"));
    dir = join(root, "tiny");
    await writeTinyBuilt(dir);
    app = await createServer([dir], { threads: 1 });
  });
  afterAll(async () => {
    await app.close();
    await rm(root, { recursive: true, force: true });
  });

  const ask = (method: "GET" | "POST", url: string, payload?: object) =>
    app.inject({ method, url: `/api/markets/tiny/${url}`, ...(payload && { payload }) });
  const measure = async (moves: readonly PlanMove[], by = "account") =>
    planMeasured.parse((await ask("POST", "plans/today/measure", { moves, by })).json());
  const move = (to: string, by: PlanMove["by"], ...units: string[]): PlanMove => ({ to, by, units });

  it("tells today's plan unit by unit and in figures", async () => {
    expect(z.array(planSummary).parse((await ask("GET", "plans")).json())).toEqual([
      { id: "today", source: "today", version: null, problem: null },
    ]);
    for (const by of ["area", "cell", "account"]) {
      const units = planUnits.parse((await ask("GET", `plan-units?by=${by}`)).json());
      const { territory } = await measure([], by);
      expect([units.names.length, units.lat.length, territory.length]).toEqual(
        Array(3).fill(units.ids.length),
      );
    }
    const { territories, figures } = await measure([]);
    expect(territories.map(t => [t.name, t.rep_id])).toEqual([
      ["Batı", "R1"],
      ["Doğu", "R2"],
    ]);
    expect(figures.customers!.territories).toEqual([20, 20]);
    expect([figures.moved_accounts!.plan, figures.moved_share!.plan]).toEqual([0, 0]);
  });

  it("moves units, the last move first, and loses nobody", async () => {
    const { ids } = planUnits.parse((await ask("GET", "plan-units?by=account")).json());
    const before = await measure([]);
    const { territory, territories, figures } = await measure([
      move("T2", "account", "A2", "A4"),
      move("T1", "account", "A4"),
    ]);
    const owner = (id: string) => territories[territory[ids.indexOf(id)]!]!.id;
    expect(["A2", "A4", "A6", "A3"].map(owner)).toEqual(["T2", "T1", "T1", "T2"]);
    expect(figures.customers!.territories).toEqual([19, 21]);
    for (const name of ["amount", "workload"])
      expect(figures[name]!.plan).toBeCloseTo(before.figures[name]!.plan!, 6);
    expect(figures.moved_accounts!.plan).toBe(1);
    const [gained, had] = [figures, before.figures].map(of => of.amount!.territories[1]!);
    expect(figures.moved_amount!.plan).toBeCloseTo(gained! - had!, 6);
  });

  it("moves a cell with all that are in it", async () => {
    const cells = planUnits.parse((await ask("GET", "plan-units?by=cell")).json());
    const { territory } = await measure([], "cell");
    const [west] = cells.ids.filter((_, c) => territory[c] === 0);
    const moved = await measure([move("T2", "cell", west!)], "cell");
    expect(moved.territory[cells.ids.indexOf(west!)]).toBe(1);
    expect(moved.figures.moved_accounts!.plan).toBeGreaterThan(0);
  });

  it("saves under a name, and tells the second of two who save", async () => {
    const save = (asked: object) => ask("POST", "plans", { plan: "today", expected: null, ...asked });
    const made = await save({ name: "doğu", moves: [move("T2", "account", "A2")] });
    expect(made.statusCode).toBe(201);
    const { version } = planSummary.parse(made.json());
    const list = z.array(planSummary).parse((await ask("GET", "plans")).json());
    expect(list.slice(1)).toEqual([{ id: "doğu", source: "saved", version, problem: null }]);
    const mine = { name: "doğu", plan: "doğu", expected: version };
    expect((await save({ ...mine, moves: [move("T2", "account", "A4")] })).statusCode).toBe(201);
    const late = await save({ ...mine, moves: [move("T2", "account", "A6")] });
    expect([late.statusCode, problem.parse(late.json()).code]).toEqual([409, "plan_changed"]);
    const again = await save({ name: "doğu", moves: [move("T2", "account", "A6")] });
    expect([again.statusCode, problem.parse(again.json()).code]).toEqual([409, "name_taken"]);
    const kept = planMeasured.parse((await ask("POST", "plans/doğu/measure", { moves: [] })).json());
    expect(kept.figures.customers!.territories).toEqual([18, 22]);
  });

  it.each([
    ["an unknown territory", "plans/today/measure", [move("T9", "account", "A1")], 400, "plan_territory"],
    ["an unknown account", "plans/today/measure", [move("T1", "account", "nobody")], 400, "plan_place"],
    ["an unknown area", "plans/today/measure", [move("T1", "area", "../..")], 400, "plan_place"],
    ["a cell that is none", "plans/today/measure", [move("T1", "cell", "Ankara")], 400, "plan_place"],
    ["a move of nothing", "plans/today/measure", [move("T1", "cell")], 400, "bad_request"],
    ["an unknown plan", "plans/none/measure", [], 404, "plan_missing"],
    ["a path for a plan", "plans/..%2f..%2fterritories.csv/measure", [], 404, "plan_missing"],
  ])("refuses %s", async (_, url, moves, status, code) => {
    const answer = await ask("POST", url, { moves });
    expect([answer.statusCode, problem.parse(answer.json()).code]).toEqual([status, code]);
    expect((await readdir(join(dir, "plans"))).sort()).toEqual(["doğu.csv", "doğu.geojson"]);
  });
});
