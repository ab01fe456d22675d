import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { copyFile, link, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/**
 * How everything that lasts reaches the disk: written beside its place, synced, moved there by one rename, and the folder
 * synced after it. A reader, or a power cut at any moment, finds what was there before or the whole of what is new.
 */

/**
 * Makes a folder and those above it that are missing; one that is there is left as it is. Node's own `recursive` never
 * ends where the system says that a name is not there though the folder above it is, as in /proc.
 * @throws the system's errors
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST" && (await isFolder(path))) return;
    const above = dirname(path);
    if (code !== "ENOENT" || above === path) throw error;
    // Somebody else may have made it since.
    if (!(await isFolder(above))) await makeFolder(above);
    await mkdir(path).catch(async again => {
      if (again.code !== "EEXIST" || !(await isFolder(path))) throw again;
    });
  }
}

/** Through links too. */
async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false;
}

/**
 * Lets `write` fill a temporary file beside `file`, then puts it in place in one step, so that nobody ever sees half a
 * file. What `write` throws is thrown on, with the temporary file gone.
 */
export async function writeAtomically(
  file: string,
  write: (temporary: string) => Promise<void>,
): Promise<void> {
  await makeFolder(dirname(file));
  const temporary = join(dirname(file), `.${basename(file)}.${randomUUID().slice(0, 8)}.tmp`);
  try {
    await write(temporary);
    await moveDurably(temporary, file);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Brings a file, or a folder with all that is in it, to the disk and renames it; both names are in one file system. */
export async function moveDurably(from: string, to: string): Promise<void> {
  await syncTree(from);
  await rename(from, to);
  await syncFolder(dirname(to));
}

async function syncTree(path: string): Promise<void> {
  if (!(await stat(path)).isDirectory()) return syncFile(path);
  const entries = await readdir(path, { withFileTypes: true });
  for (const entry of entries)
    if (entry.isFile() || entry.isDirectory()) await syncTree(join(path, entry.name));
  await syncFolder(path);
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, "r");
  await file.sync().finally(() => file.close());
}

/** What systems say that cannot sync a folder, or not by a handle that only reads. */
const NO_FOLDER_SYNC = new Set(["EINVAL", "EISDIR", "EPERM", "EACCES", "ENOTSUP", "EBADF"]);

/** Makes the names of a folder last, where the system can do that. */
export async function syncFolder(path: string): Promise<void> {
  try {
    await syncFile(path);
  } catch (error) {
    if (!NO_FOLDER_SYNC.has((error as NodeJS.ErrnoException).code ?? "")) throw error;
  }
}

/** What file systems say that know no hard links, or no more of them for this file. */
const NO_LINK = new Set(["EPERM", "ENOTSUP", "ENOSYS", "EMLINK", "EXDEV", "EOPNOTSUPP"]);

/**
 * The same file under a second name that must be free: a hard link, or a copy where the file system knows none.
 * @throws the system's EEXIST when the name is taken
 */
export async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (!NO_LINK.has((error as NodeJS.ErrnoException).code ?? "")) throw error;
    await copyFile(from, to, constants.COPYFILE_EXCL);
  }
}
