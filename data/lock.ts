import { link, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CancelledError, EnvironmentError } from "../core/errors.ts";

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Start time of the process where the system tells it: a pid may be used again. */
  readonly started: string | null;
}

export interface LockOptions {
  /** How long to wait for another builder; default: until it is done. */
  readonly waitMs?: number;
  /** Told once, when someone else holds the lock. */
  readonly onWait?: (holder: string) => void;
  readonly signal?: AbortSignal;
}

/**
 * Runs `work` while this process is the only builder of the market folder. The lock of a process that is gone is
 * taken over.
 * @throws EnvironmentError `locked` naming the holder when waiting takes longer than `waitMs`.
 */
export async function withBuildLock<T>(
  dir: string,
  work: () => Promise<T>,
  options: LockOptions = {},
): Promise<T> {
  const folder = join(dir, ".penumbra");
  await mkdir(folder, { recursive: true });
  const path = join(folder, "lock");
  await acquire(path, options);
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function acquire(path: string, options: LockOptions): Promise<void> {
  const mine = `${path}.${process.pid}.${Math.trunc(performance.now() * 1000)}`;
  const deadline = performance.now() + (options.waitMs ?? Number.POSITIVE_INFINITY);
  let told = false;
  try {
    await writeFile(mine, JSON.stringify(await describe(process.pid)));
    // link() fails when the lock is there, and never shows a half-written file.
    while (!(await linked(mine, path))) {
      if (options.signal?.aborted) throw new CancelledError();
      const holder = await readHolder(path);
      if (holder === null) continue;
      if (!(await alive(holder))) {
        await takeAway(path, mine);
        continue;
      }
      const name = holderName(holder, path);
      if (performance.now() >= deadline) {
        const message = `another build of this market is running (${name}); wait for it, or end it, then try again`;
        throw new EnvironmentError("locked", message);
      }
      if (!told) options.onWait?.(name);
      told = true;
      await sleep(100);
    }
  } finally {
    await rm(mine, { force: true });
  }
}

/** Whether a process of another machine still runs, nobody can tell from here: the person has to. */
function holderName({ pid, host }: Holder, path: string): string {
  const name = `process ${pid} on ${host}`;
  if (host === hostname()) return name;
  return `${name}, which is not this machine; if nothing builds there any more, remove ${path}`;
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

async function readHolder(path: string): Promise<Holder | null> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as Holder;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    if (error instanceof SyntaxError) return { pid: -1, host: hostname(), started: null };
    throw error;
  }
}

/** Of several that see a stale lock, one may have renewed it meanwhile: a live lock that was moved is put back. */
async function takeAway(path: string, mine: string): Promise<void> {
  const aside = `${mine}.stale`;
  try {
    await rename(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  const moved = await readHolder(aside);
  if (moved !== null && (await alive(moved))) await linked(aside, path);
  await rm(aside, { force: true });
}

/** A holder on another machine counts as alive: from here nobody can tell. */
async function alive(holder: Holder): Promise<boolean> {
  if (holder.host !== hostname()) return true;
  if (holder.pid <= 0) return false;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  return (await describe(holder.pid)).started === holder.started;
}

async function describe(pid: number): Promise<Holder> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  // Field 22 of proc(5); the name in field 2 may hold spaces.
  const started = stat === null ? null : (stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null);
  return { pid, host: hostname(), started };
}
