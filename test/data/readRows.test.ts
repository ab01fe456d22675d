import { readdir, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { inEnglish } from "../../app/words/tell.ts";
import { checkMarket } from "../../data/readiness/check.ts";
import { precedence } from "../../territory/plan/precedence.ts";
import { HEAD, ingested, marketFolder, messageOf, removeFolders, SOURCES } from "./folder.ts";

afterAll(removeFolders);

const YAML = HEAD + SOURCES;

test("a gzip file that is cut off is not taken for a shorter one", async () => {
  const rows = Array.from(
    { length: 200_000 },
    (_, i) => `2020-12-${21 + (i % 7)},A1,Biz,${(i * 7919) % 10007}.25`,
  );
  const whole = gzipSync(`date,account_id,brand,amount\n${rows.join("\n")}\n`);
  const yaml = YAML.replace("sales.csv", "sales.csv.gz");
  const dir = await marketFolder({
    "market.yaml": yaml,
    "sales.csv.gz": whole.subarray(0, whole.length - 1000),
  });
  expect(await messageOf(ingested(dir))).toMatch(/^sales\.csv\.gz is not (a )?readable/);
});

test("names of folders and files with brackets, quotes and Turkish letters are just names", async () => {
  const dir = await marketFolder({
    "market.yaml": YAML.replace("{file: sales.csv}", `{file: "İl [1] o'lu *.csv"}`),
  });
  await rename(join(dir, "sales.csv"), join(dir, "İl [1] o'lu *.csv"));
  const { report } = await ingested(dir);
  expect(report.rows.sales?.kept).toBe(28);
});

test("an account closed in 9999 is open", async () => {
  const accounts = "account_id,lat,lon,closed\nA1,39.9,32.8,9999-12-31\nA2,39.9,32.8,\n";
  const { market } = await ingested(await marketFolder({ "accounts.csv": accounts }));
  expect(market.accounts.closed[0]).toBeGreaterThan(market.periodStart[1]!);
});

test("each bad row is told with its reason and its line, blank lines and line breaks in quotes counted", async () => {
  const accounts = `account_id,name,lat,lon
A1,"iki
satır",39.9,32.85

A2,Uzak,412,32.7
A2,Yine,39.9,32.7
A2,Kopya,39.9,32.7
,Adsız,39.9,32.7
A4,Eksik
A5,Doğu,39.9,doğu
`;
  const yaml = `${HEAD}max_rejects: 100%\n${SOURCES}`;
  const dir = await marketFolder({ "market.yaml": yaml, "accounts.csv": accounts });
  const report = await checkMarket(dir, { precedence, tell: inEnglish });
  expect(report.rows.accounts).toEqual({ read: 7, kept: 2, rejected: 5 });
  const text = await readFile(join(dir, ".penumbra", "rejects", "accounts.csv"), "utf8");
  expect(text.split("\n").slice(1, -1).sort()).toEqual(
    [
      "accounts.csv,5,lat,412,is outside the globe; expected -90 to 90",
      "accounts.csv,7,account_id,A2,is a duplicate id",
      "accounts.csv,8,account_id,,is missing",
      'accounts.csv,9,,"A4,Eksik",has 2 fields; expected 4',
      'accounts.csv,10,lon,doğu,"is not a number; expected e.g. 12.50 or 12,50"',
    ].sort(),
  );
  expect(await readdir(join(dir, ".penumbra"))).toEqual(["rejects"]);
});
