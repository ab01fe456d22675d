import { createReadStream } from "node:fs";

const NEWLINE = 10;
const RETURN = 13;
const QUOTE = 34;

/** What DuckDB's reader dropped by itself: the ordinal of its record, the header and blank lines counted. */
export type DroppedRecords = ReadonlySet<number>;

/**
 * The line of the file on which each asked record starts.
 *
 * DuckDB numbers the rows it kept. A quoted field may hold line breaks, and blank or malformed lines are no rows, so the
 * line is found by walking the file once; this is done only when there is something to report.
 *
 * @param wanted 0-based row numbers among the rows that DuckDB kept
 * @param dropped ordinals of records that DuckDB dropped
 * @param header ordinal of the header; what stands before it is no row
 * @returns 1-based lines by kept row, and by dropped ordinal
 */
export async function findLines(
  path: string,
  wanted: ReadonlySet<number>,
  dropped: DroppedRecords,
  header = 1,
): Promise<{ kept: Map<number, number>; dropped: Map<number, number> }> {
  const found = { kept: new Map<number, number>(), dropped: new Map<number, number>() };
  const scan = { line: 1, ordinal: 1, row: 0, start: 1, quoted: false, blank: true };
  const endRecord = () => {
    if (dropped.has(scan.ordinal)) found.dropped.set(scan.ordinal, scan.start);
    else if (!scan.blank && scan.ordinal > header) {
      if (wanted.has(scan.row)) found.kept.set(scan.row, scan.start);
      scan.row++;
    }
    scan.ordinal++;
    scan.blank = true;
  };
  for await (const bytes of createReadStream(path, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
    for (const byte of bytes) {
      if (byte === NEWLINE) {
        scan.line++;
        if (scan.quoted) continue;
        endRecord();
        scan.start = scan.line;
      } else if (byte !== RETURN) {
        scan.blank = false;
        if (byte === QUOTE) scan.quoted = !scan.quoted;
      }
    }
    if (found.kept.size === wanted.size && found.dropped.size === dropped.size) return found;
  }
  if (!scan.blank) endRecord();
  return found;
}
