import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { EnvironmentError, InputError } from "../../core/errors.ts";
import type { SyntheticSpec } from "../synthetic/spec.ts";
import { type WriteOptions, writeMarket } from "../synthetic/writeMarket.ts";
import { ANKARA } from "./ankara.ts";

/** The markets that Penumbra can make on the spot, by name. */
export const EXAMPLES: Readonly<Record<string, SyntheticSpec>> = { ankara: ANKARA };

/** Failures of the disk or its rights, not of the program. */
const SURROUNDINGS = new Set(["ENOSPC", "EACCES", "EPERM", "EROFS", "EDQUOT", "EIO", "ENOTDIR", "EMFILE"]);

/**
 * Makes the folder of an example market: all of it or nothing, from a seed (default 1).
 * @param dir a path that does not exist yet, or an empty folder
 * @throws InputError for an unknown example or a folder that is not empty; EnvironmentError when the disk
 *   refuses; CancelledError when the signal aborts
 */
export async function initExample(
  dir: string,
  name: string,
  options: Partial<WriteOptions> = {},
): Promise<{ dir: string; name: string; seed: number }> {
  const spec = EXAMPLES[name];
  if (!spec) {
    const known = Object.keys(EXAMPLES).join(", ");
    throw new InputError("unknown_example", `there is no example "${name}"; expected one of: ${known}`, {
      name,
    });
  }
  const target = resolve(dir);
  const seed = options.seed ?? 1;
  await writeWhole(target, draft => writeMarket(draft, spec, { ...options, seed })).catch(error => {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!code || !SURROUNDINGS.has(code) || error instanceof InputError) throw error;
    throw new EnvironmentError(
      "folder_not_written",
      `could not write the market folder ${target}: ${message}`,
      {
        cause: error,
      },
    );
  });
  return { dir: target, name, seed };
}

/**
 * Writes into a folder beside the target and moves it into place when it is whole. In a target that exists the
 * draft lies inside: the target may be a mount of its own, and a move must not leave its disk.
 */
async function writeWhole(target: string, write: (draft: string) => Promise<void>): Promise<void> {
  const exists = await mustBeEmpty(target);
  const making = `.making-${process.pid}`;
  const draft = exists ? join(target, making) : join(dirname(target), `.${basename(target)}${making}`);
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  try {
    await write(draft);
    if (exists) await moveInto(draft, target);
    else await rename(draft, target);
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
    await rename(join(draft, entry), join(target, entry));
}
