import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type Bomb,
  bombMarket,
  gzipOf,
  hugeCell,
  largeWorkbook,
  MOST_MEMORY,
  penumbraMeasured,
  SHARED,
  workbookOf,
} from "./bombKit.ts";
import { dailySales } from "./folder.ts";

const NEWLINES = "\n".repeat(100_000_000);
const inline = (text: string) => `<row><c t="inlineStr"><is><t>${text}</t></is></c></row>`;

const BOMBS: Readonly<Record<string, Bomb>> = {
  "a gzip of 2 GB of line ends behind good rows": ["sales.csv.gz", () => gzipOf(dailySales(), NEWLINES, 20)],
  "a cell of 600 MB": ["sales.xlsx", () => hugeCell(600)],
  "a cell of 60 MB of tags that are none": [
    "sales.xlsx",
    () => workbookOf(inline(`<![CDATA[${"<v>".repeat(20e6)}]]>`)),
  ],
  "a workbook of 60 MB of rows": ["sales.xlsx", () => workbookOf(inline("a").repeat(1_200_000))],
  "a workbook of 60 MB of shared texts": [
    "sales.xlsx",
    () =>
      workbookOf("", {
        ...SHARED,
        "xl/sharedStrings.xml": `<sst>${"<si><t>a</t></si>".repeat(3_600_000)}</sst>`,
      }),
  ],
  "JSON 20,000 deep": ["sales.json", () => `[{"date":${"[".repeat(20_000)}${"]".repeat(20_000)}}]`],
  "a value of 60 MB": ["sales.ndjson", () => `{"date":"${"a".repeat(60e6)}"}\n`],
  "a column of its own for each of 100,000 records": [
    "sales.ndjson",
    () => Array.from({ length: 100_000 }, (_, i) => `{"date":"2020-12-21","k${i}":1}\n`).join(""),
  ],
  "outlines nested without end": [
    "a.geojson",
    () => `{"type":"FeatureCollection","features":${"[".repeat(10e6)}`,
  ],
};

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "penumbra-bombs-"));
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe("what unpacks to much is refused with little memory", () => {
  let usual: Promise<number>;
  beforeAll(async () => {
    usual = penumbraMeasured(["check", await bombMarket(root, "sales.csv", dailySales())]).then(o => o.peak);
  });

  for (const [name, [file, bytes]] of Object.entries(BOMBS)) {
    it(name, async () => {
      const { code, said, peak } = await penumbraMeasured(["check", await bombMarket(root, file, bytes())]);
      expect({ code, said }).toEqual({ code: 2, said: expect.stringContaining(file) });
      expect(said).toMatch(/unpacks to more than|longer than|nested deeper|at most 1000 are possible/);
      expect(peak - (await usual)).toBeLessThan(MOST_MEMORY);
    });
  }

  it("as the export of Iowa, too", async () => {
    const dir = await bombMarket(
      root,
      "sales.csv.gz",
      gzipOf("Date,Store Number,Vendor Name,Sale (Dollars)\n", NEWLINES, 20),
    );
    const { code, said, peak } = await penumbraMeasured([
      "init",
      join(dir, "x"),
      "--from-iowa",
      join(dir, "sales.csv.gz"),
    ]);
    expect({ code, said }).toEqual({ code: 2, said: expect.stringContaining("unpacks to more than") });
    expect(peak - (await usual)).toBeLessThan(MOST_MEMORY);
  });
});

it("a workbook of 80 MB on the disk reads, to the cent", async () => {
  const { bytes, rows, cents } = largeWorkbook();
  expect(bytes.length).toBeGreaterThan(80e6);
  const dir = await bombMarket(root, "sales.xlsx", bytes);
  const { code, said, json, peak } = await penumbraMeasured(["check", dir, "--json"]);
  expect({ code, said }).toMatchObject({ code: 0 });
  expect(JSON.parse(json).rows.sales).toMatchObject({
    read: rows,
    kept: rows,
    rejected: 0,
    amount: { kept: cents },
  });
  expect(peak).toBeLessThan(2e9);
});
