import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { report } from "../../app/cli/outcome.ts";
import { voiceIn } from "../../app/cli/words/voice.ts";
import { EXIT } from "../../app/effects/effects.ts";
import { CancelledError, EnvironmentError, InputError } from "../../core/errors.ts";
import type { Language } from "../../core/figures.ts";
import { cli } from "./effects.ts";

const COMMANDS = [
  "init",
  "check",
  "build",
  "clean",
  "simulate",
  "compare",
  "backtest",
  "export",
  "heat",
  "plan",
  "routes",
  "rebalance",
  "segments",
  "serve",
  "bench",
];

describe("help", () => {
  it("lists the commands that are built, and no other", async () => {
    const { code, stdout } = await cli(["--help"]);
    expect(code).toBe(0);
    const listed = [...stdout.matchAll(/^ {2}([a-z]+) /gm)].map(match => match[1]);
    expect(listed.filter(name => name !== "help")).toEqual(COMMANDS);
  });

  it.each(COMMANDS)("of %s shows an example", async command => {
    const { code, stdout } = await cli([command, "--help"]);
    expect(code).toBe(0);
    expect(stdout).toContain(`$ penumbra ${command} `);
  });
});

describe("wrong words", () => {
  it.each([
    [["biuld", "x"], "build"],
    [["build", "x", "--jsno"], "--json"],
    [["simulate", "x", "--runs", "abc"], 'expected a whole number from 1 to 1000000, got "abc"'],
    [["simulate", "x", "--runs", "0"], "expected a whole number from 1"],
    [["simulate", "x", "--seed", "-1"], "expected a whole number from 0"],
    [["simulate", "x", "--seed", "9007199254740992"], "expected a whole number from 0 to 9007199254740991"],
    // Every seed that market.yaml takes is taken here: what is wrong is the folder or the file.
    [["init", "/nowhere/at/all", "--from-iowa", "/nowhere.csv", "--seed", "4294967296"], "/nowhere.csv"],
    [["simulate", "/nowhere", "--seed", "4294967296"], "penumbra build"],
    [["compare", "/nowhere", "baseline", "b", "--seed", "9007199254740991"], "penumbra build"],
    [["backtest", "/nowhere", "--seed", "9007199254740991"], "penumbra build"],
    [["bench", "--workload", "/nowhere", "--seed", "9007199254740991"], "cannot be read"],
    [["serve", "x", "--port", "70000"], "expected a whole number from 0 to 65535"],
    [["export", "x", "cells"], "--to"],
    [["export", "x", "cels", "--to", "a.csv"], 'did you mean "cells"?'],
    [["export", "x", "cells", "--to", "a.xls"], ".csv, .parquet, .geojson, .arrow"],
    [["export", "x", "cells", "--to", "a"], "has no ending"],
    [["export", "x", "forecast", "--to", "a.geojson"], "no geometry"],
    [["export", "x", "heat", "--to", "a.geojson"], "no geometry"],
    [["init", "/tmp/nowhere-at-all", "--example", "izmir"], "ankara, empty"],
    [["init", "/tmp/nowhere-at-all"], "--from-iowa FILE"],
    [["init", "/tmp/nowhere-at-all", "--from-iowa", "/nowhere.csv"], "there is no file /nowhere.csv"],
    [["init", "/tmp/nowhere-at-all", "--from-iowa", "a.csv", "--example", "empty"], "cannot be used with"],
    [["build", "/nowhere"], "market.yaml"],
    [["simulate", "/nowhere"], "penumbra build"],
    [["build"], "dir"],
  ])("%j: exit code 2 and a way out", async (args, hint) => {
    const { code, stdout, stderr } = await cli(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(hint);
  });
});

describe("exit codes", () => {
  const outcome = (error: unknown, language: Language = "en") => {
    const lines: string[] = [];
    const sink = { write: (text: string | Uint8Array) => lines.push(String(text)) > 0 };
    const signal = new AbortController().signal;
    const session = { stdout: sink, stderr: sink, env: {}, signal, voice: voiceIn(language) };
    return { code: report(error, session), text: lines.join("") };
  };

  it("tell wrong input, cancel and surroundings from bugs", () => {
    expect(outcome(new InputError("bad_option", "wrong")).code).toBe(EXIT.input);
    expect(outcome(new CancelledError()).code).toBe(EXIT.cancelled);
    expect(outcome(new EnvironmentError("port_taken", "gone")).code).toBe(EXIT.environment);
    const bug = outcome(new TypeError("x is undefined"));
    expect(bug.code).toBe(EXIT.bug);
    expect(bug.text).toMatch(/cli\.test\.ts[\s\S]*please report/);
  });

  it("are told in Turkish by their code, then in detail", () => {
    const wrong = new InputError("plan_missing", "plan: there is no plan-7");
    expect(outcome(wrong, "tr").text).toBe(
      "penumbra: Bu adda bir bölge planı yok\nplan: there is no plan-7\n",
    );
    expect(outcome(new EnvironmentError("port_taken", "gone"), "tr").text).toContain("kullanımda\ngone\n");
    const stale = Object.assign(new Error("stale"), { code: "ESTALE", syscall: "read" });
    expect(outcome(stale, "tr").text).toContain("bir hata bildirdi (ESTALE)\n");
    expect(outcome(new CancelledError(), "tr").text).toBe("penumbra: iptal edildi; hiçbir şey değişmedi\n");
  });

  it("know a full disk, wherever it shows", () => {
    const full = Object.assign(new Error("write failed"), { code: "ENOSPC" });
    expect(outcome(full)).toEqual({ code: 4, text: expect.stringContaining("disk is full") });
    expect(outcome(new Error("IO Error: No space left on device")).code).toBe(EXIT.environment);
  });

  it("know the surroundings by every error that the system gives, in other threads too", async () => {
    const system = await readFile("/no such file").catch((error: unknown) => error);
    expect(outcome(system)).toEqual({ code: 4, text: expect.stringContaining("/no such file") });
    const rare = Object.assign(new Error("ESTALE: stale"), { code: "ESTALE", syscall: "read" });
    expect(outcome(rare).code).toBe(EXIT.environment);
    expect(outcome(new Error("EMFILE: too many open files, open 'x'")).code).toBe(EXIT.environment);
    expect(outcome(new RangeError("WebAssembly.Memory(): could not allocate memory")).code).toBe(4);
    expect(outcome(Object.assign(new Error("EBADF"), { code: "EBADF", syscall: "read" })).code).toBe(
      EXIT.bug,
    );
  });

  it("know names that no file can have for wrong input", async () => {
    for (const name of ["a\0b", `/tmp/${"x".repeat(300)}`]) {
      const told = await readFile(name).catch((error: unknown) => error);
      expect(outcome(told)).toEqual({ code: 2, text: expect.stringMatching(/zero byte|too long/) });
    }
  });
});
