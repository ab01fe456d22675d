import { mkdtemp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { classify } from "../../app/effects/surroundings.ts";
import { inEnglish } from "../../app/words/tell.ts";
import { EnvironmentError, InputError } from "../../core/errors.ts";
import { checkMarket } from "../../data/readiness/check.ts";
import { precedence } from "../../territory/plan/precedence.ts";
import { bombMarket, SHARED } from "./bombKit.ts";
import { TODAY } from "./folder.ts";
import { xlsxParts } from "./xlsxFile.ts";

/** Files of sales in which anything may be wrong, and what reading them ends with. */

/** A place, as a share of the length of what is changed. */
const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

/** What may go wrong with the bytes of a file. */
const damage = fc.record({
  kind: fc.constantFrom("flip", "cut", "insert", "repeat"),
  at: place,
  to: place,
  byte: fc.integer({ min: 0, max: 255 }),
});

function damaged(
  bytes: Uint8Array,
  { kind, at, to, byte }: { kind: string; at: number; to: number; byte: number },
) {
  const from = Math.floor(at * bytes.length);
  const end = Math.min(bytes.length, from + Math.ceil(to * 64));
  const [head, middle, tail] = [bytes.subarray(0, from), bytes.subarray(from, end), bytes.subarray(end)];
  if (kind === "cut") return Buffer.concat([head, tail]);
  if (kind === "insert") return Buffer.concat([head, Uint8Array.of(byte), middle, tail]);
  if (kind === "repeat") return Buffer.concat([head, middle, middle, tail]);
  return Buffer.concat([head, middle.map(b => b ^ byte), tail]);
}

/** A file with one to four damages. */
export function damagedFile(bytes: Uint8Array): fc.Arbitrary<Uint8Array> {
  return fc
    .array(damage, { minLength: 1, maxLength: 4 })
    .map(all => all.reduce(damaged, bytes as Uint8Array));
}

/** A text in which some of `words` stand where they do not belong, or in the place of something. */
function wordsIn(text: string, words: readonly string[]): fc.Arbitrary<string> {
  const change = fc.record({
    at: place,
    cut: fc.integer({ min: 0, max: 12 }),
    word: fc.constantFrom(...words),
  });
  return fc.array(change, { minLength: 1, maxLength: 5 }).map(all =>
    all.reduce((t, { at, cut, word }) => {
      const from = Math.floor(at * t.length);
      return t.slice(0, from) + word + t.slice(from + cut);
    }, text),
  );
}

const XML_WORDS = [
  "&#xFFFFFFFF;",
  "&#0;",
  "&bad;",
  "&",
  "<",
  ">",
  '"',
  "'",
  "<![CDATA[",
  "]]>",
  "<!--",
  "-->",
  "<!DOCTYPE a>",
  "<?x?>",
  "<v>",
  "</v>",
  "<row r='0'>",
  '<row r="99999999">',
  '<c r="ZZZZZ1">',
  '<c t="s"><v>-1</v></c>',
  '<c t="s"><v>9e9</v></c>',
  '<c s="1"><v>1e300</v></c>',
  "<v>1e400</v>",
  '<c s="1"><v>-5</v></c>',
  "<f>A1</f>",
  '<c t="b">',
  '<c t="e">',
  "</c>",
  "</row>",
  "</sheetData>",
  "_x0000_",
  "\u0000",
  "\ud800",
  "x:",
  'r="',
  "<is>",
  "<t>",
  "<rPh>",
  "</si>",
  "<si/>",
] as const;

const JSON_WORDS = [
  "[",
  "]",
  "{",
  "}",
  ",",
  ":",
  '"',
  "\\",
  "\\u0000",
  "\\ud800",
  "null",
  "1e999",
  "-",
  "NaN",
  "Infinity",
  '{"date":1}',
  "[[]]",
  '"brand":{"a":1}',
  '"account_id":[1,2]',
  "\u0000",
  "\ufeff",
  "//",
  "'",
  "99999999999999999999999",
  "-0",
  "true",
  "\n",
  "\r",
  " ",
] as const;

const SHEET =
  '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>date</t></is></c><c r="B1" t="inlineStr"><is><t>account_id</t></is></c><c r="C1" t="inlineStr"><is><t>brand</t></is></c><c r="D1" t="inlineStr"><is><t>amount</t></is></c></row>' +
  Array.from(
    { length: 14 },
    (_, i) =>
      `<row r="${i + 2}"><c r="A${i + 2}" s="1"><v>${44_186 + i}</v></c><c r="B${i + 2}" t="s"><v>0</v></c><c r="C${i + 2}" t="s"><v>2</v></c><c r="D${i + 2}"><v>${i}.5</v></c></row>`,
  ).join("") +
  "</sheetData></worksheet>";
const PARTS: Readonly<Record<string, string>> = {
  ...xlsxParts([{ name: "Satış", rows: [] }]),
  ...SHARED,
  "xl/worksheets/sheet1.xml": SHEET,
};

function packed(parts: Readonly<Record<string, string>>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])));
}

/** A workbook whose archive is damaged, or of which one part says something odd inside of a sound archive. */
export const oddWorkbook: fc.Arbitrary<Uint8Array> = fc.oneof(
  damagedFile(packed(PARTS)),
  fc
    .constantFrom(...Object.keys(PARTS))
    .chain(name => wordsIn(PARTS[name]!, XML_WORDS).map(xml => packed({ ...PARTS, [name]: xml }))),
);

const RECORDS = Array.from({ length: 14 }, (_, i) => ({
  date: new Date(Date.UTC(2020, 11, 21 + i)).toISOString().slice(0, 10),
  account_id: i % 2 ? "A1" : "A2",
  brand: "Biz",
  amount: i + 0.5,
}));
const JSON_TEXT = JSON.stringify(RECORDS);
const NDJSON = RECORDS.map(r => JSON.stringify(r)).join("\n");
const OUTLINES = JSON.stringify({
  type: "FeatureCollection",
  features: [
    {
      type: "Feature",
      properties: { area_id: "F1", population: 10 },
      geometry: {
        type: "Polygon",
        coordinates: [
          [
            [32, 39],
            [33, 39],
            [33, 40],
            [32, 39],
          ],
        ],
      },
    },
  ],
});

const odd = (text: string) => wordsIn(text, JSON_WORDS).map(t => Buffer.from(t) as Uint8Array);
const oddPacked = (text: string) =>
  fc.oneof(
    damagedFile(gzipSync(text)),
    odd(text).map(t => gzipSync(t) as Uint8Array),
  );

/** Odd files by the name that they have in a market. */
export const ODD_FILES: Readonly<Record<string, fc.Arbitrary<Uint8Array>>> = {
  "sales.xlsx": oddWorkbook,
  "sales.json": odd(JSON_TEXT),
  "sales.ndjson": odd(NDJSON),
  "sales.json.gz": oddPacked(JSON_TEXT),
  "areas.geojson": odd(OUTLINES),
  "areas.geojson.gz": oddPacked(OUTLINES),
};

/** Whether what was thrown is the file's or the surroundings' fault; null when nothing was. */
export async function faultOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
    return null;
  } catch (thrown) {
    const error = classify(thrown);
    return error instanceof InputError || error instanceof EnvironmentError ? null : error;
  }
}

/** Checks a market with such a file. @returns what went wrong as no file may make it go; null: nothing */
export async function checked(root: string, file: string, bytes: Uint8Array): Promise<unknown> {
  const dir = await bombMarket(await mkdtemp(join(root, "odd-")), file, bytes);
  await writeFile(join(dir, file), bytes);
  return faultOf(checkMarket(dir, { precedence, tell: inEnglish, today: TODAY }));
}

/** The bytes of a gzip file, for a counterexample that can be read. */
export function readable(file: string, bytes: Uint8Array): string {
  try {
    return Buffer.from(file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString();
  } catch {
    return Buffer.from(bytes).toString("base64");
  }
}
