import { readdir, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { EnvironmentError, InputError } from "../../core/errors.ts";
import { makeFolder, moveDurably } from "./durable.ts";

/** Failures of the disk or its rights, not of the program. */
const SURROUNDINGS = new Set(["ENOSPC", "EACCES", "EPERM", "EROFS", "EDQUOT", "EIO", "ENOTDIR", "EMFILE"]);

/**
 * Makes a market folder: all of it or nothing.
 * @param dir a path that does not exist yet, or an empty folder
 * @param write fills a draft folder, which is moved into place when it is whole
 * @returns the folder's full path, and what `write` gave
 * @throws InputError for a folder that is not empty; EnvironmentError when the disk refuses; what `write` throws
 */
export async function makeMarketFolder<T>(
  dir: string,
  write: (draft: string) => Promise<T>,
): Promise<{ dir: string; made: T }> {
  const target = resolve(dir);
  try {
    return { dir: target, made: await writeWhole(target, write) };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!code || !SURROUNDINGS.has(code) || error instanceof InputError) throw error;
    const told = `could not write the market folder ${target}: ${message}`;
    throw new EnvironmentError("folder_not_written", told, { cause: error });
  }
}

/**
 * Writes into a folder beside the target and moves it into place when it is whole. In a target that exists the
 * draft lies inside: the target may be a mount of its own, and a move must not leave its disk.
 */
async function writeWhole<T>(target: string, write: (draft: string) => Promise<T>): Promise<T> {
  const exists = await mustBeEmpty(target);
  const making = `.making-${process.pid}`;
  const draft = exists ? join(target, making) : join(dirname(target), `.${basename(target)}${making}`);
  await rm(draft, { recursive: true, force: true });
  await makeFolder(draft);
  try {
    const made = await write(draft);
    if (exists) await moveInto(draft, target);
    else await moveDurably(draft, target);
    return made;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function mustBeEmpty(target: string): Promise<boolean> {
  const entries = await readdir(target).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    if (error.code !== "ENOTDIR") throw error;
    throw new InputError("not_a_folder", `${target} is a file; give a folder that does not exist yet`, {
      target,
    });
  });
  if (entries && entries.length > 0) {
    const mend = "give another folder, or empty this one first";
    throw new InputError("folder_not_empty", `${target} is not empty (it holds ${entries[0]}); ${mend}`, {
      target,
    });
  }
  return entries !== null;
}

/** Into a folder that exists, and that may be somebody's working directory: market.yaml last makes it a market. */
async function moveInto(draft: string, target: string): Promise<void> {
  const entries = await readdir(draft);
  const last = "market.yaml";
  for (const entry of [...entries.filter(e => e !== last), last])
    await moveDurably(join(draft, entry), join(target, entry));
}
