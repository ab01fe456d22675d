import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { inEnglish } from "../../app/words/tell.ts";
import { readConfig } from "../../data/config/config.ts";
import { TABLE_NAMES, TABLES, type TableName } from "../../data/config/schema.ts";
import { ingest } from "../../data/ingest/ingest.ts";
import { precedence } from "../../territory/plan/precedence.ts";
import { HEAD, marketFolder, newFolder, removeFolders } from "./folder.ts";

afterAll(removeFolders);

const guide = readFile(new URL("../../docs/market-folder.md", import.meta.url), "utf8");

async function section(table: TableName): Promise<string> {
  const text = (await guide).split(`\n## ${table}\n`)[1];
  return text!.split("\n## ")[0]!;
}

/** What the guide's example columns are, in their order. */
const COLUMNS: Record<Exclude<TableName, "areas">, readonly string[]> = {
  accounts: [
    "account_id",
    "name",
    "type",
    "lat",
    "lon",
    "site_id",
    "territory_id",
    "opened",
    "closed",
    "influence",
    "digital_affinity",
    "m2",
  ],
  sales: ["date", "account_id", "brand", "units", "amount"],
  territories: ["territory_id", "name", "area_id", "rep_id", "region_id", "valid_from", "valid_to"],
  reps: ["rep_id", "name", "lat", "lon", "weekly_calls", "weekly_cost"],
  visits: ["account_id", "at", "rep_id", "channel", "minutes", "outcome"],
  preferences: ["account_id", "channel", "allowed", "days", "from_hour", "to_hour", "valid_from"],
  activity: ["at", "lat", "lon", "weight", "kind"],
  calendar: ["name", "start", "end", "kind", "brand", "depth"],
  sightings: ["source", "ref", "lat", "lon", "account_id", "name", "type"],
  targets: ["period", "territory_id", "amount"],
  opportunities: ["opportunity_id", "account_id", "opened", "closed", "outcome", "amount"],
  tickets: ["account_id", "opened", "resolved", "first_contact", "due"],
  surveys: ["account_id", "at", "nps", "csat"],
};
const PANEL = ["date", "area_id", "brand", "amount"];

const examples = (text: string) => [...text.matchAll(/```\n([\s\S]*?)```/g)].map(m => m[1]!);

function source(file: string, text: string, ours: readonly string[]): string {
  const theirs = text.split("\n")[0]!.split(";");
  expect([file, theirs.length]).toEqual([file, ours.length]);
  return `{file: ${file}, columns: {${ours.map((name, i) => `${name}: ${theirs[i]}`).join(", ")}}}`;
}

test("the guide tells of every column of every table", async () => {
  for (const table of TABLE_NAMES) {
    const text = await section(table);
    const untold = Object.keys(TABLES[table].columns).filter(c => !text.includes(`\`${c}\``));
    expect([table, untold]).toEqual([table, []]);
  }
});

test("every example line of the guide is read as it stands", async () => {
  const files: Record<string, string> = {};
  const lines: string[] = [];
  for (const [table, ours] of Object.entries(COLUMNS)) {
    const [text, panel] = examples(await section(table as TableName));
    files[`${table}.csv`] = text!;
    const own = source(`${table}.csv`, text!, ours);
    if (panel) files["panel.csv"] = panel;
    lines.push(`  ${table}: [${[own, ...(panel ? [source("panel.csv", panel, PANEL)] : [])].join(", ")}]`);
  }
  const outline = /```json\n([\s\S]*?)```/.exec(await section("areas"))![1]!;
  files["areas.geojson"] = `{"type": "FeatureCollection", "features": [${outline}]}`;
  lines.push(
    "  areas: {file: areas.geojson, columns: {area_id: ilce_kodu, name: ilce_adi, population: nufus}}",
  );
  // A whole month of sales around the example's lines, so that there is history.
  const days = Array.from({ length: 31 }, (_, d) => `${d + 1}.12.2024;M00017;BİZİM MARKA;1;1,50`);
  files["sales.csv"] += `${days.join("\n")}\n`;
  const head = HEAD.replace("own_brand: Biz", "own_brand: BİZİM MARKA");
  const dir = await marketFolder({
    ...files,
    "market.yaml": `${head}period: month\nsources:\n${lines.join("\n")}\n`,
  });
  const to = join(await newFolder(), "market.duckdb");
  const { rows } = await ingest(dir, await readConfig(dir), {
    precedence,
    tell: inEnglish,
    to,
    today: 20_200,
  });
  for (const table of TABLE_NAMES) expect([table, rows[table]?.rejected]).toEqual([table, 0]);
  expect(rows.accounts!.kept).toBe(3);
  expect(rows.sales!.amount!.read).toBe(123_450 - 10_288 + 145_000_000 + 61_000_000 + 31 * 150);
});
