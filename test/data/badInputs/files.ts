import { gzipSync } from "node:zlib";
import { HEAD, SOURCES } from "../folder.ts";
import { xlsxFile } from "../xlsxFile.ts";
import { AREAS, areas, type BadInput, SALES, salesFile, source, tooMany } from "./kit.ts";

/** Files that are not what they should be. */
export const FILES: readonly BadInput[] = [
  {
    name: "a packed file beyond max_expanded",
    files: {
      "market.yaml": `${HEAD}max_expanded: 1 kB\n${SOURCES.replace("sales.csv", "sales.csv.gz")}`,
      "sales.csv.gz": gzipSync(`${SALES}${" \n".repeat(1000)}`),
    },
    says: "sales.csv.gz unpacks to more than 1,000 bytes; if it is as large as that, raise max_expanded in market.yaml",
  },
  {
    name: "a missing file",
    files: { "market.yaml": salesFile("satis.csv") },
    says: 'sources.sales: there is no file satis.csv in DIR; did you mean "sales.csv"?',
  },
  {
    name: "a path out of the folder",
    files: { "market.yaml": salesFile("../sales.csv") },
    says: 'market.yaml line 9: sources.sales: file "../sales.csv" leaves the market folder; put it inside',
  },
  {
    name: "an absolute path",
    files: { "market.yaml": salesFile("/etc/hosts.csv") },
    says: 'market.yaml line 9: sources.sales: file "/etc/hosts.csv" leaves the market folder; put it inside',
  },
  {
    name: "a link out of the folder",
    files: { "sales.csv": { link: "/etc/hostname" } },
    says: "sources.sales: sales.csv is a link that leaves the market folder; copy the file into it",
  },
  {
    name: "a folder in place of a file",
    files: { "sales.csv": "folder" },
    says: "sources.sales: sales.csv is a folder; expected a file",
  },
  {
    name: "a file of an unknown kind",
    files: { "market.yaml": salesFile("sales.xls"), "sales.xls": "x" },
    says: "sources.sales: cannot read sales.xls; expected a file ending in .csv, .csv.gz, .xlsx, .parquet, .json, .ndjson",
  },
  {
    name: "an empty file",
    files: { "accounts.csv": "" },
    says: "accounts.csv is empty; expected a header and rows",
  },
  {
    name: "a header and no rows",
    files: { "sales.csv": "date,account_id,brand,amount\n" },
    says: "sales.csv: sales has a header and no rows yet; fill it in next: one row a sale: date, account_id, brand, amount; then run check again",
  },
  {
    name: "a binary file",
    files: { "sales.csv": Uint8Array.from({ length: 4096 }, (_, i) => (i * 37) % 251) },
    says: "sales.csv line 1: holds a zero byte, which no text has; it is a damaged or a binary file: export it again as CSV",
  },
  {
    name: "a picture under the name of a table",
    files: { "sales.csv": Buffer.from("89504e470d0a1a0a0000000d49484452", "hex") },
    says: "sales.csv is not text but a picture; export the table as CSV or Excel instead",
  },
  {
    name: "a workbook under the name of a text file",
    files: { "sales.csv": xlsxFile([{ name: "S", rows: [["a"]] }]) },
    says: "sales.csv is not text but a ZIP archive or an Excel workbook; if it is a workbook, let its name end in .xlsx",
  },
  {
    name: "a zero byte",
    files: { "sales.csv": SALES.replace("A2,Rakip", "A2\0,Rakip") },
    says: "sales.csv line 3: holds a zero byte, which no text has; it is a damaged or a binary file: export it again as CSV",
  },
  {
    name: "an encoding that we do not know",
    files: { "market.yaml": source("encoding: turkish") },
    says: 'sales.csv: unknown encoding "turkish"; expected e.g. utf-8, windows-1254, windows-1252, iso-8859-9 or utf-16le',
  },
  {
    name: "UTF-8 that is said to be Windows-1254",
    files: {
      "market.yaml": source("encoding: windows-1254"),
      "sales.csv": SALES.replaceAll("Rakip", "Rakıp"),
    },
    says: "sales.csv: market.yaml says encoding: windows-1254, but it is UTF-8 text; correct it, or leave encoding out and let it be found",
  },
  {
    name: "Windows-1254 that is said to be UTF-8",
    files: {
      "market.yaml": source("encoding: utf-8"),
      "sales.csv": Buffer.from(SALES.replaceAll("Rakip", "Çorap"), "latin1"),
    },
    says: "sales.csv line 3: not UTF-8 text, which market.yaml says it is (encoding: utf-8); correct the encoding on the source, or leave it out and let it be found",
  },
  {
    name: "a file that is put together of two encodings",
    files: {
      "sales.csv": Buffer.concat([
        Buffer.from(SALES.replaceAll("Rakip", "Çorap")),
        Buffer.from("2020-12-22,A1,Ç,1\n", "latin1"),
      ]),
    },
    says: "sales.csv line 30: not UTF-8, while 14 letters elsewhere in the file are; it is put together of parts in different encodings: save it as UTF-8 again",
  },
  {
    name: "a gzip file that is cut off",
    files: { "market.yaml": salesFile("sales.csv.gz"), "sales.csv.gz": gzipSync(SALES).subarray(0, 60) },
    says: "sales.csv.gz is not a readable gzip file: it ends too early, as after a broken download or a full disk; copy or export it again",
  },
  {
    name: "a gzip file that is none",
    files: { "market.yaml": salesFile("sales.csv.gz"), "sales.csv.gz": SALES },
    says: "sales.csv.gz is not a readable gzip file: it is damaged, or was never compressed; if it is plain, drop .gz from its name",
  },
  {
    name: "a Parquet file that is cut off",
    files: { "market.yaml": salesFile("sales.parquet"), "sales.parquet": `PAR1${"x".repeat(100)}` },
    says: "sales.parquet is not readable as Parquet: it is cut off, or is no Parquet file; copy or export it again",
  },
  {
    name: "a JSON file that is cut off",
    files: {
      "market.yaml": salesFile("sales.json"),
      "sales.json": '[{"date": "2020-12-21", "account_id": "A1"',
    },
    says: "sales.json is not readable as JSON: Malformed JSON at byte 42 in record/value 2: unexpected end of data.",
  },
  {
    name: "JSON without records",
    files: { "market.yaml": salesFile("sales.json"), "sales.json": "[]" },
    says: 'sales.json is not readable as JSON: it holds no records; expected records such as [{"date": "2020-12-31", …}, …], or one record a line',
  },
  {
    name: "a Parquet file that is compressed once more",
    files: { "market.yaml": salesFile("sales.parquet.gz"), "sales.parquet.gz": "x" },
    says: "sources.sales: sales.parquet.gz is compressed twice; unpack it and name sales.parquet",
  },
  {
    name: "an Excel file that is cut off",
    files: {
      "market.yaml": salesFile("sales.xlsx"),
      "sales.xlsx": xlsxFile([{ name: "S", rows: [["date"]] }]).subarray(0, 900),
    },
    says: "sales.xlsx is not readable as Excel: it is damaged or cut off (End of central directory record signature not found); copy or export it again",
  },
  {
    name: "GeoJSON that is none",
    files: { "market.yaml": AREAS, "areas.geojson": '{"type": "Topology"}' },
    says: 'areas.geojson is not readable as GeoJSON: expected a FeatureCollection, got "Topology"',
  },
  {
    name: "areas with a line for an outline",
    files: { "market.yaml": AREAS, "areas.geojson": areas({ type: "LineString", coordinates: [[32, 39]] }) },
    says: tooMany(
      "areas",
      "1 of 1",
      'areas.geojson row 1: geometry "LineString" is no outline; expected a Polygon or MultiPolygon',
    ),
  },
  {
    name: "an outline that is no ring",
    files: {
      "market.yaml": AREAS,
      "areas.geojson": areas({
        type: "Polygon",
        coordinates: [
          [
            [32, 39],
            [33, 39],
          ],
        ],
      }),
    },
    says: tooMany(
      "areas",
      "1 of 1",
      "areas.geojson row 1: geometry has a ring of less than four positions; it needs three corners and the first again",
    ),
  },
  {
    name: "an outline without coordinates",
    files: { "market.yaml": AREAS, "areas.geojson": areas({ type: "Polygon" }) },
    says: tooMany("areas", "1 of 1", "areas.geojson row 1: geometry has no coordinates"),
  },
];
