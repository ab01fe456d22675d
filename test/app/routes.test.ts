import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeCalendar } from "../../app/export/calendar.ts";
import { builtMarket } from "../markets.ts";
import { cli } from "./effects.ts";
import { temporaryFolder } from "./tinyMarket.ts";

describe("penumbra routes", () => {
  let root: string;
  let dir: string;
  beforeAll(async () => {
    root = (await temporaryFolder()).path;
    dir = await builtMarket("ankara");
  }, 300_000);
  afterAll(() => rm(root, { recursive: true, force: true }));

  it("gives the same tours as JSON, CSV and calendar, in the market's time", async () => {
    const [csv, ics] = [join(root, "r.csv"), join(root, "r.ics")];
    const { code, stdout, stderr } = await cli(["routes", dir, "--rep", "R08", "--to", csv, "--json"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const told = JSON.parse(stdout);
    const stops = told.days.flatMap((day: { stops: object[] }) => day.stops);
    expect(stops.length).toBe(told.visits.made);
    expect(stops.length).toBeGreaterThan(10);
    expect(new Set(stops.map((s: { account_id: string }) => s.account_id)).size).toBe(stops.length);
    const lines = (await readFile(csv, "utf8")).trimEnd().split("\r\n");
    expect(lines.length).toBe(stops.length + 1);
    expect(lines[0]).toMatch(/^date,order,account_id,name,type,arrive,from,to,windows,travel_minutes,/);
    const day = told.days.find((d: { stops: object[] }) => d.stops.length > 0);
    const [hour, minute] = day.stops[0].from.split(":").map(Number);

    const people = await cli(["routes", dir, "--rep", "R08", "--to", ics]);
    expect(people.stdout).toContain(day.stops[0].account_id);
    const calendar = (await readFile(ics, "utf8")).replaceAll("\r\n ", "");
    expect(calendar.match(/BEGIN:VEVENT/g)).toHaveLength(stops.length);
    // Turkey is three hours ahead of UTC all year.
    const utc = `${String(hour - 3).padStart(2, "0")}${String(minute).padStart(2, "0")}00Z`;
    expect(calendar).toContain(`DTSTART:${day.date.replaceAll("-", "")}T${utc}`);
    expect(calendar).toContain("X-WR-TIMEZONE:Europe/Istanbul");
    await cli(["routes", dir, "--rep", "R08", "--to", ics]);
    expect((await readFile(ics, "utf8")).replaceAll("\r\n ", "")).toBe(calendar);
  });

  it("speaks Turkish", async () => {
    const { code, stdout } = await cli(["routes", dir, "--rep", "R08", "--lang", "tr"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Turlar: R08 .* saatler Europe\/Istanbul saatidir/);
    expect(stdout).toContain("Bilinmesi gerekenler");
  });

  it.each([
    [["--rep", "R8"], 'no rep "R8"', /did you mean "R08"\?; its reps: R08/],
    [["--rep", "R08", "--week", "2019-01-07"], "--week: expected a day such as", /got "2019-01-07"/],
    [["--rep", "R08", "--week", "tomorrow"], "--week: expected a day such as", /got "tomorrow"/],
    [["--rep", "R08", "--to", "tours.xlsx"], "expected a file that ends in .csv or .ics", /tours\.xlsx/],
  ])("refuses %j", async (args, message, detail) => {
    const { code, stdout, stderr } = await cli(["routes", dir, ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr).toMatch(detail);
  });

  it("writes hostile names so that they stay one line of their event", async () => {
    const file = join(root, "hostile.ics");
    const at = new Date("2024-01-15T06:05:00Z");
    const title = "Evil\r\nBEGIN:VEVENT; , \\ \u0000\u0007🍇".padEnd(200, "ğ");
    await writeCalendar(
      {
        name: "a\nb",
        timezone: "Europe/Istanbul",
        made: at,
        appointments: [{ key: ["a"], start: at, end: at, title, text: "one\ntwo", lat: 1, lon: -2 }],
      },
      file,
    );
    const text = await readFile(file, "utf8");
    const lines = text.replaceAll("\r\n ", "").split("\r\n");
    expect(lines.filter(line => line === "BEGIN:VEVENT")).toHaveLength(1);
    expect(lines.every(line => line === "" || /^[A-Z-]+[:;]/.test(line))).toBe(true);
    expect(lines.find(line => line.startsWith("SUMMARY"))).toMatch(
      /^SUMMARY:Evil\\nBEGIN:VEVENT\\; \\, \\\\ 🍇ğ+$/,
    );
    expect(text.split("\r\n").every(line => Buffer.byteLength(line) <= 75)).toBe(true);
    expect(text).toContain("GEO:1;-2");
  });
});
