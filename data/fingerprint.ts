import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { MarketConfig } from "./config.ts";
import { locateSource } from "./locateSource.ts";
import { TABLE_NAMES } from "./schema.ts";

/** Raised whenever ingest makes something else of the same files. */
const INGEST_VERSION = 2;

export interface FileFingerprint {
  readonly size: number;
  readonly mtimeMs: number;
  readonly sha256: string;
}

export interface Fingerprint {
  /** SHA-256 over the version of ingest, the configuration as far as ingest reads it, and the files' contents. */
  readonly hash: string;
  readonly files: Readonly<Record<string, FileFingerprint>>;
}

/**
 * What identifies the input of an ingest. A file whose size and time of change are those of `previous` is not read
 * again.
 * @throws InputError when a source is missing.
 */
export async function fingerprintSources(
  dir: string,
  config: MarketConfig,
  previous: Fingerprint | null = null,
): Promise<Fingerprint> {
  const files: Record<string, FileFingerprint> = {};
  for (const table of TABLE_NAMES) {
    for (const { file } of config.sources[table] ?? []) {
      files[file] ??= await fingerprintFile(dir, table, file, previous?.files[file]);
    }
  }
  const { economics: _economics, max_rejects: _rejects, ...read } = config;
  const contents = Object.entries(files).map(([file, f]) => [file, f.sha256]);
  const text = JSON.stringify([INGEST_VERSION, read, contents]);
  return { hash: createHash("sha256").update(text).digest("hex"), files };
}

async function fingerprintFile(
  dir: string,
  table: string,
  file: string,
  previous: FileFingerprint | undefined,
): Promise<FileFingerprint> {
  const path = await locateSource(dir, table, file);
  const { size, mtimeMs } = await stat(path);
  if (previous && previous.size === size && previous.mtimeMs === mtimeMs) return previous;
  const hash = createHash("sha256");
  for await (const part of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(part as Buffer);
  return { size, mtimeMs, sha256: hash.digest("hex") };
}
