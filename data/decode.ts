import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { InputError } from "../core/errors.ts";

/** How a text file is to be read. */
export interface TextFormat {
  readonly encoding: string;
  readonly delimiter: string;
  readonly header: readonly string[];
}

const SAMPLE_BYTES = 256 * 1024;
const DELIMITERS = [",", ";", "\t", "|"];

/** The bytes of a file, unzipped when its name ends in .gz. */
export async function* readBytes(path: string): AsyncGenerator<Buffer> {
  const file = createReadStream(path, { highWaterMark: 1 << 18 });
  if (!/\.gz$/i.test(path)) {
    yield* file as AsyncIterable<Buffer>;
    return;
  }
  const unzipped = createGunzip();
  file.on("error", error => unzipped.destroy(error));
  try {
    yield* file.pipe(unzipped) as AsyncIterable<Buffer>;
  } finally {
    file.destroy();
  }
}

/** The first bytes of a file, unzipped. Throws InputError when a .gz file is not gzip. */
async function sample(path: string, name: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  await gunzipChecked(name, async () => {
    for await (const part of readBytes(path)) {
      parts.push(part);
      size += part.length;
      if (size >= SAMPLE_BYTES) break;
    }
  });
  return Buffer.concat(parts);
}

/** Runs `work`, which reads the file by `readBytes`; a damaged gzip file becomes an InputError. */
export async function gunzipChecked(name: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!String((error as NodeJS.ErrnoException).code).startsWith("Z_")) throw error;
    const message = `${name} is not a readable gzip file: ${(error as Error).message}`;
    throw new InputError("not_gzip", message, { file: name });
  }
}

/**
 * Reads how a text file is written: its encoding from the byte order mark or the hint, its delimiter from the
 * header and the first records, its header.
 * @throws InputError when the file is empty, or is not text in the encoding.
 */
export async function sniffText(
  path: string,
  name: string,
  hints: { encoding?: string | undefined; delimiter?: string | undefined } = {},
): Promise<TextFormat> {
  const bytes = await sample(path, name);
  const encoding = hints.encoding ? knownEncoding(hints.encoding, name) : bomEncoding(bytes);
  const text = new TextDecoder(encoding).decode(bytes);
  if (text.trim() === "") {
    throw new InputError("empty_file", `${name} is empty; expected a header and rows`, { file: name });
  }
  const delimiter = hints.delimiter ?? guessDelimiter(text);
  const header = records(text, delimiter, 1)[0]!.map(h => h.trim().normalize("NFC"));
  const folded = header.map(h => h.toLowerCase());
  const twice = header.find((h, i) => h !== "" && folded.indexOf(folded[i]!) !== i);
  if (twice !== undefined) {
    throw new InputError("duplicate_column", `${name} line 1: column "${twice}" stands twice in the header`, {
      file: name,
    });
  }
  return { encoding, delimiter, header };
}

function knownEncoding(label: string, name: string): string {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    const message = `${name}: unknown encoding "${label}"; expected e.g. utf-8, windows-1254, windows-1252 or iso-8859-9`;
    throw new InputError("unknown_encoding", message, { file: name, encoding: label });
  }
}

function bomEncoding(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return "utf-8";
}

/** The delimiter whose count is the same in the header and most records; the most columns win a tie. */
export function guessDelimiter(text: string): string {
  const score = (delimiter: string) => {
    const rows = records(text, delimiter, 50);
    const width = rows[0]!.length;
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
    } else if (c === "\n") endRow();
    else if (c !== "\r") field += c;
  }
  if (rows.length < limit) endRow();
  return rows;
}

/**
 * Writes a text file again as plain UTF-8, streaming: DuckDB then needs no other encoding, reads with all threads, and
 * does not take a gzip file that is cut off for a shorter one.
 */
export async function transcode(path: string, name: string, encoding: string, to: string): Promise<void> {
  const decoder = new TextDecoder(encoding);
  async function* utf8(): AsyncGenerator<string> {
    for await (const part of readBytes(path)) yield decoder.decode(part, { stream: true });
    yield decoder.decode();
  }
  // UTF-8 passes as it is, so that broken text is seen and not replaced.
  const text = () => (encoding === "utf-8" ? readBytes(path) : utf8());
  await gunzipChecked(name, () => pipeline(text(), createWriteStream(to)));
}
