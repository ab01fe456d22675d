import { createHash } from "node:crypto";
import { open, writeFile } from "node:fs/promises";
import { type ColumnLayout, type Columns, columnBytes } from "../../core/columns.ts";
import { InputError } from "../../core/errors.ts";
import { writeAtomically } from "./durable.ts";

/**
 * One file for columns: magic (8 bytes) · header length (uint32, little endian) · header (JSON, UTF-8) · column bytes as
 * they lie in memory (little endian). No time stands in it: the same content has the same hash.
 */
const MAGIC = Buffer.from("PNMBCOL1", "latin1");
const HEADER_AT = MAGIC.length + 4;
const PAGE = 65_536;

interface FileHeader {
  readonly header: unknown;
  readonly layout: readonly ColumnLayout[];
  readonly bytes: number;
}

/**
 * Saves columns with a header (plain JSON data); a reader sees the old file or the whole new one, never a part.
 * @returns SHA-256 (hex) over canonical header, layout and bytes
 */
export async function saveColumns(path: string, header: unknown, columns: Columns): Promise<string> {
  const bytes = columnBytes(columns);
  const json = headerJson({ header, layout: columns.layout, bytes: bytes.byteLength });
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.length);
  await writeAtomically(path, part => writeFile(part, Buffer.concat([MAGIC, length, json, bytes])));
  return hashOf(json, bytes);
}

/** The hash that {@link saveColumns} gives, without saving. */
export function hashColumns(header: unknown, columns: Columns): string {
  const bytes = columnBytes(columns);
  return hashOf(headerJson({ header, layout: columns.layout, bytes: bytes.byteLength }), bytes);
}

/**
 * Loads columns into new shared memory.
 * @throws InputError when the file is missing, cut off, or no file of ours.
 */
export async function loadColumns(
  path: string,
): Promise<{ header: unknown; columns: Columns; hash: string }> {
  const file = await open(path, "r").catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    throw unreadable(path, "there is no such file");
  });
  try {
    const start = Buffer.alloc(HEADER_AT);
    const { bytesRead } = await file.read(start, 0, HEADER_AT, 0);
    if (bytesRead < HEADER_AT || !start.subarray(0, MAGIC.length).equals(MAGIC)) {
      throw unreadable(path, "it was not written by penumbra");
    }
    const size = (await file.stat()).size;
    const length = start.readUInt32LE(MAGIC.length);
    if (HEADER_AT + length > size) throw unreadable(path, "it is cut off");
    const json = Buffer.alloc(length);
    await file.read(json, 0, length, HEADER_AT);
    const { header, layout, bytes } = parseHeader(path, json);
    if (HEADER_AT + length + bytes !== size) {
      throw unreadable(path, `it holds ${size - HEADER_AT - length} bytes of columns, expected ${bytes}`);
    }
    const pages = Math.max(1, Math.ceil(bytes / PAGE));
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
    const view = new Uint8Array(memory.buffer, 0, bytes);
    await file.read(view, 0, bytes, HEADER_AT + length);
    return { header, columns: { memory, layout }, hash: hashOf(json, view) };
  } finally {
    await file.close();
  }
}

/** Object keys sorted, so that equal headers are equal bytes. */
function headerJson(content: FileHeader): Buffer {
  const sorted = (_: string, value: unknown) =>
    value !== null && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  return Buffer.from(JSON.stringify(content, sorted), "utf8");
}

function parseHeader(path: string, json: Buffer): FileHeader {
  try {
    return JSON.parse(json.toString("utf8")) as FileHeader;
  } catch {
    throw unreadable(path, "its header is damaged");
  }
}

function hashOf(json: Buffer, bytes: Uint8Array): string {
  return createHash("sha256").update(json).update(unshared(bytes)).digest("hex");
}

/** A view that Node's file and hash functions take: they refuse shared memory in places, a copy they never do. */
function unshared(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes);
}

function unreadable(path: string, why: string): InputError {
  const message = `${path} is not readable: ${why}; run \`penumbra build\` again`;
  return new InputError("columns_file", message, { path });
}
