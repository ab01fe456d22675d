import { spawn } from "node:child_process";
import { mkdtemp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { strToU8, Zip, ZipDeflate, zipSync } from "fflate";
import { ACCOUNTS, dailySales, HEAD } from "./folder.ts";
import { xlsxParts } from "./xlsxFile.ts";

/** Files that are small and unpack to much, or make much of little, and the real program that reads them. */
export type Bomb = readonly [file: string, bytes: () => Uint8Array | string];

/** The most that the refusal of a bomb may take beyond the check of a small market, bytes. */
export const MOST_MEMORY = 200e6;

const MAIN = fileURLToPath(new URL("../../dist/app/cli/main.js", import.meta.url));
const PEAK = new URL("./peakMemory.mjs", import.meta.url).href;

export interface Outcome {
  readonly code: number | null;
  readonly said: string;
  /** Standard output. */
  readonly json: string;
  /** The most memory that the process has taken, bytes. */
  readonly peak: number;
}

/** `penumbra` as a process of its own. */
export function penumbraMeasured(args: readonly string[]): Promise<Outcome> {
  const child = spawn(process.execPath, ["--import", PEAK, MAIN, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [said, json] = ["", ""];
  child.stdout.on("data", text => {
    json += text;
  });
  child.stderr.on("data", text => {
    said += text;
  });
  return new Promise(done =>
    child.once("close", code => {
      const [, kilobytes = Number.NaN] = /^peak (\d+)$/m.exec(said) ?? [];
      done({ code, json, said: said.replace(/^peak .*\n/m, ""), peak: Number(kilobytes) * 1024 });
    }),
  );
}

/** A market whose sales, or whose areas where the file is GeoJSON, are a file of this name. */
export async function bombMarket(root: string, file: string, bytes: Uint8Array | string): Promise<string> {
  const dir = await mkdtemp(join(root, "bomb-"));
  const areas = file.includes("geojson");
  const sources = `sources:\n  accounts: {file: accounts.csv}\n  sales: {file: ${areas ? "sales.csv" : file}}\n`;
  await writeFile(join(dir, "market.yaml"), HEAD + sources + (areas ? `  areas: {file: ${file}}\n` : ""));
  await writeFile(join(dir, "accounts.csv"), ACCOUNTS);
  await writeFile(join(dir, "sales.csv"), dailySales());
  await writeFile(join(dir, file), bytes);
  return dir;
}

/** A gzip file of `head`, then of `block` so many times, as members of their own: made at once, however large. */
export function gzipOf(head: string, block: string, times: number): Uint8Array {
  const member = gzipSync(block);
  return Buffer.concat([gzipSync(head), ...Array.from({ length: times }, () => member)]);
}

const HEADER_ROW =
  '<row r="1"><c r="A1" t="inlineStr"><is><t>date</t></is></c><c r="B1" t="inlineStr"><is><t>account_id</t></is></c></row>';

/** A workbook whose sheet has a header and then this XML, and whose other parts are as given. */
export function workbookOf(rows: string, others: Readonly<Record<string, string>> = {}): Uint8Array {
  const sheet = `<worksheet><sheetData>${HEADER_ROW}${rows}</sheetData></worksheet>`;
  const parts = { ...xlsxParts([{ name: "Satış", rows: [] }]), "xl/worksheets/sheet1.xml": sheet, ...others };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])), {
    level: 1,
  });
}

/** A ZIP archive of parts that come in pieces, so that they may be longer than a string can be. */
function zipOf(parts: Readonly<Record<string, Iterable<string>>>): Uint8Array {
  const packed: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    packed.push(piece);
  });
  for (const [name, pieces] of Object.entries(parts)) {
    const part = new ZipDeflate(name, { level: 1 });
    zip.add(part);
    for (const piece of pieces) part.push(strToU8(piece));
    part.push(new Uint8Array(0), true);
  }
  zip.end();
  return Buffer.concat(packed);
}

/** A workbook with shared texts whose sheet comes in pieces. */
function workbookInPieces(sheet: Iterable<string>): Uint8Array {
  const others = Object.entries({ ...xlsxParts([{ name: "Satış", rows: [] }]), ...SHARED });
  const parts = others.map(([name, xml]) => [name, [xml]] as const);
  return zipOf({ ...Object.fromEntries(parts), "xl/worksheets/sheet1.xml": sheet });
}

/** A workbook with one cell of so many megabytes. */
export function hugeCell(megabytes: number): Uint8Array {
  function* sheet(): Generator<string> {
    yield `<worksheet><sheetData>${HEADER_ROW}<row><c><v>`;
    for (let i = 0; i < megabytes; i++) yield "1".repeat(1e6);
    yield "</v></c></row></sheetData></worksheet>";
  }
  return workbookInPieces(sheet());
}

/**
 * A large workbook as companies have them: a million rows with dates, shared texts, amounts, and remarks that no two
 * rows have in common.
 * @returns what is in it, too
 */
export function largeWorkbook(): { bytes: Uint8Array; rows: number; cents: number } {
  const random = xorshift32(7);
  let [rows, cents] = [0, 0];
  const row = () => {
    const amount = 100 + (random() % 100_000);
    const remark = Array.from({ length: 12 }, () => random().toString(36)).join(" ");
    cents += amount;
    const r = ++rows + 1;
    return `<row r="${r}"><c r="A${r}" s="1"><v>${44_186 + (r % 14)}</v></c><c r="B${r}" t="s"><v>${r % 2}</v></c><c r="C${r}" t="s"><v>2</v></c><c r="D${r}"><v>${amount / 100}</v></c><c r="E${r}" t="inlineStr"><is><t>${remark}</t></is></c></row>`;
  };
  function* sheet(): Generator<string> {
    const names = ["date", "account_id", "brand", "amount", "remark"];
    const cells = names.map((name, i) => `<c r="${"ABCDE"[i]}1" t="inlineStr"><is><t>${name}</t></is></c>`);
    yield `<worksheet><sheetData><row r="1">${cells.join("")}</row>`;
    for (let block = 0; block < 1000; block++) yield Array.from({ length: 1000 }, row).join("");
    yield "</sheetData></worksheet>";
  }
  const bytes = workbookInPieces(sheet());
  return { bytes, rows, cents };
}

/** Relations that name the shared texts and the styles too, and three such texts. */
export const SHARED = {
  "xl/_rels/workbook.xml.rels":
    '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="x/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId99" Type="x/styles" Target="styles.xml"/></Relationships>',
  "xl/sharedStrings.xml": "<sst><si><t>A1</t></si><si><t>A2</t></si><si><t>Biz</t></si></sst>",
};

/** Marsaglia's xorshift32. */
function xorshift32(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}
