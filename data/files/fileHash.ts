import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { openRegular } from "./regularFile.ts";

/** Size and content of a file. */
export interface FileHash {
  /** Bytes. */
  readonly size: number;
  /** Hex. */
  readonly sha256: string;
}

/** What the file system says of a file. Who writes to it cannot keep all of it: the time of change is the system's own. */
export interface FileStamp {
  readonly size: number;
  readonly inode: string;
  /** Nanoseconds since 1970 as text: a double cannot hold them. */
  readonly modified: string;
  readonly changed: string;
}

/** Clocks of file systems tick in steps: what changed less than this before it was looked at may change within the same tick. */
const TICK_NS = 100_000_000n;

/** Hashes of this process, by file system and inode: a file under two names is read once. */
const known = new Map<string, { readonly stamp: FileStamp; readonly hash: FileHash }>();
/** More than the files of a few states; a server that sees many builds forgets the first. */
const MOST_KNOWN = 1000;

/**
 * SHA-256 and size of a file, from memory where this process has read it and its stamp is still the same.
 * @throws NoRegularFile; the system's ENOENT and others
 */
export async function hashFile(path: string): Promise<FileHash> {
  return (await hashAndStamp(path)).hash;
}

/**
 * A file's hash with the stamp that it was read under. `settled` is false when it changed so lately that another change
 * could keep the stamp.
 */
export async function hashAndStamp(
  path: string,
): Promise<{ readonly hash: FileHash; readonly stamp: FileStamp; readonly settled: boolean }> {
  const file = await openRegular(path);
  try {
    const { key, stamp, changedNs } = await stampOf(file);
    const settled = BigInt(Date.now()) * 1_000_000n - changedNs > TICK_NS;
    const before = known.get(key);
    if (before && sameStamp(before.stamp, stamp)) return { hash: before.hash, stamp, settled };
    const sha256 = createHash("sha256");
    let size = 0;
    for await (const part of file.createReadStream({ highWaterMark: 1 << 20, autoClose: false })) {
      sha256.update(part as Buffer);
      size += (part as Buffer).length;
    }
    const hash = { size, sha256: sha256.digest("hex") };
    if (settled) remember(key, stamp, hash);
    return { hash, stamp, settled };
  } finally {
    await file.close();
  }
}

/** A file's stamp, without a look at its bytes. */
export async function stampFile(path: string): Promise<FileStamp> {
  const file = await openRegular(path);
  const { stamp } = await stampOf(file).finally(() => file.close());
  return stamp;
}

async function stampOf(file: FileHandle) {
  const stats = await file.stat({ bigint: true });
  const stamp: FileStamp = {
    size: Number(stats.size),
    inode: String(stats.ino),
    modified: String(stats.mtimeNs),
    changed: String(stats.ctimeNs),
  };
  return { key: `${stats.dev}:${stats.ino}`, stamp, changedNs: stats.ctimeNs };
}

/** Whether two looks at a name saw the same file, unchanged. */
export function sameStamp(a: FileStamp, b: FileStamp): boolean {
  return a.size === b.size && a.inode === b.inode && a.modified === b.modified && a.changed === b.changed;
}

function remember(key: string, stamp: FileStamp, hash: FileHash): void {
  known.delete(key);
  known.set(key, { stamp, hash });
  const [oldest] = known.keys();
  if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
}
