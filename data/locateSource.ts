import { readdir, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, sep } from "node:path";
import { InputError } from "../core/errors.ts";
import { didYouMean } from "./nearest.ts";

/**
 * The path of a source file, free of symbolic links.
 * @throws InputError when there is no such file, it is a folder, or a link leads out of the market folder.
 */
export async function locateSource(dir: string, table: string, file: string): Promise<string> {
  const path = join(dir, file);
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR" || error.code === "ELOOP") return null;
    throw error;
  });
  if (found === null) {
    const names = await readdir(dirname(path)).catch(() => []);
    const hint = didYouMean(basename(file), names);
    const message = `sources.${table}: there is no file ${file} in ${dir}${hint}`;
    throw new InputError("source_missing", message, { table, file });
  }
  if (!found.isFile()) {
    const what = found.isDirectory() ? "is a folder; expected a file" : "is no regular file";
    throw new InputError("source_no_file", `sources.${table}: ${file} ${what}`, { table, file });
  }
  const [real, home] = await Promise.all([realpath(path), realpath(dir)]);
  if (!real.startsWith(home.endsWith(sep) ? home : home + sep)) {
    const message = `sources.${table}: ${file} is a link that leaves the market folder; copy the file into it`;
    throw new InputError("source_outside", message, { table, file });
  }
  return real;
}
