import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder that holds core/, data/, … as they run: the sources, or dist/. */
const code = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** Read once: what runs in this process is what was there when it started. */
const versions = new Map<string, Promise<string>>();

/**
 * SHA-256 over the code of some folders, so that a stage of the build is done again when its own code changed.
 * It is taken over the files that run, hence the sources and dist/ have different versions.
 */
export function codeVersion(folders: readonly string[]): Promise<string> {
  const key = folders.join(":");
  const known = versions.get(key);
  if (known) return known;
  const version = hashFolders(folders);
  versions.set(key, version);
  return version;
}

async function hashFolders(folders: readonly string[]): Promise<string> {
  const own = extname(fileURLToPath(import.meta.url));
  const hash = createHash("sha256");
  for (const folder of folders) {
    const names = await readdir(join(code, folder), { recursive: true });
    for (const name of names.filter(n => extname(n) === own && !n.endsWith(".d.ts")).sort()) {
      hash.update(`${folder}/${name}\0`);
      hash.update(await readFile(join(code, folder, name)));
    }
  }
  return hash.digest("hex");
}

/** SHA-256 over plain parts, in order. */
export function keyOf(...parts: readonly (string | number)[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
