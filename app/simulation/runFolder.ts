import { randomUUID } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ColumnTable } from "../../data/columnTable.ts";
import { writeParquet } from "../export/parquet.ts";

/** Where a run is kept. */
export function runFolder(dir: string, id: string): string {
  return join(dir, ".penumbra", "runs", id);
}

/**
 * Writes a finished run to `.penumbra/runs/<id>/`: `run.json` with everything that makes it again to the same bits, and
 * its slices as Parquet, each named after its table. The folder appears whole or not at all.
 * @param texts further files by name
 */
export async function writeRunFolder(
  dir: string,
  record: { readonly id: string },
  slices: readonly ColumnTable[],
  texts: Readonly<Record<string, string>> = {},
): Promise<string> {
  const folder = runFolder(dir, record.id);
  const draft = runFolder(dir, `.${record.id}.${randomUUID().slice(0, 8)}.tmp`);
  await mkdir(draft, { recursive: true });
  try {
    await writeFile(join(draft, "run.json"), `${JSON.stringify(record, null, 2)}\n`);
    for (const [name, text] of Object.entries(texts)) await writeFile(join(draft, name), text);
    for (const slice of slices) await writeParquet(slice, join(draft, `${slice.name}.parquet`));
    // The same id is the same simulation: what was there holds the same figures.
    await rm(folder, { recursive: true, force: true });
    await rename(draft, folder);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return folder;
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
