import { createHash, randomUUID } from "node:crypto";
import { lstat, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CancelledError, EnvironmentError } from "../../core/errors.ts";
import { linkOrCopy, makeFolder } from "./durable.ts";
import { startHeartbeat } from "./heartbeat.ts";
import { liveness, type ProcessName, processName } from "./process.ts";
import { NoRegularFile, openRegular } from "./regularFile.ts";

/** What a lock file says. */
interface Holder extends ProcessName {
  readonly token: string;
  /** ISO time by the holder's own clock: for people, never compared. */
  readonly since: string;
}

export interface LockOptions {
  /** How long to wait for another builder; default: until it is done. */
  readonly waitMs?: number;
  /** Told when someone else holds the lock, and every minute again. */
  readonly onWait?: (holder: string, waitedMs: number) => void;
  readonly signal?: AbortSignal;
  /** How often the holder touches its lock, and after how long without a touch it is taken over; for tests. */
  readonly beatMs?: number;
  readonly staleMs?: number;
}

/** The lock while it is held. */
export interface HeldLock {
  /** @throws EnvironmentError `lock_lost` when another builder has taken it over, because this one seemed dead */
  mustHold(): Promise<void>;
}

const BEAT_MS = 2000;
/** Ten beats: a busy disk or network may swallow some. */
const STALE_MS = 20_000;
const LOOK_MS = 100;
const TELL_MS = 60_000;

/**
 * Runs `work` while this process is the only builder of the market folder. The holder touches its lock every two seconds.
 * The lock of a process that is gone is taken over: at once where this machine can tell, else when this process has
 * watched it for twenty seconds without a touch, which needs no agreement of clocks. A builder that was taken for dead,
 * because it or its machine slept, learns of it from `mustHold`.
 * @throws EnvironmentError `locked` naming the holder when waiting takes longer than `waitMs`; `lock_lost`;
 * `lock_no_file` when what stands in its place is no file
 */
export async function withBuildLock<T>(
  dir: string,
  work: (lock: HeldLock) => Promise<T>,
  options: LockOptions = {},
): Promise<T> {
  return withLock(join(dir, ".penumbra", "lock"), "another build of this market", work, options);
}

/**
 * Runs `work` while this process is the only one that changes the saved plans of the market folder, or which of them is
 * in force; as {@link withBuildLock}.
 */
export async function withPlansLock<T>(dir: string, work: () => Promise<T>): Promise<T> {
  const options = { waitMs: PLANS_WAIT_MS };
  return withLock(join(dir, ".penumbra", "plans.lock"), "another change of the plans", work, options);
}

/** Saving takes some seconds where a plan has many outlines. */
const PLANS_WAIT_MS = 60_000;

async function withLock<T>(
  path: string,
  what: string,
  work: (lock: HeldLock) => Promise<T>,
  options: LockOptions,
): Promise<T> {
  await makeFolder(dirname(path));
  const token = randomUUID();
  await acquire(path, what, token, options);
  const heartbeat = startHeartbeat(path, options.beatMs ?? BEAT_MS);
  const held = async () => (await look(path))?.holder?.token === token;
  const mustHold = async (cause?: unknown) => {
    if (!(await held())) throw lost(path, cause);
  };
  try {
    return await work({ mustHold });
  } catch (error) {
    // Who has taken over removes what this build was making: its errors are no bugs.
    await mustHold(error);
    throw error;
  } finally {
    await heartbeat.stop();
    if (await held()) await rm(path, { force: true });
  }
}

async function acquire(path: string, what: string, token: string, options: LockOptions): Promise<void> {
  const mine = `${path}.${process.pid}.${token.slice(0, 8)}`;
  const started = performance.now();
  const isStale = watcher(options.staleMs ?? STALE_MS);
  let told = Number.NEGATIVE_INFINITY;
  try {
    const holder: Holder = { ...(await processName()), token, since: new Date().toISOString() };
    // Written again where somebody of another machine, who cannot see this process, has cleared it away.
    const place = async () => {
      if (!(await isThere(mine))) await writeFile(mine, JSON.stringify(holder));
      return placed(mine, path);
    };
    while (!(await place())) {
      if (options.signal?.aborted) throw new CancelledError();
      const seen = await look(path);
      if (seen === null) continue;
      if (await isStale(seen)) {
        if (await takeOver(path, mine, seen, isStale)) return;
        continue;
      }
      const waited = performance.now() - started;
      const name = await holderName(seen.holder);
      if (waited >= (options.waitMs ?? Number.POSITIVE_INFINITY)) {
        const message = `${what} is running (${name}); wait for it, or end it, then try again`;
        throw new EnvironmentError("locked", message);
      }
      if (waited - told >= TELL_MS) {
        options.onWait?.(name, waited);
        told = waited;
      }
      await sleep(LOOK_MS);
    }
  } finally {
    await rm(mine, { force: true });
  }
}

/** One look at a lock: who holds it (null: it does not say), which file it is, and when it was last touched. */
interface Seen {
  readonly holder: Holder | null;
  readonly identity: string;
  readonly touched: string;
}

/** @returns null when nobody holds it */
async function look(path: string): Promise<Seen | null> {
  try {
    const file = await openRegular(path);
    try {
      const [{ ino, mtimeNs }, text] = [await file.stat({ bigint: true }), await file.readFile("utf8")];
      const content = createHash("sha256").update(text).digest("hex").slice(0, 16);
      return { holder: holderOf(text), identity: `${ino}-${content}`, touched: String(mtimeNs) };
    } finally {
      await file.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT" && !(await isThere(path))) return null;
    if (error instanceof NoRegularFile || (error as NodeJS.ErrnoException).code === "ENOENT")
      throw noFile(path);
    throw error;
  }
}

/** A link that leads nowhere is there, and cannot be read. */
function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

function holderOf(text: string): Holder | null {
  try {
    const { pid, host, token } = JSON.parse(text) as Partial<Holder>;
    const whole = typeof pid === "number" && typeof host === "string" && typeof token === "string";
    return whole ? (JSON.parse(text) as Holder) : null;
  } catch {
    return null;
  }
}

/**
 * Tells of each look whether its lock is one that nobody holds any more.
 * @param staleMs by this process's own clock, for a holder whose life only its touches show
 */
function watcher(staleMs: number): (seen: Seen) => Promise<boolean> {
  const lastTouch = new Map<string, { readonly touched: string; readonly at: number }>();
  return async ({ holder, identity, touched }) => {
    const life = holder ? await liveness(holder) : "unknown";
    const now = performance.now();
    const last = lastTouch.get(identity);
    if (last?.touched !== touched) lastTouch.set(identity, { touched, at: now });
    return life === "dead" || (life === "unknown" && now - lastTouch.get(identity)!.at >= staleMs);
  };
}

/**
 * Puts this process's lock in the place of a stale one, by one rename. Of several that saw the same stale lock only one
 * may: the one whose mark with the stale lock's identity stands, and only while that lock is still in its place.
 */
async function takeOver(
  path: string,
  mine: string,
  stale: Seen,
  isStale: (seen: Seen) => Promise<boolean>,
): Promise<boolean> {
  const mark = `${path}.taken.${stale.identity}`;
  if (!(await placed(mine, mark))) {
    const other = await look(mark);
    // Who marked it may have died before the rename.
    if (other && (await isStale(other))) await rm(mark, { force: true });
    else await sleep(LOOK_MS);
    return false;
  }
  try {
    if ((await look(path))?.identity !== stale.identity) return false;
    await rename(mine, path);
    return true;
  } finally {
    await rm(mark, { force: true });
  }
}

/** Gives a file a second name, never half-written. @returns false when the name is taken */
async function placed(from: string, to: string): Promise<boolean> {
  try {
    await linkOrCopy(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

async function holderName(holder: Holder | null): Promise<string> {
  const wait = `its lock is taken over when it has not been touched for ${STALE_MS / 1000} s`;
  if (holder === null) return `a lock that names nobody; ${wait}`;
  const name = `process ${holder.pid} on ${holder.host}, since ${holder.since}`;
  if ((await liveness(holder)) !== "unknown") return name;
  return `${name}; that is another machine or container, or before a restart: ${wait}`;
}

function noFile(path: string): EnvironmentError {
  const message = `${path} is no file; expected the lock that a build leaves there while it works; move it away and run the command again`;
  return new EnvironmentError("lock_no_file", message);
}

function lost(path: string, cause: unknown): EnvironmentError {
  const message = `another build has taken over ${path}, because this one gave no sign of life for ${STALE_MS / 1000} s; nothing of it was published. Run the command again`;
  return new EnvironmentError("lock_lost", message, { cause });
}
