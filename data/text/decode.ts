import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { InputError } from "../../core/errors.ts";
import {
  byteCensus,
  contradiction,
  type Encoding,
  eightBitEncoding,
  namedEncoding,
  refuseSignatures,
  sampleEncoding,
  textDecoder,
} from "./encoding.ts";
import { longLine } from "./longRecords.ts";
import { readBytes, type TextFile } from "./packed.ts";

/** How a text file is to be read. */
export interface TextFormat {
  readonly encoding: Encoding;
  readonly delimiter: string;
  readonly header: readonly string[];
  /** Lines before the header: blank ones, Excel's `sep=;`, titles. */
  readonly skip: number;
  /** How many of them are titles, as far as we can tell. */
  readonly titles: number;
  /** Whether fields may be written as `="0012"`, as some systems do to keep Excel from dropping zeros. */
  readonly wrapped: boolean;
  /** Lines end with a carriage return only, as on an old Mac: numbers of lines need line feeds. */
  readonly returnsOnly: boolean;
}

export interface TextHints {
  readonly encoding?: string | undefined;
  readonly delimiter?: string | undefined;
  /** Whether these are names of columns, and not the title of a report above them. */
  readonly isHeader?: (names: readonly string[]) => boolean;
}

const SAMPLE_BYTES = 256 * 1024;
const DELIMITERS = [",", ";", "\t", "|"];
const TITLE_LINES = 20;
export const MOST_COLUMNS = 1000;

/** The first bytes of a file, unzipped. */
async function sample(file: TextFile): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of readBytes(file)) {
    parts.push(part);
    size += part.length;
    if (size >= SAMPLE_BYTES) break;
  }
  return Buffer.concat(parts);
}

/**
 * Reads how a text file is written: its encoding from the hint or its bytes, its delimiter from `sep=` or from the
 * header and the first records, its header.
 * @throws InputError when the file is empty, or is not text in the encoding.
 */
export async function sniffText(file: TextFile, hints: TextHints = {}): Promise<TextFormat> {
  const { name } = file;
  const bytes = await sample(file);
  refuseSignatures(bytes, name);
  const encoding = hints.encoding
    ? namedEncoding(hints.encoding, bytes, name)
    : (sampleEncoding(bytes, name) ?? (await wholeEncoding(file)));
  const text = textDecoder(encoding.label, false).decode(bytes, { stream: true });
  if (text.trim() === "") {
    throw new InputError("empty_file", `${name} is empty; expected a header and rows`, { file: name });
  }
  if (bytes.length >= SAMPLE_BYTES && !/[\r\n]/.test(text.trimStart())) throw longLine(name, 1);
  const returnsOnly = text.includes("\r") && !text.includes("\n");
  return { encoding, wrapped: text.includes('="'), returnsOnly, ...readHeader(text, name, hints) };
}

/** Looks at all bytes of a file whose encoding its beginning does not tell. */
export async function wholeEncoding(file: TextFile): Promise<Encoding> {
  return eightBitEncoding(await byteCensus(readBytes(file)), file.name);
}

function readHeader(
  text: string,
  name: string,
  { delimiter: given, isHeader = () => true }: TextHints,
): Pick<TextFormat, "delimiter" | "header" | "skip" | "titles"> {
  const [head, , sep] = /^([\s]*\n)?(?:"?sep=([^\r\n])"?\r?\n)?/i.exec(text)!;
  const title = titleLines(text.slice(head.length), given ?? sep, isHeader);
  const skip = head.split("\n").length - 1 + title.lines;
  const body = text.slice(head.length + title.length);
  const delimiter = given ?? sep ?? guessDelimiter(body);
  const header = (records(body, delimiter, 1)[0] ?? []).map(h =>
    (/^="(.*)"$/.exec(h)?.[1] ?? h).trim().normalize("NFC"),
  );
  const line = skip + 1;
  const folded = header.map(h => h.toLowerCase());
  const twice = header.find((h, i) => h !== "" && folded.indexOf(folded[i]!) !== i);
  if (twice !== undefined) {
    const message = `${name} line ${line}: column "${twice}" stands twice in the header; rename one of the two`;
    throw new InputError("duplicate_column", message, { file: name });
  }
  if (header.length > MOST_COLUMNS) throw tooManyColumns(name, header.length);
  return { delimiter, header, skip, titles: title.lines };
}

export function tooManyColumns(name: string, columns: number): InputError {
  const message = `${name} has ${columns} columns; at most ${MOST_COLUMNS} are possible: leave out those that nobody needs`;
  return new InputError("too_many_columns", message, { file: name, columns });
}

/** What stands above the header, such as the title of a report; nothing where no line looks like the header. */
function titleLines(
  text: string,
  given: string | undefined,
  isHeader: (names: readonly string[]) => boolean,
): { lines: number; length: number } {
  let length = 0;
  for (let lines = 0; lines < TITLE_LINES; lines++) {
    const rest = text.slice(length, length + 65_536);
    // Records begin after blank lines, and those would not be counted.
    const first = /^\s*\n/.test(rest) ? undefined : records(rest, given ?? guessDelimiter(rest), 1)[0];
    if (first && isHeader(first)) return { lines, length };
    const end = text.indexOf("\n", length);
    if (end < 0) break;
    length = end + 1;
  }
  return { lines: 0, length: 0 };
}

/** The delimiter whose count is the same in the header and most records; the most columns win a tie. */
export function guessDelimiter(text: string): string {
  const score = (delimiter: string) => {
    const rows = records(text, delimiter, 50);
    const width = rows[0]?.length ?? 0;
    if (width < 2) return 0;
    const same = rows.filter(r => r.length === width).length / rows.length;
    return same + Math.min(width, 99) / 1000;
  };
  const best = DELIMITERS.map(d => ({ d, s: score(d) })).sort((a, b) => b.s - a.s)[0]!;
  return best.s > 0 ? best.d : ",";
}

/** Splits the first records of a CSV text (RFC 4180 quotes); blank lines are no records. */
export function records(text: string, delimiter: string, limit: number): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = "";
  let quoted = false;
  const endRow = () => {
    if (row.length > 0 || field.trim() !== "") rows.push([...row, field]);
    row = [];
    field = "";
  };
  for (let i = text.charCodeAt(0) === 0xfeff ? 1 : 0; i < text.length && rows.length < limit; i++) {
    const c = text[i]!;
    if (quoted) {
      if (c !== '"') field += c;
      else if (text[i + 1] === '"') field += text[++i];
      else quoted = false;
    } else if (c === '"' && field === "") quoted = true;
    else if (c === delimiter) {
      row.push(field);
      field = "";
    } else if (c === "\n" || (c === "\r" && text[i + 1] !== "\n")) endRow();
    else if (c !== "\r") field += c;
  }
  if (rows.length < limit) endRow();
  return rows;
}

export interface TranscodeOptions {
  /** The label that market.yaml gives, where it does: what contradicts it is told. */
  readonly named?: string | undefined;
  /** Ends every line with a line feed: DuckDB gives up on files that mix line ends. */
  readonly evenLines?: boolean;
}

/**
 * Writes a text file again as plain UTF-8, streaming: DuckDB then needs no other encoding, reads with all threads, and
 * does not take a gzip file that is cut off for a shorter one.
 * @throws InputError where the bytes contradict the encoding.
 */
export async function transcode(
  file: TextFile,
  encoding: string,
  to: string,
  { named, evenLines = false }: TranscodeOptions = {},
): Promise<void> {
  // UTF-8 passes as it is, so that broken text is seen and not replaced.
  const text = () => (encoding === "utf-8" ? readBytes(file) : decoded(file, encoding, named));
  const lines = () => (evenLines ? withLineFeeds(text()) : text());
  await pipeline(lines(), createWriteStream(to));
}

async function* decoded(file: TextFile, encoding: string, named: string | undefined): AsyncGenerator<string> {
  const decoder = textDecoder(encoding);
  const utf8 = new Utf8Suspicion();
  try {
    for await (const part of readBytes(file)) {
      utf8.see(part);
      yield decoder.decode(part, { stream: true });
    }
    yield decoder.decode();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_ENCODING_INVALID_ENCODED_DATA") throw error;
    throw contradiction(file.name, named ?? encoding, "some of its bytes mean nothing there");
  }
  if (named && utf8.holds()) throw contradiction(file.name, named, "it is UTF-8 text");
}

/** Whether all of a text that is said to be something else is UTF-8 with letters beyond ASCII. */
class Utf8Suspicion {
  private readonly decoder = new TextDecoder("utf-8", { fatal: true });
  private possible = true;
  private beyondAscii = false;

  see(bytes: Uint8Array): void {
    if (!this.possible) return;
    try {
      const text = this.decoder.decode(bytes, { stream: true });
      this.beyondAscii ||= text.length < bytes.length;
    } catch {
      this.possible = false;
    }
  }

  holds(): boolean {
    return this.possible && this.beyondAscii;
  }
}

async function* withLineFeeds(parts: AsyncIterable<Buffer | string>): AsyncGenerator<Buffer | string> {
  // Bytes of other characters never look like line ends in UTF-8, so Latin-1 stands for raw bytes here.
  let held = "";
  let binary = false;
  for await (const part of parts) {
    binary = typeof part !== "string";
    const text = held + (typeof part === "string" ? part : part.toString("latin1"));
    held = text.endsWith("\r") ? "\r" : "";
    const even = text.slice(0, text.length - held.length).replace(/\r\n?/g, "\n");
    yield binary ? Buffer.from(even, "latin1") : even;
  }
  if (held !== "") yield "\n";
}
