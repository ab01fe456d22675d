import { randomUUID } from "node:crypto";
import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { EnvironmentError } from "../../core/errors.ts";
import { makeFolder, moveDurably } from "../../data/files/durable.ts";
import {
  allDamages,
  type Damage,
  damagedFiles,
  type FileHashes,
  hashFiles,
  readSealed,
  writeSealed,
} from "../../data/files/sealedFolder.ts";
import type { ColumnTable } from "../../data/tables/columnTable.ts";
import { writeParquet } from "../export/parquet.ts";

/** Where a run is kept. */
export function runFolder(dir: string, id: string): string {
  return join(dir, ".penumbra", "runs", id);
}

/**
 * Writes a finished run to `.penumbra/runs/<id>/`: `run.json` with everything that makes it again to the same bits, and
 * its slices as Parquet, each named after its table, and a manifest with the hash of each. The folder appears whole or
 * not at all.
 * @param texts further files by name
 */
export async function writeRunFolder(
  dir: string,
  record: { readonly id: string },
  slices: readonly ColumnTable[],
  texts: Readonly<Record<string, string>> = {},
): Promise<string> {
  const folder = runFolder(dir, record.id);
  const [draft, before] = [temporary(dir, record.id), temporary(dir, record.id)];
  await makeFolder(draft);
  try {
    await writeFile(join(draft, "run.json"), `${JSON.stringify(record, null, 2)}\n`);
    for (const [name, text] of Object.entries(texts)) await writeFile(join(draft, name), text);
    for (const slice of slices) await writeParquet(slice, join(draft, `${slice.name}.parquet`));
    await writeSealed(draft, { version: 1, files: await hashFiles(draft) });
    // The same id is the same simulation: what was there holds the same figures. It goes in one step too, so that
    // nobody removes files of the one that another process puts in its place.
    await rename(folder, before).catch(unless("ENOENT"));
    await moveDurably(draft, folder).catch(unless("ENOTEMPTY", "EEXIST"));
  } finally {
    for (const path of [draft, before]) await rm(path, { recursive: true, force: true });
  }
  return folder;
}

function temporary(dir: string, id: string): string {
  return runFolder(dir, `.${id}.${randomUUID().slice(0, 8)}.tmp`);
}

/** Passes over errors of the system with these codes. */
function unless(...codes: readonly string[]): (error: NodeJS.ErrnoException) => void {
  return error => {
    if (!codes.includes(error.code ?? "")) throw error;
  };
}

/**
 * A text file of a kept run; null where there is no such run, or none that says what it holds.
 * @throws EnvironmentError `run_damaged` naming each file of the run whose bytes are not those that were written
 */
export async function readRunText(dir: string, id: string, name: string): Promise<string | null> {
  const path = runFolder(dir, id);
  const text = await readFile(join(path, name), "utf8").catch(() => null);
  // After the reading: what is sound now was sound then.
  const damages = await runDamages(path);
  if (damages === null || damages.length === 0) return damages && text;
  throw damagedRuns(path, damages);
}

/** The names of the runs that are kept. */
export async function keptRuns(dir: string): Promise<string[]> {
  const names = await readdir(join(dir, ".penumbra", "runs")).catch(() => []);
  return names.filter(name => !name.startsWith(".")).sort();
}

/** Damage of kept runs; the names of files count from `folder`. */
export function damagedRuns(folder: string, damages: readonly Damage[]): EnvironmentError {
  const mend = "ask the same question again to make a run anew, or remove the damaged ones: penumbra clean";
  return damagedFiles("run_damaged", folder, damages, mend);
}

/** The damaged files of a kept run, looked for in all of them; null where there is no manifest. */
export async function runDamages(path: string): Promise<Damage[] | null> {
  const read = await readSealed(path);
  if ("content" in read) return allDamages({ path, files: (read.content as { files: FileHashes }).files });
  return read.damage.found === "no file" ? null : [read.damage];
}

/** Rows of a slice: the keys of a group, and its figures by metric. */
export type SliceRows = readonly (readonly [
  keys: Readonly<Record<string, string>>,
  figures: Readonly<Record<string, object | null>>,
])[];

/** Long form: the key columns, the metric's name, then its quantities. */
export function slice(name: string, groups: SliceRows, quantities: readonly string[]): ColumnTable {
  const rows = groups.flatMap(([keys, figures]) =>
    Object.entries(figures).map(([metric, figure]) => ({ keys: { ...keys, metric }, figure })),
  );
  const keyNames = Object.keys({ ...groups[0]?.[0], metric: "" });
  return {
    name,
    rows: rows.length,
    columns: [
      ...keyNames.map(key => ({
        name: key,
        type: "utf8" as const,
        values: rows.map(row => (row.keys as Record<string, string>)[key]!),
      })),
      ...quantities.map(quantity => ({
        name: quantity,
        type: "float64" as const,
        values: Float64Array.from(rows, ({ figure }) => {
          const value = (figure as Record<string, unknown> | null)?.[quantity];
          return typeof value === "number" ? value : Number.NaN;
        }),
      })),
    ],
  };
}
