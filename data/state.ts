import {
  copyFile,
  link,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { basename, join } from "node:path";
import type { Fingerprint } from "./fingerprint.ts";

/**
 * The state of a built market: `.penumbra/state-<n>/` with market.duckdb, twin.bin, forecast.parquet and manifest.json.
 * `.penumbra/current` is a symbolic link to it that is swapped by one rename: a reader, or a crash at any moment, finds
 * the old state or the new one, whole.
 */

export interface Manifest {
  readonly version: 1;
  readonly fingerprint: Fingerprint;
  /** What the fit says about itself (its key and hashes); opaque here. */
  readonly fit: Readonly<Record<string, unknown>>;
}

function home(dir: string): string {
  return join(dir, ".penumbra");
}

/** The folder of the current state, free of symbolic links; null when the market has not been built. */
export async function currentState(dir: string): Promise<string | null> {
  try {
    const state = await realpath(join(home(dir), "current"));
    await stat(join(state, "market.duckdb"));
    return state;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT" || code === "ENOTDIR") return null;
    throw error;
  }
}

/** What processes make for the time of their work: folders of checks, links and locks on their way. */
const FLEETING = /^(?:check-(\d+)-|lock\.(\d+)\.|(?:current|market\.duckdb)\.(\d+)\.new$)/;

/** Removes what processes that are gone have left unfinished, beside states in the making. */
export async function removeOrphans(dir: string): Promise<void> {
  for (const name of await readdir(home(dir)).catch(() => [])) {
    const pid = FLEETING.exec(name)?.slice(1).find(Boolean);
    if (pid !== undefined && !running(Number(pid)))
      await rm(join(home(dir), name), { recursive: true, force: true });
  }
}

function running(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** A fresh folder for a state in the making. What crashed builds left is removed: hold the build lock. */
export async function newState(dir: string): Promise<string> {
  await mkdir(home(dir), { recursive: true });
  await removeOrphans(dir);
  for (const name of await readdir(home(dir))) {
    if (name.startsWith("part-")) await rm(join(home(dir), name), { recursive: true, force: true });
  }
  return mkdtemp(join(home(dir), "part-"));
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
  const numbers = (await readdir(home(dir))).map(stateNumber).filter(n => n !== null);
  const name = `state-${Math.max(0, ...numbers) + 1}`;
  const published = join(home(dir), name);
  const previous = await currentState(dir);
  await rename(state, published);
  await swapLink(name, join(home(dir), "current"));
  await swapLink("current/market.duckdb", join(home(dir), "market.duckdb"));
  const keep = new Set([name, ...(previous ? [basename(previous)] : [])]);
  for (const old of await readdir(home(dir))) {
    if (stateNumber(old) !== null && !keep.has(old))
      await rm(join(home(dir), old), { recursive: true, force: true });
  }
  return published;
}

function stateNumber(name: string): number | null {
  const match = /^state-(\d+)$/.exec(name);
  return match ? Number(match[1]) : null;
}

/** rename() replaces the old link in one step; symlink() alone would fail on it. */
async function swapLink(target: string, path: string): Promise<void> {
  const fresh = `${path}.${process.pid}.new`;
  await rm(fresh, { force: true });
  await symlink(target, fresh);
  await rename(fresh, path);
}

/** Takes an unchanged market.duckdb over into a new state, without copying where the file system can link. */
export async function linkMarket(from: string, to: string): Promise<void> {
  const source = join(from, "market.duckdb");
  const target = join(to, "market.duckdb");
  await link(source, target).catch(() => copyFile(source, target));
}

/** The manifest of a state; null when there is none that we can read. */
export async function readManifest(state: string): Promise<Manifest | null> {
  try {
    const manifest = JSON.parse(await readFile(join(state, "manifest.json"), "utf8")) as Manifest;
    return manifest.version === 1 ? manifest : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT" || error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Writes the manifest of a state in the making; the last thing to be written. */
export async function writeManifest(state: string, manifest: Manifest): Promise<void> {
  await writeFile(join(state, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}
