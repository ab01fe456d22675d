import { readFile, rename, rm, stat, truncate, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pick, type Random } from "../../data/synthetic/random.ts";

/** Ways in which a file is spoilt. */
export const DAMAGES = ["cut", "flip", "swap", "delete"] as const;
export type DamageKind = (typeof DAMAGES)[number];

/**
 * Spoils a file of a folder, and keeps its time of change where the file stays, as a disk does that loses bits.
 * @param others files that it may be swapped with
 * @returns the names of the files that are not any more what they were
 */
export async function spoil(
  folder: string,
  file: string,
  kind: DamageKind,
  random: Random,
  others: readonly string[],
): Promise<string[]> {
  const path = join(folder, file);
  const { size, atime, mtime } = await stat(path);
  if (kind === "delete") await rm(path);
  if (kind === "cut") await truncate(path, Math.floor(random.uniform() * size));
  if (kind === "flip") await flip(path, random);
  if (kind === "swap") {
    const other = pick(
      random,
      others.filter(name => name !== file),
    );
    await rename(path, `${path}.aside`);
    await rename(join(folder, other), path);
    await rename(`${path}.aside`, join(folder, other));
    return [file, other];
  }
  if (kind !== "delete") await utimes(path, atime, mtime);
  return [file];
}

/** Changes from one to eight bytes in a row. */
async function flip(path: string, random: Random): Promise<void> {
  const bytes = await readFile(path);
  const at = Math.floor(random.uniform() * bytes.length);
  const to = Math.min(bytes.length, at + 1 + Math.floor(8 * random.uniform()));
  for (let i = at; i < to; i++) bytes[i]! ^= 1 + Math.floor(255 * random.uniform());
  await writeFile(path, bytes);
}

/** A command that reads each file of a state. */
export const READERS: Readonly<Record<string, readonly string[]>> = {
  "market.duckdb": ["simulate"],
  "twin.bin": ["simulate"],
  "cells.parquet": ["export", "cells"],
  "areas.parquet": ["export", "areas"],
  "territories.parquet": ["export", "territories"],
  "forecast.parquet": ["export", "forecast"],
  "wallet.parquet": ["export", "accounts"],
  "segments.bin": ["segments"],
  "heat.bin": ["heat"],
  "next-contacts.json": ["export", "accounts"],
  "areas.geojson": ["export", "areas", ".geojson"],
  "territories.geojson": ["export", "territories", ".geojson"],
  "manifest.json": ["heat"],
};
