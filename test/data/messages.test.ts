import { readdir, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { InputError } from "../../core/errors.ts";
import { checkMarket } from "../../data/check.ts";
import {
  ACCOUNTS,
  dailySales,
  HEAD,
  ingested,
  marketFolder,
  messageOf,
  removeFolders,
  SOURCES,
} from "./folder.ts";

afterAll(removeFolders);

const YAML = HEAD + SOURCES;
const sales = dailySales();

/** Files of the market → the whole message. DIR stands for the folder. */
const CASES: Record<string, { files: Record<string, string>; says: string }> = {
  "a misspelt key": {
    files: { "market.yaml": YAML.replace("currency", "curency") },
    says: 'market.yaml line 3: unknown key "curency"; did you mean "currency"?',
  },
  "a currency that is none": {
    files: { "market.yaml": YAML.replace("TRY", "LIRA") },
    says: 'market.yaml line 3: currency: expected an ISO 4217 code such as TRY or USD; got "LIRA"',
  },
  "a path out of the folder": {
    files: { "market.yaml": YAML.replace("accounts.csv", "../accounts.csv") },
    says: 'market.yaml line 8: sources.accounts: file "../accounts.csv" leaves the market folder; put it inside',
  },
  "a missing file": {
    files: { "market.yaml": YAML.replace("sales.csv", "satis.csv") },
    says: 'sources.sales: there is no file satis.csv in DIR; did you mean "sales.csv"?',
  },
  "a file of an unknown kind": {
    files: { "market.yaml": YAML.replace("sales.csv", "sales.xyz"), "sales.xyz": "x" },
    says: "sources.sales: cannot read sales.xyz; expected a file ending in .csv, .csv.gz, .parquet, .json, .ndjson",
  },
  "a missing required column": {
    files: { "sales.csv": sales.replace("amount", "tutar") },
    says: 'sales.csv has no column "amount", which sales needs; found: date, account_id, brand, tutar; say which it is in market.yaml: columns: {amount: THEIRS}',
  },
  "a mapped column that is not there": {
    files: {
      "market.yaml": YAML.replace("{file: sales.csv}", "{file: sales.csv, columns: {amount: amont}}"),
    },
    says: 'sales.csv has no column "amont", which market.yaml names in sources.sales.columns.amount; did you mean "amount"?',
  },
  "a mapping of a column that we do not know": {
    files: {
      "market.yaml": YAML.replace("{file: sales.csv}", "{file: sales.csv, columns: {amout: amount}}"),
    },
    says: 'market.yaml line 9: sources.sales.columns: "amout" is not a column of sales; did you mean "amount"? (write ours: theirs)',
  },
  "an empty file": {
    files: { "accounts.csv": "" },
    says: "accounts.csv is empty; expected a header and rows",
  },
  "an own brand that nobody sold": {
    files: { "market.yaml": YAML.replace("Biz", "Bix") },
    says: 'market.yaml: own_brand "Bix" is not among the 2 brands of sales in history; found (nearest first): Biz, Rakip',
  },
  "numbers that can be read in two ways": {
    files: {
      "sales.csv": "date;account_id;brand;amount\n2020-12-21;A1;Biz;1.234\n2020-12-22;A1;Biz;5.678\n",
    },
    says: 'sales.csv: amount "1.234" can be 1234 or 1.234, and nothing in the file tells which; say it on the source in market.yaml: decimal: "," or decimal: "."',
  },
  "dates that can be read in two ways": {
    files: { "sales.csv": "date,account_id,brand,amount\n01/02/2020,A1,Biz,1.5\n03/04/2020,A1,Biz,2.5\n" },
    says: 'sales.csv: date "01/02/2020" can be day/month or month/day, and the column does not tell which; say it on the source in market.yaml: date_format: DD/MM/YYYY or MM/DD/YYYY',
  },
  "a header that names a column twice": {
    files: { "accounts.csv": ACCOUNTS.replace("name", "LAT") },
    says: 'accounts.csv line 1: column "lat" stands twice in the header; rename one of the two',
  },
  "a Parquet file that is none": {
    files: { "market.yaml": YAML.replace("sales.csv", "sales.parquet"), "sales.parquet": "hello" },
    says: "sales.parquet is not readable as Parquet: Invalid Input Error: File 'DIR/sales.parquet' too small to be a Parquet file",
  },
  "history without sales": {
    files: { "market.yaml": `${HEAD}history: {from: 2019-01-01, to: 2019-12-31}\n${SOURCES}` },
    says: "no whole week of sales lies in history (2019-01-01 to 2019-12-31): they run from 2020-12-21 to 2021-01-03; change history in market.yaml, or add sales",
  },
  "too many bad rows": {
    files: { "sales.csv": sales.replace("A1,Biz,10.50", 'A1,Biz,"12,5o"') },
    says: 'sales: 1 of 28 rows are bad, more than max_rejects (1%) allows; the first:\n  sales.csv line 2: amount "12,5o" is not a number; expected e.g. 12.50 or 12,50\nall of them: .penumbra/rejects/sales.csv; mend the rows, or raise max_rejects in market.yaml',
  },
};

describe("an error says what, where, what was expected and what came", () => {
  for (const [name, { files, says }] of Object.entries(CASES)) {
    test(name, async () => {
      const dir = await marketFolder(files);
      const work = ingested(dir);
      await expect(work).rejects.toBeInstanceOf(InputError);
      expect((await messageOf(work)).replaceAll(dir, "DIR")).toBe(says);
    });
  }
});

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
  const report = await checkMarket(dir);
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
