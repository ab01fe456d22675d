import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { InputError } from "../../core/errors.ts";

/**
 * Longer lines, and quoted fields, are no part of a table. DuckDB drops what is longer than its buffers without a word, and
 * takes time that grows with the square of it.
 */
const LONGEST = 2_000_000;
const CHUNK = 1 << 20;
const [LINE_FEED, RETURN, QUOTE] = [10, 13, 34];

/**
 * Refuses lines that are too long for a table, which an unclosed quote or a lack of line ends makes. Such a line covers
 * whole windows of the file, so that looking at one window in sixteen finds it.
 */
export async function refuseLongLines(path: string, name: string): Promise<void> {
  const window = 1 << 16;
  const file = await open(path);
  try {
    const bytes = Buffer.allocUnsafe(window);
    for (let at = 0; ; at += window << 4) {
      const { bytesRead } = await file.read(bytes, 0, window, at);
      if (bytesRead < window) return;
      if (!bytes.includes(10) && !bytes.includes(13)) return await refuseLongestLine(path, name);
    }
  } finally {
    await file.close();
  }
}

async function refuseLongestLine(path: string, name: string): Promise<void> {
  let [line, length] = [1, 0];
  for await (const bytes of createReadStream(path) as AsyncIterable<Buffer>) {
    for (let from = 0; from <= bytes.length; ) {
      const end = bytes.indexOf(10, from);
      length += (end < 0 ? bytes.length : end) - from;
      if (length > LONGEST) throw longLine(name, line);
      if (end < 0) break;
      [line, length, from] = [line + 1, 0, end + 1];
    }
  }
}

export function longLine(name: string, line: number): InputError {
  const message = `${name} line ${line}: the line is longer than two million characters; it lacks its line ends, or is no table: export it again as CSV`;
  return new InputError("line_too_long", message, { file: name, line });
}

/** How a CSV text marks its fields. */
export interface Marks {
  readonly delimiter: string;
  /** Lines before the header, whose quotes mean nothing. */
  readonly skip: number;
}

/**
 * Refuses a quoted field that goes on for more than two million characters: a quote that is never closed swallows the
 * records after it. One look for a stretch without quotes, which most files pass at the speed of the disk; only where
 * there is one are the quotes followed one by one.
 * @param path plain text whose line feeds, quotes and delimiter are single bytes
 * @throws InputError that names the line where the quote is opened
 */
export async function refuseEndlessQuotes(path: string, name: string, marks: Marks): Promise<void> {
  if (!(await hasLongStretch(path))) return;
  const start = await endlessQuote(path, marks);
  if (start === null) return;
  const line = (await lineFeeds(path, start)) + 1;
  const message = `${name} line ${line}: a quote is opened and not closed within two million characters; close it, or write a quote inside of a field twice ("")`;
  throw new InputError("unclosed_quote", message, { file: name, line });
}

/** Whether more than {@link LONGEST} bytes without a quote follow on a quote. */
async function hasLongStretch(path: string): Promise<boolean> {
  let last: number | null = null;
  let base = 0;
  for await (const bytes of chunksOf(path)) {
    const first = bytes.indexOf(QUOTE);
    const next = base + (first < 0 ? bytes.length : first);
    if (last !== null && next - last > LONGEST) return true;
    if (first >= 0) last = base + bytes.lastIndexOf(QUOTE);
    base += bytes.length;
  }
  return false;
}

/** Where the first quote stands that is not closed within {@link LONGEST} bytes; null: there is none. */
async function endlessQuote(path: string, { delimiter, skip }: Marks): Promise<number | null> {
  const beforeField = new Set([LINE_FEED, RETURN, delimiter.charCodeAt(0)]);
  const begin = await afterLines(path, skip);
  // A field that begins the text is a name in its header: a byte order mark before it matters to nobody here.
  let [base, previous, isOpen, opened, closed] = [begin, LINE_FEED, false, -1, -2];
  for await (const bytes of chunksOf(path, begin)) {
    for (let at = bytes.indexOf(QUOTE); at >= 0; at = bytes.indexOf(QUOTE, at + 1)) {
      const here = base + at;
      if (isOpen) {
        if (here - opened > LONGEST) return opened;
        [isOpen, closed] = [false, here];
      } else if (here === closed + 1) isOpen = true;
      else if (beforeField.has(at > 0 ? bytes[at - 1]! : previous)) [isOpen, opened] = [true, here];
    }
    base += bytes.length;
    previous = bytes[bytes.length - 1]!;
    if (isOpen && base - opened > LONGEST) return opened;
  }
  return null;
}

/** The place after so many line feeds. */
async function afterLines(path: string, lines: number): Promise<number> {
  let [left, base] = [lines, 0];
  if (left === 0) return 0;
  for await (const bytes of chunksOf(path)) {
    for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1))
      if (--left === 0) return base + at + 1;
    base += bytes.length;
  }
  return base;
}

/** How many line feeds stand before a place. */
async function lineFeeds(path: string, before: number): Promise<number> {
  let [count, base] = [0, 0];
  for await (const bytes of chunksOf(path)) {
    for (
      let at = bytes.indexOf(LINE_FEED);
      at >= 0 && base + at < before;
      at = bytes.indexOf(LINE_FEED, at + 1)
    )
      count++;
    base += bytes.length;
    if (base >= before) break;
  }
  return count;
}

function chunksOf(path: string, start = 0): AsyncIterable<Buffer> {
  return createReadStream(path, { highWaterMark: CHUNK, start });
}
