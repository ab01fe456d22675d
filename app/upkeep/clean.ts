import { lstat, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { EnvironmentError } from "../../core/errors.ts";
import { readConfig } from "../../data/config/config.ts";
import { withBuildLock } from "../../data/files/lock.ts";
import { runs } from "../../data/files/process.ts";
import { currentState, FLEETING, IN_MAKING } from "../../data/store/state.ts";
import { keptRuns, runDamages, runFolder } from "../run/runFolder.ts";

export interface CleanOptions {
  /** Runs, rejects and old states that were last changed longer ago go; default: none for their age. */
  readonly olderThanMs?: number | undefined;
  /** Of what is left of them, the oldest go until they take up no more than this. */
  readonly maxBytes?: number | undefined;
  /** Only say what would go. */
  readonly dryRun?: boolean | undefined;
  /** Milliseconds since 1970; for tests. */
  readonly now?: number;
}

/** What `clean` may remove. */
export interface CleanItem {
  readonly kind: "run" | "damaged_run" | "rejects" | "old_state" | "leftover";
  /** From the market folder. */
  readonly path: string;
  /** That its removal makes free: a file that the current state shares counts nothing. */
  readonly bytes: number;
  /** ISO time of the last change; of an old state when it was replaced. */
  readonly modified: string;
}

export interface CleanReport {
  readonly removed: readonly CleanItem[];
  /** Bytes made free. */
  readonly bytes: number;
  readonly kept: { readonly items: number; readonly bytes: number };
  /** A build was running: states, old and in the making, were left alone. */
  readonly building: boolean;
}

/** What is in the making is written in seconds, and a check in minutes: after this long its process is gone. */
const ABANDONED_MS = 3_600_000;
/** Who began to read a state before it was replaced has answered by then. */
const READERS_MS = 600_000;

/** Of a file written beside its place, see `data/files/durable.ts`. */
const TEMPORARY = /^\..+\.[0-9a-f]{8}\.tmp$/;
/** Folders that are looked through, and what processes make there for the time of their work, with their number. */
const IN_THE_MAKING: readonly (readonly [folder: string, names: RegExp])[] = [
  ["", /^\.making-(\d+)$/],
  ["scenarios", TEMPORARY],
  [join(".penumbra", "runs"), TEMPORARY],
  [".penumbra", FLEETING],
];

/**
 * Removes what a market folder does not need: kept runs, rejects and states before the current one by age and size, runs
 * whose files are damaged, and what processes that are gone left unfinished. The current state stays, and so does what
 * a build that is running works on.
 * @throws InputError when `dir` is no market folder
 */
export async function cleanMarket(dir: string, options: CleanOptions): Promise<CleanReport> {
  await readConfig(dir);
  if (!(await exists(join(dir, ".penumbra")))) return reportOf([], [], false);
  if (options.dryRun) return clean(dir, options, await exists(join(dir, ".penumbra", "lock")));
  try {
    return await withBuildLock(dir, () => clean(dir, options, false), { waitMs: 0 });
  } catch (error) {
    if (!(error instanceof EnvironmentError) || error.code !== "locked") throw error;
    return clean(dir, options, true);
  }
}

async function clean(dir: string, options: CleanOptions, building: boolean): Promise<CleanReport> {
  const now = options.now ?? Date.now();
  const age = (item: CleanItem) => now - Date.parse(item.modified);
  const leftovers = (await leftOvers(dir, building)).filter(
    item => item.path.startsWith(join(".penumbra", IN_MAKING)) || age(item) > ABANDONED_MS,
  );
  const states = building ? [] : (await oldStates(dir)).filter(item => age(item) > READERS_MS);
  const kinds = await runItems(dir);
  const damaged = kinds.filter(({ kind }) => kind === "damaged_run");
  const byAge = [...kinds.filter(({ kind }) => kind === "run"), ...(await rejectItems(dir)), ...states].sort(
    (a, b) => Date.parse(a.modified) - Date.parse(b.modified),
  );
  const kept = [...byAge];
  const old: CleanItem[] = [];
  const takes = () => kept.reduce((sum, { bytes }) => sum + bytes, 0);
  while (
    kept[0] &&
    (age(kept[0]) > (options.olderThanMs ?? Infinity) || takes() > (options.maxBytes ?? Infinity))
  )
    old.push(kept.shift()!);
  const removed = [...leftovers, ...damaged, ...old];
  if (!options.dryRun)
    for (const { path } of removed) await rm(join(dir, path), { recursive: true, force: true });
  return reportOf(removed, kept, building);
}

function reportOf(removed: CleanItem[], kept: CleanItem[], building: boolean): CleanReport {
  const total = (items: readonly CleanItem[]) => items.reduce((sum, { bytes }) => sum + bytes, 0);
  return { removed, bytes: total(removed), kept: { items: kept.length, bytes: total(kept) }, building };
}

async function runItems(dir: string): Promise<CleanItem[]> {
  const items: CleanItem[] = [];
  for (const id of await keptRuns(dir)) {
    const damages = (await runDamages(runFolder(dir, id))) ?? [];
    items.push(await itemOf(dir, join(".penumbra", "runs", id), damages.length > 0 ? "damaged_run" : "run"));
  }
  return items;
}

async function rejectItems(dir: string): Promise<CleanItem[]> {
  const folder = join(".penumbra", "rejects");
  return Promise.all(
    (await names(join(dir, folder))).map(name => itemOf(dir, join(folder, name), "rejects")),
  );
}

/** The states before the current one; none where the current one is not known. */
async function oldStates(dir: string): Promise<CleanItem[]> {
  const current = await currentState(dir);
  if (current === null) return [];
  const shared = new Set((await filesOf(current)).map(({ inode }) => inode));
  const replaced = (await lstat(join(dir, ".penumbra", "current"))).mtime;
  const old = (await names(join(dir, ".penumbra"))).filter(
    name => /^state-\d+$/.test(name) && !current.endsWith(`/${name}`),
  );
  return Promise.all(
    old.map(async name => ({
      ...(await itemOf(dir, join(".penumbra", name), "old_state", shared)),
      modified: replaced.toISOString(),
    })),
  );
}

/** What is unfinished and whose process does not run here. States in the making belong to the build that holds the lock. */
async function leftOvers(dir: string, building: boolean): Promise<CleanItem[]> {
  const items: CleanItem[] = [];
  for (const [folder, making] of IN_THE_MAKING) {
    for (const name of await names(join(dir, folder))) {
      const found = making.exec(name);
      const pid = found?.slice(1).find(Boolean);
      if (found && !(pid && runs(Number(pid)))) items.push(await itemOf(dir, join(folder, name), "leftover"));
    }
  }
  const parts = (await names(join(dir, ".penumbra"))).filter(name => name.startsWith(IN_MAKING));
  if (!building) for (const name of parts) items.push(await itemOf(dir, join(".penumbra", name), "leftover"));
  return items;
}

async function itemOf(
  dir: string,
  path: string,
  kind: CleanItem["kind"],
  shared: ReadonlySet<string> = new Set(),
): Promise<CleanItem> {
  const files = (await filesOf(join(dir, path))).filter(({ inode }) => !shared.has(inode));
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  return { kind, path, bytes, modified: (await lstat(join(dir, path))).mtime.toISOString() };
}

/** All files under a path, or the file itself. */
async function filesOf(path: string): Promise<{ readonly inode: string; readonly size: number }[]> {
  const found = await lstat(path, { bigint: true });
  if (!found.isDirectory()) return [{ inode: `${found.dev}:${found.ino}`, size: Number(found.size) }];
  return (await Promise.all((await names(path)).map(name => filesOf(join(path, name))))).flat();
}

const names = (folder: string) => readdir(folder).catch(() => []);

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );
