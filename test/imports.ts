import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync } from "vite";

/** The folder of the checkout. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** One import of a source file. */
export interface Import {
  /** As it is written: a path relative to the file, or the name of a package. */
  readonly target: string;
  /** Gone when the program runs. */
  readonly typeOnly: boolean;
  /** Loaded by `import()`, when it is needed. */
  readonly lazy: boolean;
}

/** Everything that a source file imports, re-exports, loads by `import()` or names by `new URL(…, import.meta.url)`. */
export function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), "utf8");
  const { module } = parseSync(file, text);
  const found: Import[] = [];
  for (const { moduleRequest, entries } of module.staticImports) {
    const typeOnly = entries.length > 0 && entries.every(entry => entry.isType);
    found.push({ target: moduleRequest.value, typeOnly, lazy: false });
  }
  for (const { entries } of module.staticExports) {
    const from = entries.filter(entry => entry.moduleRequest);
    if (from.length === 0) continue;
    const typeOnly = from.every(entry => entry.isType);
    found.push({ target: from[0]!.moduleRequest!.value, typeOnly, lazy: false });
  }
  for (const { moduleRequest } of module.dynamicImports) {
    const literal = /^"([^"]+)"$/.exec(text.slice(moduleRequest.start, moduleRequest.end));
    if (literal) found.push({ target: literal[1]!, typeOnly: false, lazy: true });
  }
  // Types written as import("…").Name, which the parser does not list among the imports of a module.
  for (const [, target] of text.matchAll(/\bimport\(\s*"([^"]+)"\s*\)\./g))
    found.push({ target: target!, typeOnly: true, lazy: true });
  for (const [, paths] of text.matchAll(/\bnew URL\(([^;]*?),\s*import\.meta\.url/g)) {
    // The ending of a worker's file depends on whether the sources run or dist/.
    for (const [, target] of paths!.replaceAll(/\$\{[^}]*\}/g, ".ts").matchAll(/["`](\.[^"`]+)["`]/g))
      found.push({ target: target!, typeOnly: false, lazy: false });
  }
  return found;
}

/** Path of a local import from the checkout's folder, or null for a package. */
export function localTarget(file: string, target: string): string | null {
  if (!target.startsWith(".")) return null;
  return relative(root, resolve(root, dirname(file), target.replace(/\?.*$/, "")));
}

/** What a file needs when it runs. */
export interface Reach {
  /** Paths from the checkout's folder, the file itself among them. */
  readonly files: ReadonlySet<string>;
  readonly packages: ReadonlySet<string>;
}

const SOURCE = /\.(ts|tsx|mts|mjs|js)$/;

/** Every file and package that a file needs when it runs; of a folder that it names, all files. */
export function reach(start: string, imports: (file: string) => readonly Import[] = importsOf): Reach {
  const files = new Set<string>();
  const packages = new Set<string>();
  const open = [start];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (files.has(file)) continue;
    const entry = statSync(join(root, file), { throwIfNoEntry: false });
    if (entry?.isDirectory()) {
      open.push(...readdirSync(join(root, file)).map(name => join(file!, name)));
      continue;
    }
    if (!entry) continue;
    files.add(file);
    if (!SOURCE.test(file)) continue;
    for (const { target, typeOnly } of imports(file)) {
      if (typeOnly) continue;
      const local = localTarget(file, target);
      if (local === null) packages.add(target);
      else open.push(local);
    }
  }
  return { files, packages };
}
