import { InputError } from "../../core/errors.ts";
import { type EncodingNote, encodingNote } from "./notes.ts";

/**
 * How the letters of a text file are written, read off its bytes. UTF-8 tells itself: its sequences hardly ever come
 * about by chance. The eight-bit sets of Western Europe and Turkey share all letters but six, and those six decide.
 */

export interface Encoding {
  /** A label of the WHATWG Encoding Standard. */
  readonly label: string;
  /** Why, for people; null where there is nothing to tell (plain UTF-8). */
  readonly evidence: EncodingNote | null;
}

/** What the bytes of a whole file hold, for those that are not UTF-8. */
export interface ByteCensus {
  /** How often each byte value occurs. */
  readonly counts: Float64Array;
  /** Well-formed UTF-8 sequences of more than one byte. */
  readonly sequences: number;
  /** Bytes that are part of no UTF-8 character, and the line of the first. */
  readonly strays: number;
  readonly firstStrayLine: number;
}

/** The file formats that people put under a wrong name, by their first bytes. */
const SIGNATURES: readonly (readonly [readonly number[], string])[] = [
  [[0x50, 0x4b, 3, 4], "a ZIP archive or an Excel workbook; if it is a workbook, let its name end in .xlsx"],
  [
    [0xd0, 0xcf, 0x11, 0xe0],
    "an old or a password-protected Excel workbook; open it in Excel and save it as .xlsx without a password, or as CSV UTF-8",
  ],
  [[0x1f, 0x8b], "compressed by gzip; let its name end in .gz"],
  [[0x50, 0x41, 0x52, 0x31], "a Parquet file; let its name end in .parquet"],
  [[0x25, 0x50, 0x44, 0x46], "a PDF document; export the table as CSV or Excel instead"],
  [[0x89, 0x50, 0x4e, 0x47], "a picture; export the table as CSV or Excel instead"],
  [[0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], "an SQLite database; export the table as CSV instead"],
];

/** @throws InputError `binary_file` when the first bytes are those of another kind of file. */
export function refuseSignatures(bytes: Uint8Array, name: string): void {
  const found = SIGNATURES.find(([signature]) => signature.every((byte, i) => bytes[i] === byte));
  if (found) throw new InputError("binary_file", `${name} is not text but ${found[1]}`, { file: name });
}

/**
 * The encoding that the first bytes tell: a byte order mark, the zeros of UTF-16, or well-formed UTF-8.
 * @returns null when none of them holds: an eight-bit set, to be told by {@link eightBitEncoding}
 * @throws InputError `binary_file` when there are zero bytes that no text has.
 */
export function sampleEncoding(bytes: Uint8Array, name: string): Encoding | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { label: "utf-16le", evidence: encodingNote("encoding.mark") };
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return { label: "utf-16be", evidence: encodingNote("encoding.mark") };
  const wide = wideEncoding(bytes);
  if (wide) return wide;
  const zero = bytes.indexOf(0);
  if (zero >= 0) {
    const line = lineOfByte(bytes, zero);
    const message = `${name} line ${line}: holds a zero byte, which no text has; it is a damaged or a binary file: export it again as CSV`;
    throw new InputError("binary_file", message, { file: name, line });
  }
  return isUtf8(bytes, false) ? { label: "utf-8", evidence: null } : null;
}

/** UTF-16 without a mark: of text in Latin letters every second byte is zero. */
function wideEncoding(bytes: Uint8Array): Encoding | null {
  const pairs = Math.min(bytes.length >> 1, 32_768);
  if (pairs < 4) return null;
  const zeros = [0, 0];
  for (let i = 0; i < 2 * pairs; i++) if (bytes[i] === 0) zeros[i & 1]!++;
  const [even, odd] = zeros.map(n => n / pairs) as [number, number];
  if (Math.max(even, odd) < 0.5 || Math.min(even, odd) > 0.05) return null;
  const share = encodingNote("encoding.zeros", { share: Math.max(even, odd) });
  return { label: odd > even ? "utf-16le" : "utf-16be", evidence: share };
}

/** Whether bytes are well-formed UTF-8; unless they are `whole`, a character may be cut off at their end. */
export function isUtf8(bytes: Uint8Array, whole = true): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: !whole });
    return true;
  } catch {
    return false;
  }
}

function lineOfByte(bytes: Uint8Array, at: number): number {
  let line = 1;
  for (let i = 0; i < at; i++) if (bytes[i] === 10) line++;
  return line;
}

/** Counts bytes and UTF-8 sequences of a whole file (lead and continuation bytes, RFC 3629). */
export async function byteCensus(parts: AsyncIterable<Uint8Array>): Promise<ByteCensus> {
  const counts = new Float64Array(256);
  let [sequences, strays, firstStrayLine, line, due, begun] = [0, 0, 0, 1, 0, 0];
  const stray = (bytes: number) => {
    if (strays === 0) firstStrayLine = line;
    strays += bytes;
  };
  for await (const bytes of parts) {
    for (const byte of bytes) {
      counts[byte]!++;
      if (due > 0 && (byte & 0xc0) === 0x80) {
        begun++;
        if (--due === 0) sequences++;
        continue;
      }
      if (due > 0) stray(begun);
      due =
        byte >= 0xf0 && byte < 0xf5
          ? 3
          : byte >= 0xe0 && byte < 0xf0
            ? 2
            : byte >= 0xc2 && byte < 0xe0
              ? 1
              : 0;
      begun = 1;
      if (byte >= 0x80 && due === 0) stray(1);
      if (byte === 10) line++;
    }
  }
  if (due > 0) stray(begun);
  return { counts, sequences, strays, firstStrayLine };
}

/** Where windows-1254 has Ğ İ Ş ğ ı ş, windows-1252 has Ð Ý Þ ð ý þ; ISO-8859-9 is a part of windows-1254. */
const TURKISH: Readonly<Record<number, string>> = {
  208: "Ğ",
  221: "İ",
  222: "Ş",
  240: "ğ",
  253: "ı",
  254: "ş",
};
/** Bytes that windows-1254 leaves empty. */
const UNUSED = [0x81, 0x8d, 0x8e, 0x8f, 0x90, 0x9d, 0x9e];

/**
 * Turkish or Western European eight-bit text.
 * @throws InputError `encoding` where the bytes speak for neither, or the file mixes encodings.
 */
export function eightBitEncoding(census: ByteCensus, name: string): Encoding {
  const { counts, sequences, strays, firstStrayLine: line } = census;
  const sum = (from: number, to: number) => counts.subarray(from, to + 1).reduce((a, b) => a + b, 0);
  if (sequences > strays) {
    const message = `${name} line ${line}: not UTF-8, while ${sequences} letters elsewhere in the file are; it is put together of parts in different encodings: save it as UTF-8 again`;
    throw new InputError("encoding", message, { file: name, line });
  }
  const letters = sum(0xc0, 0xff);
  const plain = sum(0x41, 0x5a) + sum(0x61, 0x7a);
  const unused = UNUSED.reduce((n, byte) => n + counts[byte]!, 0);
  if (unused > 0 || sum(0x80, 0x9f) > letters || letters > plain) {
    const message = `${name} line ${line}: the text is neither UTF-8 nor in a Turkish or Western European set; save it as UTF-8, or name its encoding on the source, e.g. encoding: windows-1251`;
    throw new InputError("encoding", message, { file: name, line });
  }
  const found = Object.entries(TURKISH).filter(([byte]) => counts[Number(byte)]! > 0);
  const told = { count: strays, line };
  if (found.length === 0)
    return { label: "windows-1252", evidence: encodingNote("encoding.no_turkish", told) };
  const times = found.reduce((n, [byte]) => n + counts[Number(byte)]!, 0);
  const turkish = found.map(([, letter]) => letter).join(" ");
  return {
    label: "windows-1254",
    evidence: encodingNote("encoding.turkish", { ...told, times, letters: turkish }),
  };
}

/**
 * The encoding that `market.yaml` names, as the Encoding Standard calls it.
 * @throws InputError when there is none of that name, or the first bytes contradict it.
 */
export function namedEncoding(label: string, bytes: Uint8Array, name: string): Encoding {
  const encoding = standardLabel(label, name);
  if (encoding.startsWith("utf-16") && bytes.length > 1 && !bytes.includes(0)) {
    throw contradiction(name, label, "its bytes are not those of UTF-16");
  }
  if (!encoding.startsWith("utf-16") && sampleEncoding(bytes, name)?.label.startsWith("utf-16")) {
    throw contradiction(name, label, "it is UTF-16 text");
  }
  return { label: encoding, evidence: null };
}

function standardLabel(label: string, name: string): string {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    const message = `${name}: unknown encoding "${label}"; expected e.g. utf-8, windows-1254, windows-1252, iso-8859-9 or utf-16le`;
    throw new InputError("unknown_encoding", message, { file: name, encoding: label });
  }
}

/** The message where a named encoding cannot be right. */
export function contradiction(name: string, label: string, why: string): InputError {
  const message = `${name}: market.yaml says encoding: ${label}, but ${why}; correct it, or leave encoding out and let it be found`;
  return new InputError("encoding", message, { file: name, encoding: label });
}

/** What {@link textDecoder} gives: a `TextDecoder` as far as streams need one. */
export interface Decoder {
  decode(bytes?: Uint8Array, options?: { readonly stream?: boolean }): string;
}

/**
 * A decoder that throws on bytes that mean nothing, unless it is not `fatal`. Node 20 takes windows-1252 for Latin-1, which has control
 * characters where windows-1252 has dashes, quotes and the euro sign; those are put right here. Windows-1254 has the same
 * signs there but for Ž and ž.
 */
export function textDecoder(label: string, fatal = true): Decoder {
  const decoder = new TextDecoder(label, { fatal });
  if (decoder.encoding !== "windows-1252") return decoder;
  const sister = new TextDecoder("windows-1254");
  const sign = (control: string) => {
    const byte = control.charCodeAt(0);
    return byte === 0x8e ? "Ž" : byte === 0x9e ? "ž" : sister.decode(Uint8Array.of(byte));
  };
  return {
    decode: (bytes, options) => decoder.decode(bytes, options).replace(/[\u0080-\u009f]/g, sign),
  };
}
