import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeTinyBuilt } from "../pageMarkets.ts";
import { cli } from "./effects.ts";
import { temporaryFolder } from "./tinyMarket.ts";

describe("penumbra heat", () => {
  let root: string;
  let dir: string;
  const json = async (...args: string[]) => {
    const { code, stdout, stderr } = await cli([...args, "--json"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    return JSON.parse(stdout);
  };
  const sum = (rows: readonly { weight: number }[]) => rows.reduce((total, row) => total + row.weight, 0);

  beforeAll(async () => {
    root = (await temporaryFolder()).path;
    dir = join(root, "market");
    await writeTinyBuilt(dir);
  }, 120_000);
  afterAll(() => rm(root, { recursive: true, force: true }));

  it("gives rows by cell and by territory with the same total", async () => {
    const cells = await json("heat", dir);
    expect(cells).toMatchObject({ metric: "contacts", by: "cell", resolution: "hour" });
    expect(Object.keys(cells.rows[0])).toEqual(["cell", "hour_of_week", "metric", "weight"]);
    // Twelve visits a week, those of the unplaced account in rows without a cell.
    expect(sum(cells.rows)).toBeCloseTo(12, 8);
    expect(cells.rows.some((row: { cell: string | null }) => row.cell === null)).toBe(true);
    const territories = await json("heat", dir, "--by", "territory");
    expect(new Set(territories.rows.map((row: { territory_id: string }) => row.territory_id))).toEqual(
      new Set(["T1", "T2"]),
    );
    expect(sum(territories.rows)).toBeCloseTo(12, 8);
    for (const { hour_of_week } of cells.rows)
      expect(hour_of_week % 24).toSatisfy((h: number) => h >= 5 && h <= 21);
  });

  it("prints a picture for people", async () => {
    const { code, stdout } = await cli(["heat", dir, "--metric", "orders", "--by", "territory"]);
    expect(code).toBe(0);
    expect(stdout).toContain("synthetic");
    expect(stdout).toMatch(/expected orders a week/);
    for (const day of ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"])
      expect(stdout).toMatch(new RegExp(`^  ${day} `, "m"));
    expect(stdout).toMatch(/^ {2}T1 .*a week/m);
  });

  it("says what is wrong with its options and what is lacking", async () => {
    for (const [args, message] of [
      [["--metric", "sales"], "--metric sales: expected one of contacts, orders, activity"],
      [["--by", "area"], "--by area: expected one of cell, territory"],
      [["--metric", "activity"], "the market has no activity; it has contacts, orders"],
    ] as const) {
      const { code, stderr } = await cli(["heat", dir, ...args]);
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) });
    }
    const misplaced = await cli(["export", dir, "cells", "--by", "cell", "--to", join(root, "c.csv")]);
    expect(misplaced).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("--by goes with the table heat"),
    });
  });

  it("is exported with all metrics, and accounts with their next best contact", async () => {
    const { rows } = await json("export", dir, "heat", "--by", "territory", "--to", join(root, "heat.csv"));
    const [header, ...lines] = (await readFile(join(root, "heat.csv"), "utf8")).trimEnd().split("\r\n");
    expect(header).toBe("territory_id,hour_of_week,metric,weight");
    expect(lines).toHaveLength(rows);
    expect(new Set(lines.map(line => line.split(",")[2]))).toEqual(new Set(["contacts", "orders"]));
    await json("export", dir, "accounts", "--to", join(root, "accounts.csv"));
    const [names, ...accounts] = (await readFile(join(root, "accounts.csv"), "utf8")).trimEnd().split("\r\n");
    const contact = names!.split(",").indexOf("next_best_contact");
    for (const line of accounts)
      expect(line.split(",")[contact]).toMatch(/^face_to_face (Mon|Tue|Wed|Thu|Fri) \d+$/);
  });
});
