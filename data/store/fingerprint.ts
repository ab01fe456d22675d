import { createHash } from "node:crypto";
import { EnvironmentError } from "../../core/errors.ts";
import type { MarketConfig } from "../config/config.ts";
import { TABLE_NAMES } from "../config/schema.ts";
import { type FileHash, type FileStamp, hashAndStamp, sameStamp, stampFile } from "../files/fileHash.ts";
import { locatePlan, locateSource } from "./locateSource.ts";

export interface FileFingerprint extends FileHash {
  /** Null: it had changed so lately that the next build has to read it again. */
  readonly stamp: FileStamp | null;
}

export interface Fingerprint {
  /** SHA-256 over the files' names and contents. */
  readonly hash: string;
  readonly files: Readonly<Record<string, FileFingerprint>>;
}

/**
 * What identifies the files of an ingest. A file whose inode, size and times are those of `previous` is not read again:
 * the time of change of its inode is the system's, no program that writes to the file can keep it.
 * @throws InputError when a source is missing.
 */
export async function fingerprintSources(
  dir: string,
  config: MarketConfig,
  previous: Fingerprint | null = null,
): Promise<Fingerprint> {
  const files: Record<string, FileFingerprint> = {};
  for (const { file, path } of await inputsOf(dir, config))
    files[file] ??= await fingerprintFile(path, previous?.files[file]);
  const contents = Object.entries(files).map(([file, f]) => [file, f.sha256]);
  return { hash: createHash("sha256").update(JSON.stringify(contents)).digest("hex"), files };
}

/** The files that an ingest reads: the sources, and the plans that are in force. */
async function inputsOf(dir: string, config: MarketConfig): Promise<{ file: string; path: string }[]> {
  const inputs: { file: string; path: string }[] = [];
  for (const table of TABLE_NAMES)
    for (const { file } of config.sources[table] ?? [])
      inputs.push({ file, path: await locateSource(dir, table, file) });
  for (const { plan } of config.plans)
    inputs.push({ file: `plans/${plan}.csv`, path: await locatePlan(dir, plan) });
  return inputs;
}

async function fingerprintFile(
  path: string,
  previous: FileFingerprint | undefined,
): Promise<FileFingerprint> {
  if (previous?.stamp && sameStamp(previous.stamp, await stampFile(path))) return previous;
  const { hash, stamp, settled } = await hashAndStamp(path);
  return { ...hash, stamp: settled ? stamp : null };
}

/** The sources of a market as the file system sees them now. */
export async function stampSources(
  dir: string,
  config: MarketConfig,
): Promise<ReadonlyMap<string, FileStamp>> {
  const stamps = new Map<string, FileStamp>();
  for (const { file, path } of await inputsOf(dir, config))
    if (!stamps.has(file)) stamps.set(file, await stampFile(path));
  return stamps;
}

/**
 * Makes sure that what was read was one content, and the one that was fingerprinted.
 * @throws EnvironmentError `source_changed` naming the first file that is another now
 */
export function refuseChanged(
  before: ReadonlyMap<string, FileStamp>,
  after: ReadonlyMap<string, FileStamp>,
): void {
  for (const [file, stamp] of before) {
    const now = after.get(file);
    if (now && sameStamp(stamp, now)) continue;
    const message = `${file} was changed while it was read; run the command again when it is whole`;
    throw new EnvironmentError("source_changed", message);
  }
}
