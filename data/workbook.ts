import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { Unzip, UnzipInflate } from "fflate";
import { streamXlsxRows } from "hucre/xlsx";
import { InputError } from "../core/errors.ts";
import { refuseSignatures } from "./encoding.ts";

/**
 * Excel workbooks, streaming. A workbook is a ZIP archive of XML: `hucre` reads the values of a sheet row by row, and a
 * first pass over the same XML finds what values do not show: formulas that no program has worked out, merged cells,
 * sheets without rows.
 */

export interface Sheet {
  readonly name: string;
  /** Cells with a formula and no saved value: the formula by cell (`B7`). */
  readonly formulas: ReadonlyMap<string, string>;
  /** Merged ranges such as `A1:C1`, in the order of the file. */
  readonly merged: readonly string[];
  readonly empty: boolean;
}

/** A row that holds something: `row` is its number in Excel. */
export interface SheetRow {
  readonly row: number;
  readonly values: readonly (string | number | boolean | Date | null)[];
}

/** Two gigabytes of XML are more than the million rows that Excel itself can hold. */
const MOST_BYTES = 2 ** 31;

/**
 * The sheets of a workbook, in the order of its tabs.
 * @throws InputError when the file is no workbook that can be read.
 */
export async function readSheets(path: string, name: string): Promise<readonly Sheet[]> {
  const parts = new Map<string, PartScan>();
  await unzip(path, name, parts);
  const workbook = parts.get("xl/workbook.xml");
  const relations = parts.get("xl/_rels/workbook.xml.rels");
  if (!workbook || !relations) throw unreadable(name, "it holds no sheets");
  const targets = new Map(
    [...relations.text.matchAll(/<Relationship\b[^>]*>/g)].map(([tag]) => [
      attribute(tag, "Id"),
      attribute(tag, "Target").replace(/^\/?(xl\/)?/, "xl/"),
    ]),
  );
  return [...workbook.text.matchAll(/<(?:\w+:)?sheet\b[^>]*>/g)].map(([tag]) => {
    const part = parts.get(targets.get(attribute(tag, "r:id")) ?? "");
    const { formulas = new Map(), merged = [], filled = false } = part ?? {};
    return { name: attribute(tag, "name"), formulas, merged: [...merged], empty: !filled };
  });
}

/**
 * The rows of a sheet, from the top; rows without any value are left out.
 * @throws InputError when the file is damaged.
 */
export async function* sheetRows(path: string, name: string, sheet: string): AsyncGenerator<SheetRow> {
  const bytes = Readable.toWeb(createReadStream(path)) as unknown as ReadableStream<Uint8Array>;
  try {
    for await (const { index, values } of streamXlsxRows(bytes, { sheet })) {
      if (values.some(v => v !== null && v !== ""))
        yield { row: index + 1, values: values as SheetRow["values"] };
    }
  } catch (error) {
    if (!/^(ParseError|ZipError|EncryptedFileError)$/.test((error as Error).name)) throw error;
    throw unreadable(name, (error as Error).message);
  }
}

/** What is kept of one part of the archive while it streams by. */
interface PartScan {
  text: string;
  formulas: Map<string, string>;
  merged: Set<string>;
  filled: boolean;
}

async function unzip(path: string, name: string, parts: Map<string, PartScan>): Promise<void> {
  let total = 0;
  let failure: Error | null = null;
  const archive = new Unzip(file => {
    const sheet = /^xl\/worksheets\/[^/]+\.xml$/.test(file.name);
    if (!sheet && !/^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels)$/.test(file.name)) return;
    const part: PartScan = { text: "", formulas: new Map(), merged: new Set(), filled: false };
    parts.set(file.name, part);
    const decoder = new TextDecoder();
    file.ondata = (error, bytes, final) => {
      failure ??= error;
      total += bytes?.length ?? 0;
      if (failure || total > MOST_BYTES) return file.terminate();
      part.text += decoder.decode(bytes, { stream: !final });
      if (sheet) scan(part);
    };
    file.start();
  });
  archive.register(UnzipInflate);
  try {
    let first = true;
    for await (const bytes of createReadStream(path, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
      if (first && !(bytes[0] === 0x50 && bytes[1] === 0x4b)) {
        refuseSignatures(bytes, name);
        throw unreadable(name, "it is no Excel workbook (.xlsx), whatever its name says");
      }
      first = false;
      archive.push(bytes);
      if (failure) throw failure;
      if (total > MOST_BYTES) throw unreadable(name, "it holds more than two gigabytes; save it as CSV");
    }
    if (first)
      throw new InputError("empty_file", `${name} is empty; expected an Excel workbook`, { file: name });
    archive.push(new Uint8Array(0), true);
  } catch (error) {
    if (error instanceof InputError || /^E/.test(String((error as NodeJS.ErrnoException).code))) throw error;
    throw unreadable(name, `it is damaged or cut off (${(error as Error).message}); copy or export it again`);
  }
}

/** Longer than cells with a formula are: Excel limits it to 8192 characters. */
const CARRY = 20_000;
const FORMULA =
  /<(?:\w+:)?c\b([^>]*)><(?:\w+:)?f\b[^>]*?(?:\/>|>([^<]*)<\/(?:\w+:)?f>)(?:<(?:\w+:)?v\b[^>]*?(?:\/>|>([^<]*)<\/(?:\w+:)?v>))?<\/(?:\w+:)?c>/g;

/** Looks through the text that has come, and keeps its end: a cell may be cut there, and is seen again. */
function scan(part: PartScan): void {
  const { text } = part;
  part.filled ||= /<(?:\w+:)?(v|is|f)[ >]/.test(text);
  if (text.includes("<f") || text.includes(":f")) {
    for (const [, head, formula = "", value] of text.matchAll(FORMULA)) {
      const emptyText = attribute(head!, "t") === "str" && value !== undefined;
      if (!value && !emptyText) part.formulas.set(attribute(head!, "r"), `=${unescaped(formula)}`);
    }
  }
  for (const [tag] of text.matchAll(/<(?:\w+:)?mergeCell\b[^>]*>/g)) part.merged.add(attribute(tag, "ref"));
  part.text = text.slice(-CARRY);
}

function attribute(tag: string, name: string): string {
  return unescaped(new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? "");
}

function unescaped(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replace(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replaceAll("&amp;", "&");
}

function unreadable(name: string, why: string): InputError {
  return new InputError("source_unreadable", `${name} is not readable as Excel: ${why}`, { file: name });
}
