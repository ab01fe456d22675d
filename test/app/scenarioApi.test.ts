import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import {
  runQuestion,
  runResult,
  runStatus,
  scenarioCheck,
  scenarioNames,
  scenarioSummary,
  scenarioText,
} from "../../app/api/scenarios.ts";
import { problem } from "../../app/api/schema.ts";
import { createServer } from "../../app/server/server.ts";
import { aliasBomb } from "../data/yamlBombs.ts";
import { writeTinyBuilt } from "../pageMarkets.ts";

const MORE_VISITS =
  "name: More visits\nquestion: What do more visits bring?\nlevers:\n  - {lever: visits, change: +50%}\n";

describe("scenarios over HTTP", () => {
  let root: string;
  let dir: string;
  let app: Awaited<ReturnType<typeof createServer>>;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "penumbra-scenario-api-"));
    dir = join(root, "tiny");
    await writeTinyBuilt(dir);
    app = await createServer([dir], { threads: 1 });
  });
  afterAll(async () => {
    await app.close();
    await rm(root, { recursive: true, force: true });
  });

  const at = "/api/markets/tiny";
  type Method = "GET" | "POST" | "PUT" | "DELETE";
  const ask = (method: Method, url: string, payload?: object, headers: Record<string, string> = {}) =>
    app.inject({ method, url: `${at}/${url}`, headers, ...(payload && { payload }) });
  const codeOf = (answer: { json(): unknown }) => problem.parse(answer.json()).code;

  it("lists the library, which cannot be changed", async () => {
    const list = z.array(scenarioSummary).parse((await ask("GET", "scenarios")).json());
    expect(list.length).toBeGreaterThanOrEqual(5);
    for (const shipped of list) {
      expect(shipped).toMatchObject({ source: "library", read_only: true, problem: null });
      expect(shipped.question).toEqual({
        en: expect.stringMatching(/\?$/),
        tr: expect.stringMatching(/\?$/),
      });
    }
    const { id } = list[0]!;
    const { text, version } = scenarioText.parse((await ask("GET", `scenarios/${id}`)).json());
    expect(text).toContain("levers:");
    const change = await ask("PUT", `scenarios/${id}`, { text, version });
    expect([change.statusCode, codeOf(change)]).toEqual([403, "read_only"]);
    expect((await ask("DELETE", `scenarios/${id}`)).statusCode).toBe(403);
  });

  it("keeps, changes, renames and throws away the market's own", async () => {
    const made = await ask("POST", "scenarios", {
      text: MORE_VISITS.replace("More visits", "Daha çok ziyaret, Doğu"),
    });
    expect(made.statusCode).toBe(201);
    const first = scenarioText.parse(made.json());
    expect(first).toMatchObject({ id: "daha-cok-ziyaret-dogu", source: "market", read_only: false });
    const again = scenarioText.parse((await ask("POST", "scenarios", { text: first.text })).json());
    expect(again.id).toBe("daha-cok-ziyaret-dogu-2");
    const { version } = first;
    const saved = scenarioText.parse(
      (await ask("PUT", `scenarios/${first.id}`, { text: MORE_VISITS, version })).json(),
    );
    expect(await readFile(join(dir, "scenarios", `${first.id}.yaml`), "utf8")).toBe(MORE_VISITS);
    const late = await ask("PUT", `scenarios/${first.id}`, { text: "name: late", version });
    expect([late.statusCode, codeOf(late)]).toEqual([409, "changed"]);
    const renamed = await ask("POST", `scenarios/${first.id}/rename`, { to: "more-visits-east" });
    expect(scenarioText.parse(renamed.json())).toEqual({ ...saved, id: "more-visits-east" });
    const taken = await ask("POST", `scenarios/${again.id}/rename`, { to: "more-visits-east" });
    expect([taken.statusCode, codeOf(taken)]).toEqual([409, "name_taken"]);
    const list = z.array(scenarioSummary).parse((await ask("GET", "scenarios")).json());
    expect(list[1]).toMatchObject({
      id: "more-visits-east",
      name: "More visits",
      question: "What do more visits bring?",
    });
    for (const id of ["more-visits-east", again.id])
      expect((await ask("DELETE", `scenarios/${id}`)).statusCode).toBe(204);
    expect(await readdir(join(dir, "scenarios"))).toEqual([]);
  });

  it.each(["../escape", "Ünlü", "a/b", ".hidden", "baseline", "", "a".repeat(61), "CON:", "a--b"])(
    "refuses the name %j",
    async to => {
      const { id } = scenarioText.parse((await ask("POST", "scenarios", { text: MORE_VISITS })).json());
      const answer = await ask("POST", `scenarios/${id}/rename`, { to });
      expect(answer.statusCode).toBeGreaterThanOrEqual(400);
      expect(["bad_name", "name_taken"]).toContain(codeOf(answer));
      expect((await ask("DELETE", `scenarios/${id}`)).statusCode).toBe(204);
      expect(await readdir(join(dir, "scenarios"))).toEqual([]);
    },
  );

  it.each(["..%2fmarket", "..%2f..%2fmarket", "%2e%2e%2fmarket", "market.yaml", "none"])(
    "finds nothing at scenarios/%s",
    async id => {
      for (const method of ["GET", "DELETE"] as const)
        expect((await ask(method, `scenarios/${id}`)).statusCode).toBe(404);
    },
  );

  it("follows no link out of the market folder", async () => {
    await mkdir(join(dir, "scenarios"), { recursive: true });
    await writeFile(join(root, "secret.yaml"), "name: secret\nlevers: []\n");
    await symlink(join(root, "secret.yaml"), join(dir, "scenarios", "link.yaml"));
    const answer = await ask("GET", "scenarios/link");
    expect([answer.statusCode, codeOf(answer)]).toEqual([400, "scenario_outside"]);
    await mkdir(join(dir, "scenarios", "folder.yaml"));
    const list = z.array(scenarioSummary).parse((await ask("GET", "scenarios")).json());
    expect(list.find(({ id }) => id === "link")?.problem).toContain("link");
    expect(list.map(({ id }) => id)).not.toContain("folder");
    expect(list.length).toBeGreaterThan(5);
    await rm(join(dir, "scenarios"), { recursive: true });
  });

  it("never writes what would hurt its readers, and keeps what is not done yet", async () => {
    const { id, version } = scenarioText.parse(
      (await ask("POST", "scenarios", { text: "name: Not done\nlevers: 3\n" })).json(),
    );
    for (const [text, code] of [
      [`name: bomb\nnotes:\n${aliasBomb(40).replace(/^/gm, "  ")}`, "yaml_limit"],
      ["name: x\nlevers: &a [*a]\n", "scenario_syntax"],
      [`name: x\nlevers: ${"[".repeat(20_000)}`, "yaml_limit"],
      ['name: "x\n', "scenario_syntax"],
    ] as const) {
      const answers = [
        await ask("POST", "scenarios", { text }),
        await ask("PUT", `scenarios/${id}`, { text, version }),
        await ask("POST", "runs", { b: { text, id: "draft" }, runs: 16 }),
      ];
      for (const answer of answers) expect([answer.statusCode, codeOf(answer)]).toEqual([400, code]);
      const check = scenarioCheck.parse((await ask("POST", "scenarios/check", { text })).json());
      expect(check.faults).toHaveLength(1);
    }
    expect(await readdir(join(dir, "scenarios"))).toEqual(["not-done.yaml"]);
    const [kept] = z.array(scenarioSummary).parse((await ask("GET", "scenarios")).json());
    expect(kept).toMatchObject({ id, name: "Not done" });
    expect(kept!.problem).toContain("levers: expected a list of levers");
    await rm(join(dir, "scenarios"), { recursive: true });
  });

  it("lists a folder of bad files: each has its problem, none hides another", async () => {
    const folder = join(dir, "scenarios");
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "good.yaml"), MORE_VISITS);
    await writeFile(join(folder, "bomb.yaml"), aliasBomb(40));
    await writeFile(join(folder, "cycle.yaml"), "levers: &a [*a]\n");
    await writeFile(join(folder, "latin.yaml"), Buffer.from("name: Çarşı\n", "latin1"));
    await writeFile(join(folder, "huge.yaml"), "");
    await truncate(join(folder, "huge.yaml"), 2 ** 40);
    await symlink("/dev/zero", join(folder, "zero.yaml"));
    execFileSync("mkfifo", [join(folder, "pipe.yaml")]);
    const list = z.array(scenarioSummary).parse((await ask("GET", "scenarios")).json());
    const own = list.filter(({ source }) => source === "market").map(s => [s.id, s.problem?.split(";")[0]]);
    expect(own).toEqual([
      ["bomb", expect.stringContaining("expected at most 50,000 values")],
      ["cycle", expect.stringContaining("*a stands inside of &a")],
      ["good", undefined],
      ["huge", expect.stringContaining("is longer than 262,144 bytes")],
      ["latin", expect.stringContaining("is not UTF-8 text")],
    ]);
    expect(list.length).toBeGreaterThan(own.length + 5);
    for (const id of ["bomb", "cycle", "huge", "latin", "zero", "pipe"]) {
      const answer = await ask("POST", "runs", { b: { scenario: id }, runs: 16 });
      expect([400, 404], id).toContain(answer.statusCode);
    }
    expect((await ask("GET", "scenarios/huge")).statusCode).toBe(400);
    await rm(folder, { recursive: true });
  });

  it("takes changes from its own page and from programs alone", async () => {
    const foreign = await ask("POST", "scenarios", { text: MORE_VISITS }, { origin: "https://evil.example" });
    expect([foreign.statusCode, codeOf(foreign)]).toEqual([403, "foreign_origin"]);
    const own = await ask("POST", "scenarios/check", { text: MORE_VISITS }, { origin: "http://localhost" });
    expect(own.statusCode).toBe(200);
    const plain = await app.inject({
      method: "POST",
      url: `${at}/scenarios`,
      headers: { "content-type": "text/plain" },
      payload: JSON.stringify({ text: MORE_VISITS }),
    });
    expect(plain.statusCode).toBe(415);
  });

  it("marks what is wrong with a text: its form, and the names that this market does not have", async () => {
    const check = async (text: string) =>
      scenarioCheck.parse((await ask("POST", "scenarios/check", { text })).json());
    expect(await check(MORE_VISITS)).toMatchObject({ ok: true, faults: [], levers: 1, horizon: 52 });
    const misspelt = await check("name: x\nlevers:\n  - {lever: vists, change: +5%}\n");
    expect(misspelt.ok).toBe(false);
    expect(misspelt.faults[0]).toMatchObject({
      line: 3,
      column: 13,
      end_line: 3,
      end_column: 18,
      nearest: "visits",
    });
    const value = await check("name: x\nlevers:\n  - lever: visits\n    change: lots\n");
    expect(value.faults[0]).toMatchObject({ line: 4, column: 13, end_line: 4, end_column: 17 });
    expect(value.faults[0]!.expected).toContain("+25%");
    const place = await check(
      "name: x\nlevers:\n  - {lever: visits, change: +5%, where: {territories: [T1, T22]}}\n",
    );
    expect(place.faults[0]).toMatchObject({ line: 3, column: 60, end_column: 63 });
    expect(place.faults[0]!.message).toMatch(/^lever 1 \(visits\): where\.territories: .*"T22"/);
    const syntax = await check("name: x\nlevers: [\n");
    expect(syntax.faults[0]!.message).toContain("not readable as YAML");
    expect((await check("")).faults[0]).toMatchObject({ line: 1, column: 1 });
    const path = await check("name: x\nextends: ../../other.yaml\nlevers: []\n");
    expect(path.faults[0]).toMatchObject({ line: 2 });
  });

  it("knows what a scenario may name, and the form of its file", async () => {
    const names = scenarioNames.parse((await ask("GET", "scenario-names")).json());
    expect(names.territories.map(({ id }) => id)).toEqual(["T1", "T2"]);
    expect(names.rivals).not.toContain("Kervan");
    const schema = (await app.inject("/api/scenario.schema.json")).json();
    expect(schema.properties.levers.items.oneOf.length).toBeGreaterThanOrEqual(9);
  });

  it("gives a run's own text, whatever has become of its file since", async () => {
    const base = "name: Base\nlevers:\n  - {lever: demand, change: -1%}\n";
    const text = "name: A run\nquestion: What then?\nextends: base\nlevers: []\n";
    const [{ id: parent }, { id: file }] = await Promise.all(
      [base, text].map(async yaml =>
        scenarioText.parse((await ask("POST", "scenarios", { text: yaml })).json()),
      ),
    );
    const started = await ask("POST", "runs", { b: { scenario: file }, runs: 16, horizon: 2 });
    const { id } = runStatus.parse(started.json());
    const asked = {
      id,
      a: { id: "baseline", texts: [] },
      b: { id: file, name: "A run", question: "What then?", texts: [{ text: base }, { text }] },
    };
    const question = async (server = app) =>
      runQuestion.parse((await server.inject(`${at}/runs/${id}/question`)).json());
    // While it runs, when it has ended, and from a server that has not run it.
    expect(await question()).toMatchObject(asked);
    for (const name of [file, parent])
      expect((await ask("DELETE", `scenarios/${name}`)).statusCode).toBe(204);
    await ask("GET", `runs/${id}/events`);
    expect(await question()).toMatchObject(asked);
    const result = runResult.parse((await ask("GET", `runs/${id}/result`)).json());
    expect(result).toMatchObject({ a: asked.a, b: asked.b });
    const other = await createServer([dir], { threads: 1 });
    try {
      expect(await question(other)).toMatchObject(asked);
      const none = await other.inject(`${at}/runs/compare-000000000000/question`);
      expect([none.statusCode, codeOf(none)]).toEqual([404, "not_found"]);
    } finally {
      await other.close();
    }
  });

  it("runs two scenarios to the end, tells how far it is, and gives the same answer to the same question", async () => {
    const question = { b: { text: MORE_VISITS, id: "draft" }, runs: 32, horizon: 8, seed: 2 ** 32 + 5 };
    const started = await ask("POST", "runs", question);
    expect(started.statusCode).toBe(202);
    const { id } = runStatus.parse(started.json());
    const events = await ask("GET", `runs/${id}/events`);
    expect(events.headers["content-type"]).toContain("text/event-stream");
    const statuses = events.payload
      .trim()
      .split("\n\n")
      .map(event => runStatus.parse(JSON.parse(event.replace(/^data: /, ""))));
    expect(statuses.at(-1)).toMatchObject({ state: "done", done: 64, total: 64, problem: null });
    const answer = await ask("GET", `runs/${id}/result`);
    const result = runResult.parse(answer.json());
    expect(result).toMatchObject({
      id,
      runs: 32,
      horizon: 8,
      seed: 2 ** 32 + 5,
      a: { id: "baseline" },
      b: { name: "More visits" },
    });
    expect(result.uplift.visits!.relative).toBeCloseTo(0.5, 1);
    expect(result.by_period).toHaveLength(8);
    expect(Object.keys(result.by_territory).sort()).toEqual(["T1", "T2"]);
    const again = runStatus.parse((await ask("POST", "runs", question)).json());
    expect(again).toMatchObject({ id, state: "done" });
    const other = runStatus.parse((await ask("POST", "runs", { ...question, seed: 5 })).json());
    expect(other.id).not.toBe(id);
    await ask("GET", `runs/${other.id}/events`);
  });

  it("keeps an answer as compare keeps it: another server has it without a run", async () => {
    const question = { b: { text: MORE_VISITS, id: "draft" }, runs: 16, horizon: 4 };
    const { id } = runStatus.parse((await ask("POST", "runs", question)).json());
    await ask("GET", `runs/${id}/events`);
    const answer = (await ask("GET", `runs/${id}/result`)).json();
    expect(await readdir(join(dir, ".penumbra", "runs", id))).toContain("uplift.parquet");
    const other = await createServer([dir], { threads: 1 });
    try {
      const again = await other.inject({ method: "POST", url: `${at}/runs`, payload: question });
      expect(again.json()).toMatchObject({ id, state: "done", done: 32 });
      expect((await other.inject(`${at}/runs/${id}`)).json()).toMatchObject({ state: "done" });
      expect((await other.inject(`${at}/runs/${id}/result`)).json()).toEqual(answer);
      const events = await other.inject(`${at}/runs/${id}/events`);
      expect(events.headers["content-type"]).toContain("text/event-stream");
      const cancelled = await other.inject({ method: "POST", url: `${at}/runs/${id}/cancel` });
      expect(events.payload).toBe(`data: ${cancelled.payload}\n\n`);
      expect(runStatus.parse(cancelled.json())).toMatchObject({ id, state: "done", done: 32 });
      for (const rest of ["", "/events", "/result"]) {
        const none = await other.inject(`${at}/runs/compare-000000000000${rest}`);
        expect([rest, none.statusCode, codeOf(none)]).toEqual([rest, 404, "not_found"]);
      }
      expect((await other.inject(`${at}/runs/..%2f..%2fx/result`)).statusCode).toBe(404);
    } finally {
      await other.close();
    }
    const kept = join(dir, ".penumbra", "runs", id, "result.json");
    const text = await readFile(kept, "utf8");
    await writeFile(kept, text.replace(/"mean":(-?)\d/, '"mean":$19'));
    const afterDamage = await createServer([dir], { threads: 1 });
    try {
      const refused = await afterDamage.inject(`${at}/runs/${id}/result`);
      expect([refused.statusCode, codeOf(refused)]).toEqual([503, "run_damaged"]);
      expect(refused.json().message).toContain("result.json is damaged: expected ");
      await afterDamage.inject({ method: "POST", url: `${at}/runs`, payload: question });
      await afterDamage.inject(`${at}/runs/${id}/events`);
      expect(await readFile(kept, "utf8")).toBe(text);
      expect((await afterDamage.inject(`${at}/runs/${id}/result`)).json()).toEqual(answer);
    } finally {
      await afterDamage.close();
    }
  });

  it("says zero, exactly, of a scenario that changes nothing", async () => {
    const question = { b: { text: "name: nothing\nlevers: []\n", id: "nothing" }, runs: 16, horizon: 4 };
    const { id } = runStatus.parse((await ask("POST", "runs", question)).json());
    await ask("GET", `runs/${id}/events`);
    const { uplift } = runResult.parse((await ask("GET", `runs/${id}/result`)).json());
    for (const metric of Object.values(uplift))
      expect(metric).toMatchObject({
        mean: 0,
        p05: 0,
        p95: 0,
        p_positive: 0,
        measurable: false,
        runs_needed: null,
      });
  });

  it("cancels a run, which then has no result", async () => {
    const question = { b: { text: MORE_VISITS, id: "draft" }, runs: 50_000 };
    const { id } = runStatus.parse((await ask("POST", "runs", question)).json());
    expect((await ask("GET", `runs/${id}/result`)).statusCode).toBe(404);
    const stopped = ask("GET", `runs/${id}/events`);
    expect((await ask("POST", `runs/${id}/cancel`)).statusCode).toBe(200);
    await stopped;
    const status = runStatus.parse((await ask("GET", `runs/${id}`)).json());
    expect(status.state).toBe("cancelled");
    expect((await ask("GET", `runs/${id}/result`)).statusCode).toBe(404);
  });

  it.each([
    [{ b: { scenario: "none" }, runs: 16 }, 404, "scenario_missing"],
    [{ b: { scenario: "baseline" }, runs: 3 }, 400, "bad_request"],
    [{ b: { text: "name: x\nlevers: 3", id: "x" }, runs: 16 }, 400, "scenario_invalid"],
    [{ b: { scenario: "/etc/passwd" }, runs: 16 }, 404, "scenario_missing"],
    [{ b: { scenario: "baseline" }, runs: 16, horizon: 500 }, 400, "horizon"],
  ])("refuses to run %j", async (question, status, code) => {
    const answer = await ask("POST", "runs", question);
    expect([answer.statusCode, codeOf(answer)]).toEqual([status, code]);
  });
});
