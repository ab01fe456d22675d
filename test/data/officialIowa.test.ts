import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { packageRoot } from "../../app/effects/packageRoot.ts";
import { inEnglish } from "../../app/words/tell.ts";
import { InputError } from "../../core/errors.ts";
import { iowaCounties } from "../../data/officialIowa/counties.ts";
import { initFromIowa } from "../../data/officialIowa/initFromIowa.ts";
import { checkMarket } from "../../data/readiness/check.ts";
import { openDatabase } from "../../data/tables/duckdb.ts";
import { precedence } from "../../territory/plan/precedence.ts";
import { newFolder, removeFolders } from "./folder.ts";

const SAMPLES = join(packageRoot(), "..", "shared", "data", "iowa-official");
const SEMICOLON = join(SAMPLES, "2012-2015-10k-semicolon.csv");
const POINT = join(SAMPLES, "2017-point.csv");

const HEAD_2015 =
  "Invoice/Item Number;Date;Store Number;Store Name;Address;City;Zip Code;Store Location;County Number;County;Category Name;Vendor Number;Vendor Name;Bottles Sold;Sale (Dollars);Volume Sold (Liters)";
const HEAD_API =
  "invoice_line_no,date,store,name,address,city,zipcode,store_location,county_number,county,category_name,vendor_no,vendor_name,sale_bottles,sale_dollars,sale_liters";

/** The same three orders and a return, in the layout of 2015 and in the API's of today. */
const LINES_2015 = [
  'S1;11/20/2015;2191;Keokuk Spirits;1013 MAIN;KEOKUK;52632;"1013 MAIN\nKEOKUK 52632\n(40.39978, -91.387531)";56.0;Lee;SPICED RUM;35;Bacardi U.S.A., Inc.;6;$1,162.84;4.5',
  'S2;11/23/2015;2191;Keokuk Spirits;1013 MAIN;KEOKUK;52632;"1013 MAIN\nKEOKUK 52632\n(40.39978, -91.387531)";56.0;Lee;VODKA 80 PROOF;260;Diageo Americas;12;$88.20;9',
  'S3;12/04/2015;4901;"Fareway #137; Polk City";1101 S 5th St;POLK CITY;50226;;77;POLK;SPICED RUM;35;BACARDI USA INC;3;$30.00;3',
  'S4;12/04/2015;4901;"Fareway #137; Polk City";1101 S 5th St;POLK CITY;50226;;77;POLK;SPICED RUM;35;BACARDI USA INC;-1;($10.00);-1',
];
const LINES_API = [
  "S1,2015-11-20T00:00:00.000,2191,Keokuk Spirits,1013 MAIN,KEOKUK,52632,POINT (-91.387531 40.39978),56,LEE,SPICED RUM,35,BACARDI USA INC,6,1162.84,4.5",
  "S2,2015-11-23T00:00:00.000,2191,Keokuk Spirits,1013 MAIN,KEOKUK,52632,POINT (-91.387531 40.39978),56,LEE,VODKA 80 PROOF,260,DIAGEO AMERICAS,12,88.2,9",
  "S3,2015-12-04T00:00:00.000,4901,Fareway #137; Polk City,1101 S 5th St,POLK CITY,50226,,77,POLK,SPICED RUM,35,BACARDI USA INC,3,30,3",
  "S4,2015-12-04T00:00:00.000,4901,Fareway #137; Polk City,1101 S 5th St,POLK CITY,50226,,77,POLK,SPICED RUM,35,BACARDI USA INC,-1,-10,-1",
];

async function exported(head: string, lines: readonly string[], name = "export.csv"): Promise<string> {
  const path = join(await newFolder(), name);
  const text = `${[head, ...lines].join("\n")}\n`;
  await writeFile(path, name.endsWith(".gz") ? gzipSync(text) : text);
  return path;
}

const target = async () => join(await newFolder(), "market");

interface SaleRow {
  readonly date: string;
  readonly account_id: string;
  readonly brand: string;
  readonly category: string;
  readonly units: number;
  readonly cents: number;
}

async function salesOf(dir: string): Promise<SaleRow[]> {
  const db = await openDatabase(":memory:");
  try {
    return await db.query<SaleRow>(
      `SELECT date::VARCHAR AS date, account_id, brand, category, units, (amount * 100)::BIGINT AS cents
       FROM read_parquet(?) ORDER BY ALL`,
      [join(dir, "sales.parquet")],
    );
  } finally {
    db.close();
  }
}

async function refusal(promise: Promise<unknown>): Promise<InputError> {
  const error = await promise.then(
    () => null,
    (e: unknown) => e,
  );
  expect(error).toBeInstanceOf(InputError);
  return error as InputError;
}

afterAll(removeFolders);

describe("layouts", () => {
  test("the layout of 2015 and the API's of today give the same market", async () => {
    const [old, api] = [await target(), await target()];
    await initFromIowa(old, await exported(HEAD_2015, LINES_2015), { tell: inEnglish });
    await initFromIowa(api, await exported(HEAD_API, LINES_API, "export.csv.gz"), { tell: inEnglish });
    const sales = await salesOf(old);
    expect(sales).toEqual([
      {
        date: "2015-11-20",
        account_id: "2191",
        brand: "BACARDI USA INC",
        category: "RUM",
        units: 6,
        cents: 116_284,
      },
      {
        date: "2015-11-23",
        account_id: "2191",
        brand: "DIAGEO AMERICAS",
        category: "VODKA",
        units: 12,
        cents: 8820,
      },
      {
        date: "2015-12-04",
        account_id: "4901",
        brand: "BACARDI USA INC",
        category: "RUM",
        units: -1,
        cents: -1000,
      },
      {
        date: "2015-12-04",
        account_id: "4901",
        brand: "BACARDI USA INC",
        category: "RUM",
        units: 3,
        cents: 3000,
      },
    ]);
    expect(await salesOf(api)).toEqual(sales);
    const accounts = await readFile(join(old, "accounts.csv"), "utf8");
    expect(accounts).toBe(await readFile(join(api, "accounts.csv"), "utf8"));
    expect(accounts.trimEnd().split("\n")).toEqual([
      "account_id,name,type,address,city,zip,lat,lon,area_id,site_id",
      "2191,Keokuk Spirits,Liquor store,1013 MAIN,KEOKUK,52632,40.39978,-91.387531,19111,2191",
      '4901,"Fareway #137; Polk City",Fareway,1101 S 5th St,POLK CITY,50226,,,19153,4901',
    ]);
  });

  test("another file is refused by the columns that it lacks and has, and leaves nothing behind", async () => {
    const path = await exported("Date,Shop,Amount", ["2015-01-01,1,2"]);
    const parent = await newFolder();
    const error = await refusal(initFromIowa(join(parent, "m"), path, { tell: inEnglish }));
    expect(error.message).toBe(
      'export.csv is not an export of "Iowa Liquor Sales": it has no "Store Number", "Vendor Name", "Sale (Dollars)"; found: "Date", "Shop", "Amount"; download it as CSV from data.iowa.gov',
    );
    expect(await readdir(parent)).toEqual([]);
    expect(
      (await refusal(initFromIowa(join(parent, "m"), join(parent, "no.csv"), { tell: inEnglish }))).code,
    ).toBe("source_missing");
  });
});

describe("conservation", () => {
  const many = Array.from({ length: 300 }, (_, i) => LINES_API[i % 3]!);

  test("bad rows are kept apart with line and reason, and rows and dollars add up", async () => {
    const bad = [
      LINES_API[0]!.replace("2015-11-20T00:00:00.000", "20.11.2015"),
      LINES_API[0]!.replace("1162.84", "n/a"),
    ];
    const dir = await target();
    const made = await initFromIowa(dir, await exported(HEAD_API, [...many, ...bad]), { tell: inEnglish });
    expect(made.rows).toEqual({ read: 302, kept: 300, rejected: 2 });
    const kept = 100 * (116_284 + 8820 + 3000);
    expect(made.cents).toEqual({ read: kept + 116_284, kept, rejected: 116_284 });
    expect((await salesOf(dir)).reduce((sum, row) => sum + row.cents, 0)).toBe(kept);
    expect(await readFile(join(dir, "rejected_rows.csv"), "utf8")).toBe(
      [
        "file,line,column,value,reason",
        "export.csv,302,date,20.11.2015,is not a date; expected e.g. 11/20/2015",
        "export.csv,303,sale_dollars,n/a,is not an amount of dollars; expected e.g. $162.84\n",
      ].join("\n"),
    );
  });

  test("a file with many bad rows is refused with the first of them", async () => {
    const error = await refusal(
      initFromIowa(await target(), await exported(HEAD_API, ["S1,,,,,,,,,,,,,,,", ...many.slice(0, 9)]), {
        tell: inEnglish,
      }),
    );
    expect(error.message).toContain("1 of 10 rows are bad");
    expect(error.message).toContain("export.csv line 2: date");
  });
});

describe("who is who", () => {
  test("the own brand is the largest vendor, or the asked one in any case", async () => {
    const path = await exported(HEAD_API, LINES_API);
    expect((await initFromIowa(await target(), path, { tell: inEnglish })).ownBrand).toBe("BACARDI USA INC");
    const made = await initFromIowa(await target(), path, { tell: inEnglish, ownBrand: "Diageo americas" });
    expect(made.ownBrand).toBe("DIAGEO AMERICAS");
    const error = await refusal(initFromIowa(await target(), path, { tell: inEnglish, ownBrand: "DIAGEO" }));
    expect(error.message).toContain("nearest: DIAGEO AMERICAS");
  });

  test("store numbers that follow each other at one address are one site; those that overlap are two", async () => {
    const line = (day: string, store: number, address: string) =>
      `S,${day},${store},Shop,${address},AMES,50010,,85,STORY,TEQUILA,1,V,1,10,1`;
    const lines = [
      line("2015-01-05", 1, "1 MAIN ST."),
      line("2015-02-05", 1, "1 MAIN ST."),
      line("2015-03-05", 2, "1 Main St"),
      line("2015-01-05", 3, "2 MAIN ST"),
      line("2015-03-05", 3, "2 MAIN ST"),
      line("2015-02-05", 4, "2 MAIN ST"),
    ];
    const dir = await target();
    await initFromIowa(dir, await exported(HEAD_API, lines), { tell: inEnglish });
    const rows = (await readFile(join(dir, "accounts.csv"), "utf8")).trimEnd().split("\n").slice(1);
    expect(rows.map(row => row.split(",").at(-1))).toEqual(["1", "1", "3", "4"]);
  });

  test("counties are numbered as their codes are: by the alphabet", async () => {
    const { features } = await iowaCounties();
    expect(features.length).toBe(99);
    expect(features.map(f => f.properties.fips)).toEqual(
      Array.from({ length: 99 }, (_, i) => String(19_001 + 2 * i)),
    );
    const names = features.map(f => f.properties.county.toLowerCase().replaceAll(/[^a-z]/g, ""));
    expect(names).toEqual([...names].sort());
  });

  test("a county is known by its number, its name, or the ten letters that old exports left of it", async () => {
    const line = (store: number, county: string) => `01/05/2015,${store},${county},V,10`;
    const lines = [
      line(1, "17"),
      line(2, "Cerro Gordo"),
      line(3, "CERRO GORD"),
      line(4, "O'BRIEN"),
      line(5, ""),
    ];
    const dir = await target();
    await initFromIowa(dir, await exported("Date,Store Number,County,Vendor Name,Sale (Dollars)", lines), {
      tell: inEnglish,
    });
    const rows = (await readFile(join(dir, "accounts.csv"), "utf8")).trimEnd().split("\n").slice(1);
    expect(rows.map(row => row.split(",").at(-2))).toEqual(["19033", "19033", "19033", "19141", ""]);
  });
});

describe.skipIf(!existsSync(SEMICOLON))("the State's own files", () => {
  test.each([
    [SEMICOLON, 10_000, 126_161_462, 1244],
    [POINT, 498, 9_741_264, 329],
  ])("%s: every row and cent arrives, and the folder can be built", async (path, rows, cents, accounts) => {
    const dir = await target();
    const made = await initFromIowa(dir, path, { tell: inEnglish });
    expect(made.rows).toEqual({ read: rows, kept: rows, rejected: 0 });
    expect(made.cents).toEqual({ read: cents, kept: cents, rejected: 0 });
    expect(made.accounts).toBe(accounts);
    expect(made.ownBrand).toBe("DIAGEO AMERICAS");
    const report = await checkMarket(dir, { precedence, tell: inEnglish });
    expect(report.rows.accounts).toMatchObject({ read: accounts, rejected: 0 });
    expect(report.rows.sales?.amount).toMatchObject({ read: cents, kept: cents, rejected: 0 });
  });
});
