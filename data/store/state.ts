import { lstatSync } from "node:fs";
import { lstat, mkdtemp, readdir, readlink, realpath, rename, rm, stat, symlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { InputError } from "../../core/errors.ts";
import { makeFolder, moveDurably, syncFolder } from "../files/durable.ts";
import { runs } from "../files/process.ts";
import {
  allDamages,
  type Damage,
  damagedState,
  namedFrom,
  type SealedFolder,
  seenDamages,
} from "../files/sealedFolder.ts";
import { type Manifest, readManifest } from "./manifest.ts";

/**
 * The state of a built market: `.penumbra/state-<n>/` with market.duckdb, the twin, tables and manifest.json, see
 * `sealedFolder.ts`. `.penumbra/current` is a symbolic link to it that is swapped by one rename: a reader, or a crash at
 * any moment, finds the old state or the new one, whole.
 */

/** The file of a state that `ingest` makes. */
export const DATABASE_FILE = "market.duckdb";

/** A published state, its manifest read. */
export interface State extends SealedFolder {
  readonly manifest: Manifest;
}

function home(dir: string): string {
  return join(dir, ".penumbra");
}

/**
 * The folder of the current state, free of symbolic links; null when the market has not been built, or its link does not
 * lead to a state.
 */
export async function currentState(dir: string): Promise<string | null> {
  try {
    const [state, parent] = await Promise.all([realpath(join(home(dir), "current")), realpath(home(dir))]);
    return dirname(state) === parent && (await stat(state)).isDirectory() ? state : null;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT" || code === "ENOTDIR" || code === "ELOOP") return null;
    throw error;
  }
}

/**
 * Opens the state that was published last: its manifest is whole, and each of its files is there with its size.
 * @throws InputError `not_built`; EnvironmentError `state_damaged` naming each file that is not what was written
 */
export async function openState(dir: string): Promise<State> {
  const path = await currentState(dir);
  if (path === null) throw await noState(dir);
  const found = await readManifest(path);
  if ("foreign" in found) throw notBuilt(dir, "was built by another version of penumbra");
  const state = "manifest" in found ? stateOf(path, found.manifest) : null;
  const damages = "damage" in found ? [found.damage] : await seenDamages(state!);
  if (state && damages.length === 0) return state;
  throw damagedState(dirname(path), namedFrom(basename(path), damages));
}

function stateOf(path: string, manifest: Manifest): State {
  return { path, files: manifest.files, manifest };
}

/** A market that has no state for this version. */
export function notBuilt(dir: string, why: string): InputError {
  return new InputError("not_built", `${dir} ${why}; run: penumbra build ${dir}`, { dir });
}

async function noState(dir: string): Promise<Error> {
  const damage = await lostLink(dir);
  return damage ? damagedState(home(dir), [damage]) : notBuilt(dir, "has not been built");
}

/** The link to the current state, where it leads to none although there are some; else null. */
async function lostLink(dir: string): Promise<Damage | null> {
  if ((await stateNumbers(dir)).length === 0) return null;
  const path = join(home(dir), "current");
  const found = await lstat(path).catch(() => null);
  const target = await readlink(path).catch(() => null);
  if (target !== null && (await currentState(dir)) !== null) return null;
  const what = target === null ? (found === null ? "no file" : "no link") : `a link to ${target}`;
  return { file: "current", expected: "a link to the state that was published last", found: what };
}

/** What there is to start from, and what of it is damaged. */
export interface Inspection {
  /** The newest state that says what it holds; null: there is none for this version. */
  readonly state: State | null;
  /** Files are named from `.penumbra`. */
  readonly damages: readonly Damage[];
}

/**
 * Hashes every file of the current state, and of the one before where the current one does not say what it holds.
 * @throws the system's errors when it may not be read
 */
export async function inspectState(dir: string): Promise<Inspection> {
  const lost = await lostLink(dir);
  const damages: Damage[] = lost ? [lost] : [];
  const current = await currentState(dir);
  const newestFirst = (await stateNumbers(dir)).sort((a, b) => b - a).map(n => `state-${n}`);
  const older = newestFirst.filter(name => current === null || name !== basename(current));
  for (const path of [...(current ? [current] : []), ...older.map(name => join(home(dir), name))]) {
    const found = await readManifest(path);
    if ("damage" in found && path === current) damages.push(...namedFrom(basename(path), [found.damage]));
    if (!("manifest" in found)) continue;
    const state = stateOf(path, found.manifest);
    return { state, damages: [...damages, ...namedFrom(basename(path), await allDamages(state))] };
  }
  return { state: null, damages };
}

/**
 * A short text that is another one as soon as another state has been published, at the price of one system call; null
 * when the market has not been built. The link is made anew for each state, so that its inode or its time differs.
 */
export function stateStamp(dir: string): string | null {
  const link = lstatSync(join(home(dir), "current"), { bigint: true, throwIfNoEntry: false });
  return link ? `${link.ino}-${link.ctimeNs}` : null;
}

/** What processes make for the time of their work, with their number: folders of checks, links and locks on their way. */
export const FLEETING = /^(?:check-(\d+)-|lock\.(?:(\d+)|taken)\.|(?:current|market\.duckdb)\.(\d+)\.new$)/;

/** Removes what processes that are gone have left unfinished, beside states in the making. */
export async function removeOrphans(dir: string): Promise<void> {
  for (const name of await readdir(home(dir)).catch(() => [])) {
    const pid = FLEETING.exec(name)?.slice(1).find(Boolean);
    if (pid !== undefined && !runs(Number(pid)))
      await rm(join(home(dir), name), { recursive: true, force: true });
  }
}

/** How the name of a state in the making begins. */
export const IN_MAKING = "part-";

/** A fresh folder for a state in the making. What crashed builds left is removed: hold the build lock. */
export async function newState(dir: string): Promise<string> {
  await makeFolder(home(dir));
  await removeOrphans(dir);
  for (const name of await readdir(home(dir))) {
    if (name.startsWith(IN_MAKING)) await rm(join(home(dir), name), { recursive: true, force: true });
  }
  return mkdtemp(join(home(dir), IN_MAKING));
}

/** Drops a state in the making. */
export async function discardState(state: string): Promise<void> {
  await rm(state, { recursive: true, force: true });
}

/**
 * Makes a finished state the current one. The one before is kept for those who are reading it; older ones go.
 * @returns the state's folder
 */
export async function publishState(dir: string, state: string): Promise<string> {
  const name = `state-${Math.max(0, ...(await stateNumbers(dir))) + 1}`;
  const published = join(home(dir), name);
  const previous = await currentState(dir);
  await moveDurably(state, published);
  await pointTo(dir, name);
  const keep = new Set([name, ...(previous ? [basename(previous)] : [])]);
  for (const number of await stateNumbers(dir)) {
    const old = `state-${number}`;
    if (!keep.has(old)) await rm(join(home(dir), old), { recursive: true, force: true });
  }
  return published;
}

async function stateNumbers(dir: string): Promise<number[]> {
  const names = await readdir(home(dir)).catch(() => []);
  return names.flatMap(name => /^state-(\d+)$/.exec(name)?.[1] ?? []).map(Number);
}

/** Links that lead to the current state: the state itself, and its database for people's own tools. */
const LINKS = [
  { link: "current", target: (state: string) => state },
  { link: DATABASE_FILE, target: () => `current/${DATABASE_FILE}` },
];

/** Makes a published state the current one where it is not. @returns whether it was not */
export async function pointTo(dir: string, name: string): Promise<boolean> {
  let changed = false;
  for (const { link, target } of LINKS) {
    const path = join(home(dir), link);
    if ((await readlink(path).catch(() => null)) === target(name)) continue;
    await swapLink(target(name), path);
    changed = true;
  }
  if (changed) await syncFolder(home(dir));
  return changed;
}

/** rename() replaces the old link in one step; symlink() alone would fail on it. A folder in its place goes first. */
async function swapLink(target: string, path: string): Promise<void> {
  const fresh = `${path}.${process.pid}.new`;
  await rm(fresh, { force: true });
  await symlink(target, fresh);
  if ((await lstat(path).catch(() => null))?.isDirectory()) await rm(path, { recursive: true });
  await rename(fresh, path);
}
