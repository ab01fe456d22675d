import { constants } from "node:fs";
import { type FileHandle, open, realpath } from "node:fs/promises";
import { sep } from "node:path";
import type { FileFault, FileKind } from "../../core/errorCodes.ts";
import { InputError } from "../../core/errors.ts";
import { whole } from "../../core/figures.ts";

/**
 * The one way to a file that somebody else may have put there. A pipe would be waited for without end, a device read
 * without end, and a link may lead to a file that is none of ours, whose lines messages would then show: all of them
 * are refused before a byte is read.
 */

/** What a file is for. */
export interface FileRole {
  /** The first word of the codes of its errors: `<kind>_no_file`, `<kind>_outside`, `<kind>_too_large`. */
  readonly kind: FileKind;
  /** What messages call it, such as `sources.sales: sales.csv`. */
  readonly name: string;
  /** The folder that links may not leave; default: they may lead anywhere. */
  readonly inside?: string;
  /** Of its errors, for programs. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Thrown for what is no regular file: it would be waited for, or read, without end. */
export class NoRegularFile extends Error {
  /** `a folder` or `no regular file`. */
  readonly what: string;

  constructor(path: string, what: string) {
    super(`${path} is ${what}`);
    this.what = what;
  }
}

/**
 * Opens a regular file to read it.
 * @param flags of open(2), beside those of reading
 * @throws NoRegularFile for a folder, a pipe, a socket or a device; the system's ENOENT and others
 */
export async function openRegular(path: string, flags = 0): Promise<FileHandle> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK | flags).catch(error => {
    // What the system says of a socket, and of a device that is not there.
    if (error.code === "ENXIO" || error.code === "ENODEV") throw new NoRegularFile(path, "no regular file");
    throw error;
  });
  const found = await file.stat();
  if (found.isFile()) return file;
  await file.close();
  throw new NoRegularFile(path, found.isDirectory() ? "a folder" : "no regular file");
}

/** A path that no file can have: nothing there, a part of it that is no folder, links in a circle, a name too long. */
const NO_SUCH_PATH: ReadonlySet<string> = new Set([
  "ENOENT",
  "ENOTDIR",
  "ELOOP",
  "ENAMETOOLONG",
  "ERR_INVALID_ARG_VALUE",
]);

/**
 * The path of a regular file, free of symbolic links.
 * @returns null when there is no such file
 * @throws InputError when it is a folder, a pipe or a device, when a link leads out of `role.inside`, and when there are
 * more than `mostBytes`
 */
export async function locateFile(
  path: string,
  role: FileRole,
  mostBytes = Number.POSITIVE_INFINITY,
): Promise<string | null> {
  return withFile(path, role, async (file, real) => {
    if ((await file.stat()).size > mostBytes) throw tooLarge(role, mostBytes);
    return real;
  });
}

/**
 * The bytes of a regular file that is read whole, as {@link locateFile} finds it.
 * @returns null when there is no such file
 * @throws InputError as `locateFile` does, and when there are more than `mostBytes`
 */
export async function readWhole(path: string, role: FileRole, mostBytes: number): Promise<Buffer | null> {
  return withFile(path, role, async file => {
    const parts: Buffer[] = await file.createReadStream({ end: mostBytes, autoClose: false }).toArray();
    const bytes = Buffer.concat(parts);
    if (bytes.length > mostBytes) throw tooLarge(role, mostBytes);
    return bytes;
  });
}

function tooLarge(role: FileRole, mostBytes: number): InputError {
  const most = whole(mostBytes);
  return refusal(
    role,
    "too_large",
    `is longer than ${most} bytes, the most that is read; is it the right file?`,
  );
}

async function withFile<T>(
  path: string,
  role: FileRole,
  work: (file: FileHandle, real: string) => Promise<T>,
): Promise<T | null> {
  const real = await unlessMissing(realpath(path), role);
  if (real === null) return null;
  if (role.inside !== undefined && !(await liesIn(real, role.inside)))
    throw refusal(role, "outside", "is a link that leaves the market folder; copy the file into it");
  const file = await unlessMissing(openRegular(real, constants.O_NOFOLLOW), role);
  if (file === null) return null;
  return work(file, real).finally(() => file.close());
}

async function unlessMissing<T>(found: Promise<T>, role: FileRole): Promise<T | null> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof NoRegularFile) throw refusal(role, "no_file", `is ${error.what}; expected a file`);
    if (NO_SUCH_PATH.has(String((error as NodeJS.ErrnoException).code))) return null;
    throw error;
  }
}

/** Whether something that is there lies in a folder, wherever links lead. */
export async function liesIn(path: string, folder: string): Promise<boolean> {
  const [real, home] = await Promise.all([realpath(path), realpath(folder)]);
  return real.startsWith(home.endsWith(sep) ? home : home + sep);
}

function refusal({ kind, name, details }: FileRole, code: FileFault, why: string): InputError {
  return new InputError(`${kind}_${code}`, `${name} ${why}`, details);
}
