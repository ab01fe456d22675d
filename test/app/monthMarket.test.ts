import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBuilt } from "../../app/state/builtMarket.ts";
import { cli } from "./effects.ts";

const MONTHS = 36;
const ACCOUNTS = 24;

const YAML = `name: Aylık pazar
own_brand: Kervan
currency: TRY
timezone: Europe/Istanbul
language: tr
resolution: 6
period: month
seed: 5
sources:
  accounts: {file: musteriler.csv}
  sales: {file: satislar.csv, columns: {date: ay}}
  targets: {file: hedefler.csv}
`;

/** One line an account and brand a month; own sales grow by 2 % a month, summers are one half stronger. */
function files(): { text: Record<string, string>; ownLastYear: number } {
  const accounts = ["account_id,lat,lon,territory_id"];
  for (let i = 0; i < ACCOUNTS; i++) accounts.push(`M${i},${39.5 + i / 50},${32 + i / 40},B${i % 2}`);
  const sales = ["ay,account_id,brand,amount"];
  let ownLastYear = 0;
  for (let month = 0; month < MONTHS; month++) {
    const date = `${2021 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
    const season = month % 12 >= 5 && month % 12 <= 7 ? 1.5 : 1;
    for (let i = 0; i < ACCOUNTS; i++) {
      const own = Math.round(1000 * season * 1.02 ** month * (1 + ((i * 7 + month * 3) % 11) / 20));
      if (month >= MONTHS - 12) ownLastYear += own;
      sales.push(`${date},M${i},Kervan,${own}`, `${date},M${i},Rakip,${Math.round(2000 * season)}`);
    }
  }
  const targets = "period,territory_id,amount\n2024-Q1,B0,60000\n2024-Q1,B1,60000\n";
  const text = {
    "market.yaml": YAML,
    "musteriler.csv": accounts.join("\n"),
    "satislar.csv": sales.join("\n"),
    "hedefler.csv": targets,
  };
  return { text, ownLastYear };
}

/** A market of months through every command that works on a market of weeks. */
describe("a market whose period is the month", () => {
  let dir: string;
  let summary: Record<string, never>;
  const { text, ownLastYear } = files();

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "penumbra-month-"));
    for (const [name, content] of Object.entries(text)) await writeFile(join(dir, name), `${content}\n`);
    const { code, stdout, stderr } = await cli(["build", dir, "--threads", "1", "--json"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    summary = JSON.parse(stdout);
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  it("is built: 36 months, the last 12 are the year", () => {
    expect(summary.history).toEqual({ first: "2021-01-01", last: "2023-12-31", periods: MONTHS });
    expect(summary.amount_52w).toMatchObject({ own: ownLastYear });
    expect(summary.rows).toMatchObject({ targets: { read: 2, kept: 2, amount: { kept: 12_000_000 } } });
  });

  it("has a track record of the last 12 months, by month, quarter, half year and year", async () => {
    const { salesRecord } = (await openBuilt(dir)).record;
    expect(salesRecord!.by_origin.map(({ origin }) => origin)).toEqual(["2022-12-31"]);
    expect(salesRecord!.by_horizon.map(({ from, to }) => [from, to])).toEqual([
      [1, 1],
      [2, 3],
      [4, 6],
      [7, 12],
    ]);
    // Sales grow by a quarter a year: last year repeated misses a fifth of them.
    expect(salesRecord!.wape_seasonal_naive).toBeGreaterThan(0.15);
    expect(salesRecord!.wape!).toBeLessThan(salesRecord!.wape_seasonal_naive!);
  });

  it("is forecast for 12 months, each on its first day, near what growth and season say", async () => {
    const file = join(dir, "forecast.csv");
    const { code } = await cli(["export", dir, "forecast", "--to", file]);
    expect(code).toBe(0);
    const [head, ...rows] = (await readFile(file, "utf8"))
      .trim()
      .split("\r\n")
      .map(line => line.split(","));
    const at = (name: string) => head!.indexOf(name);
    const own = rows.filter(r => r[at("level")] === "market" && r[at("brand")] === "Kervan");
    const ahead = own.filter(r => r[at("mean")] !== "");
    expect(ahead.map(r => r[at("period")])).toEqual(
      Array.from({ length: 12 }, (_, m) => `2024-${String(m + 1).padStart(2, "0")}-01`),
    );
    expect(own.filter(r => r[at("actual")] !== "").length).toBe(MONTHS);
    const sum = ahead.reduce((total, r) => total + Number(r[at("mean")]), 0);
    expect(sum / ownLastYear).toBeGreaterThan(0.9);
    expect(sum / ownLastYear).toBeLessThan(1.6);
    const july = Number(ahead[6]![at("mean")]);
    expect(july).toBeGreaterThan(1.15 * Number(ahead[3]![at("mean")]));
  });

  it("is simulated in months", async () => {
    const { code, stdout } = await cli(["simulate", dir, "--runs", "16", "--horizon", "12", "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ runs: 16 });
  });
});
