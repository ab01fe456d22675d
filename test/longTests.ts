import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { importsOf, reach, root } from "./imports.ts";

/**
 * Long tests (`*.long.test.ts`) are too long for every run. Each that passed leaves the hash of the code that it reaches in
 * `long.json`; it is due again when that code differs.
 */
const RECORD = join(root, "test", "long.json");

/** What long tests passed on: hash by test file. */
type LongRecord = Readonly<Record<string, string>>;

/** Reads the committed record; empty where there is none yet. */
export async function readLongRecord(): Promise<LongRecord> {
  const text = await readFile(RECORD, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "{}";
    throw error;
  });
  return JSON.parse(text) as LongRecord;
}

/** Writes the record, ordered by file, without tests that are no more. */
export async function writeLongRecord(record: LongRecord, tests: readonly string[]): Promise<void> {
  const kept = Object.entries(record).filter(([test]) => tests.includes(test));
  kept.sort(([a], [b]) => (a < b ? -1 : 1));
  await writeFile(RECORD, `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`);
}

/** SHA-256 over the files that a test reaches, and the locked versions of the packages among them. */
export function reachedCode(test: string): string {
  const { files, packages } = reach(test, memoisedImports);
  const hash = createHash("sha256");
  for (const file of [...files].sort()) {
    hash.update(`${file}\0`);
    hash.update(readFileSync(join(root, file)));
  }
  for (const name of [...packages].sort()) hash.update(`${name}@${lockedVersion(name)}\0`);
  return hash.digest("hex");
}

const known = new Map<string, ReturnType<typeof importsOf>>();
const memoisedImports = (file: string) => {
  const imports = known.get(file) ?? importsOf(file);
  known.set(file, imports);
  return imports;
};

const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
  readonly packages: Readonly<Record<string, { readonly version?: string }>>;
};

/** Version of the package that an import such as `fastify/types` belongs to; "" for Node's own modules. */
function lockedVersion(imported: string): string {
  const name = imported
    .split("/")
    .slice(0, imported.startsWith("@") ? 2 : 1)
    .join("/");
  return lock.packages[`node_modules/${name}`]?.version ?? "";
}
