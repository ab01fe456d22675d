import { stat } from "node:fs/promises";
import { posix } from "node:path";
import { InputError } from "../../core/errors.ts";
import { Expansion } from "../text/expansion.ts";
import { type CellContext, type SheetRow, SheetRows } from "./rows.ts";
import { SharedStrings } from "./strings.ts";
import { Styles } from "./styles.ts";
import { attribute, type XmlHandler, XmlStream } from "./xml.ts";
import { type Archive, openArchive, unreadable } from "./zip.ts";

/**
 * Excel workbooks (ECMA-376), streaming: a ZIP archive of XML, of which nothing is held but the texts that cells share
 * and the row that is being read. Whatever the file says about itself, what it unpacks to is counted and bounded.
 */

export interface Sheet {
  readonly name: string;
  /** Its part of the archive; null for a chart and the like. */
  readonly part: string | null;
}

export interface Workbook {
  /** In the order of their tabs. */
  readonly sheets: readonly Sheet[];
  isEmpty(sheet: Sheet): Promise<boolean>;
  /**
   * The rows of a sheet, from the top; rows without any value are left out.
   * @param merged takes the merged ranges such as `A1:C1`, which come behind the rows
   * @throws InputError when the file is damaged, or holds more than it may.
   */
  rows(sheet: Sheet, merged: string[]): AsyncGenerator<SheetRow>;
  close(): void;
}

/** A workbook's archive with what messages and bounds need. */
interface Book {
  readonly archive: Archive;
  readonly name: string;
  readonly expansion: Expansion;
}

/**
 * Opens a workbook.
 * @param mostExpanded bytes that it may unpack to
 * @throws InputError when the file is no workbook that can be read.
 */
export async function openWorkbook(path: string, name: string, mostExpanded: number): Promise<Workbook> {
  const { size } = await stat(path);
  const archive = await openArchive(path, name);
  const book: Book = { archive, name, expansion: new Expansion(name, size, mostExpanded) };
  try {
    return await describe(book);
  } catch (error) {
    archive.close();
    throw error;
  }
}

async function describe(book: Book): Promise<Workbook> {
  const root = await relations(book, "");
  const main = [...root.values()].find(r => r.type.endsWith("/officeDocument"))?.part ?? "xl/workbook.xml";
  if (!book.archive.has(main)) throw unreadable(book.name, "it holds no sheets");
  admit(book, main);
  const related = await relations(book, main);
  const tabs = new Tabs();
  await readPart(book, main, tabs);
  const sheets = tabs.sheets.map(({ name, id }) => {
    const { type, part } = related.get(id) ?? { type: "", part: "" };
    return { name, part: type.endsWith("/worksheet") && book.archive.has(part) ? part : null };
  });
  const partOf = (type: string) => [...related.values()].find(r => r.type.endsWith(`/${type}`))?.part ?? "";
  const parts = new Set([...sheets.map(s => s.part ?? ""), partOf("sharedStrings"), partOf("styles")]);
  for (const part of parts) admit(book, part);
  let context: CellContext | null = null;
  return {
    sheets,
    isEmpty: sheet => isEmpty(book, sheet),
    async *rows(sheet, merged) {
      if (sheet.part === null) return;
      context ??= await cellContext(book, partOf("sharedStrings"), partOf("styles"), tabs.system);
      yield* rowsOf(book, sheet.part, context, merged);
    },
    close: () => book.archive.close(),
  };
}

/** Counts a part before it is read. @throws InputError when the workbook unpacks to more than it may. */
function admit({ archive, expansion }: Book, part: string): void {
  if (archive.has(part)) expansion.add(archive.size(part));
}

async function cellContext(
  book: Book,
  strings: string,
  styles: string,
  system: CellContext["system"],
): Promise<CellContext> {
  const [shared, formats] = [new SharedStrings(), new Styles()];
  if (book.archive.has(strings)) await readPart(book, strings, shared);
  if (book.archive.has(styles)) await readPart(book, styles, formats);
  return { strings: shared.strings, dates: formats.dates(), system };
}

async function* rowsOf(
  book: Book,
  part: string,
  context: CellContext,
  merged: string[],
): AsyncGenerator<SheetRow> {
  const rows = new SheetRows(context);
  for await (const _ of pieces(book, part, rows)) yield* rows.take();
  merged.push(...rows.merged);
}

async function isEmpty(book: Book, { part }: Sheet): Promise<boolean> {
  if (part === null) return true;
  let filled = false;
  const look = { open: (name: string) => (filled ||= /^(v|is|f)$/.test(name)), text() {}, close() {} };
  for await (const _ of pieces(book, part, look)) if (filled) return false;
  return !filled;
}

/** Reads a small part at once. */
async function readPart(book: Book, part: string, handler: XmlHandler): Promise<void> {
  for await (const _ of pieces(book, part, handler));
}

/** Feeds a part to a handler; yields whenever a piece of it has been told. */
async function* pieces({ archive, name }: Book, part: string, handler: XmlHandler): AsyncGenerator<void> {
  const decoder = new TextDecoder();
  const xml = new XmlStream(handler);
  const told = (work: () => void) => {
    try {
      work();
    } catch (error) {
      throw error instanceof InputError
        ? error
        : unreadable(name, `${(error as Error).message}; export it again`);
    }
  };
  for await (const bytes of archive.read(part)) {
    told(() => xml.push(decoder.decode(bytes, { stream: true })));
    yield;
  }
  told(() => xml.end());
  yield;
}

interface Relation {
  readonly type: string;
  /** Path inside the archive. */
  readonly part: string;
}

/** What a part refers to, by id; "" is the archive itself. */
async function relations(book: Book, part: string): Promise<ReadonlyMap<string, Relation>> {
  const folder = posix.dirname(part);
  const path = posix.join(folder, "_rels", `${posix.basename(part)}.rels`);
  const found = new Map<string, Relation>();
  if (!book.archive.has(path)) return found;
  admit(book, path);
  const open = (name: string, tag: string) => {
    if (name !== "Relationship") return;
    const target = posix.resolve("/", folder, attribute(tag, "Target")).slice(1);
    found.set(attribute(tag, "Id"), { type: attribute(tag, "Type"), part: target });
  };
  await readPart(book, path, { open, text() {}, close() {} });
  return found;
}

/** `xl/workbook.xml`. */
class Tabs implements XmlHandler {
  readonly sheets: { readonly name: string; readonly id: string }[] = [];
  system: 1900 | 1904 = 1900;

  open(name: string, tag: string): void {
    if (name === "workbookPr" && /^(1|true)$/.test(attribute(tag, "date1904"))) this.system = 1904;
    if (name !== "sheet") return;
    const id = /\s(?:\w+:)?id=["']([^"']*)["']/.exec(tag.replace(/\bsheetId=/, ""))?.[1] ?? "";
    this.sheets.push({ name: attribute(tag, "name"), id });
  }

  text(): void {}
  close(): void {}
}
