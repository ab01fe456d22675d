import { open } from "node:fs/promises";
import { crc32 } from "node:zlib";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { InputError } from "../../core/errors.ts";
import { refuseSignatures } from "../text/encoding.ts";

/** A workbook has some tens of parts, one with many pictures some hundreds. */
const MOST_PARTS = 10_000;

/** The parts of a ZIP archive by name. */
export interface Archive {
  has(part: string): boolean;
  /** Bytes that a part unpacks to, by the archive's list: reading it ends with an error where it holds more. */
  size(part: string): number;
  /** The bytes of a part. @throws InputError when they are damaged. */
  read(part: string): AsyncGenerator<Buffer>;
  close(): void;
}

/**
 * Opens the archive of a workbook by its central directory, the one list that readers go by.
 * @throws InputError when it is none, is damaged, or has a part twice.
 */
export async function openArchive(path: string, name: string): Promise<Archive> {
  await checkSignature(path, name);
  return damageTold(name, async () => {
    const zip = await openPromise(path, { autoClose: false, lazyEntries: true, validateEntrySizes: true });
    // An archive may still fail after it was opened, while nobody reads it.
    zip.on("error", () => {});
    try {
      const entries = await entriesOf(zip, name);
      return {
        has: part => entries.has(part),
        size: part => entries.get(part)!.uncompressedSize,
        read: part => readPart(zip, entries.get(part)!, name),
        close: () => zip.close(),
      };
    } catch (error) {
      zip.close();
      throw error;
    }
  });
}

async function checkSignature(path: string, name: string): Promise<void> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, 0);
    if (bytesRead === 0)
      throw new InputError("empty_file", `${name} is empty; expected an Excel workbook`, { file: name });
    if (buffer[0] === 0x50 && buffer[1] === 0x4b) return;
    refuseSignatures(buffer.subarray(0, bytesRead), name);
  } finally {
    await file.close();
  }
  throw unreadable(name, "it is no Excel workbook (.xlsx), whatever its name says");
}

async function entriesOf(zip: ZipFile, name: string): Promise<Map<string, Entry>> {
  if (zip.entryCount > MOST_PARTS)
    throw unreadable(name, `it has ${zip.entryCount} parts, where ${MOST_PARTS} are possible`);
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    if (entries.has(entry.fileName)) throw unreadable(name, `its part ${entry.fileName} is there twice`);
    entries.set(entry.fileName, entry);
  }
  return entries;
}

async function* readPart(zip: ZipFile, entry: Entry, name: string): AsyncGenerator<Buffer> {
  if (!entry.canDecodeFileData())
    throw unreadable(name, `its part ${entry.fileName} is packed in an unknown way`);
  const stream = await damageTold(name, () => zip.openReadStreamPromise(entry));
  let sum = 0;
  try {
    const parts = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    for (;;) {
      const { done, value } = await damageTold(name, () => parts.next());
      if (done) break;
      sum = crc32(value, sum);
      yield value;
    }
  } finally {
    stream.destroy();
  }
  if (sum !== entry.crc32) throw damaged(name, `the checksum of ${entry.fileName} is not that of its bytes`);
}

/** What the reader of archives and zlib throw is the file's fault, but for errors of the system. */
async function damageTold<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (error instanceof InputError || /^E[A-Z]/.test(String(code))) throw error;
    throw damaged(name, message.split(". ")[0]!.replace(/\.$/, ""));
  }
}

function damaged(name: string, why: string): InputError {
  return unreadable(name, `it is damaged or cut off (${why}); copy or export it again`);
}

/** @param why what is wrong, and what can be done */
export function unreadable(name: string, why: string): InputError {
  return new InputError("source_unreadable", `${name} is not readable as Excel: ${why}`, { file: name });
}
