import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** What a module needs when it runs, as a result's key has it. */
export interface CodeReach {
  /** Paths from the folder of the code, the module itself among them. */
  readonly files: readonly string[];
  /** `h3-js@4.5.0`; packages that are not installed are left out. */
  readonly packages: readonly string[];
}

export interface Code {
  reach(module: string): CodeReach;
  /** SHA-256 over the files that a module reaches and the versions of the packages. */
  hash(module: string): string;
}

/** Read once: what runs in this process is what was there when it started. */
let own: Code | null = null;

/** The code that runs: the sources, or dist/; so these have different hashes. */
export function runningCode(): Code {
  own ??= codeIn(join(dirname(fileURLToPath(import.meta.url)), "../.."));
  return own;
}

/** How a statement begins that is gone when the program runs. */
const TYPES_ALONE = /^(?:import|export) type /;
/** A text that may name a file: what is no file is left out, so that no more is needed than to miss none. */
const PATH = /["'`](\.{1,2}\/[^"'`\n]*)["'`]/g;
const PACKAGE = /\b(?:from|import) ?\(?["']([^"'.\n][^"'\n]*)["']/g;
const CODE = /\.(?:ts|js|mjs)$/;

/**
 * The walk of imports over the code of a folder. Every text that names a file by a relative path counts: imports,
 * `import()`, workers and folders by `new URL(…)`. No import can be written without such a text, so that the walk may reach
 * too much, and never too little.
 * @param read gives a file's text
 */
export function codeIn(folder: string, read = (path: string) => readFileSync(path, "utf8")): Code {
  const known = new Map<string, ReturnType<typeof look>>();
  const found = new Map<string, readonly string[]>();
  const hashes = new Map<string, string>();

  function look(path: string) {
    const text = read(path);
    const hash = createHash("sha256").update(text).digest("hex");
    if (!CODE.test(path)) return { hash, files: [], packages: [] };
    const running = withoutTypes(text);
    const named = Array.from(running.matchAll(PATH), ([, target]) => target!).filter(text => /\w/.test(text));
    const targets = named.map(target => resolve(dirname(path), target));
    const packages = Array.from(running.matchAll(PACKAGE), ([, name]) => name!);
    return { hash, files: targets.flatMap(filesAt), packages };
  }

  /** The file of a path, all files of a folder, or none. A worker is named by its source also in dist/. */
  function filesAt(path: string): readonly string[] {
    const seen = found.get(path);
    if (seen) return seen;
    const entry = statSync(path, { throwIfNoEntry: false });
    const built = path.replace(/\.ts$/, ".js");
    const files = entry?.isFile()
      ? [path]
      : entry
        ? readdirSync(path).flatMap(name => filesAt(join(path, name)))
        : built !== path
          ? filesAt(built)
          : [];
    found.set(path, files);
    return files;
  }

  function walk(module: string) {
    const files = new Map<string, string>();
    const packages = new Set<string>();
    const open = [module];
    for (let path = open.pop(); path !== undefined; path = open.pop()) {
      if (files.has(path)) continue;
      const file = known.get(path) ?? look(path);
      known.set(path, file);
      files.set(path, file.hash);
      open.push(...file.files);
      for (const name of file.packages) if (!name.startsWith("node:")) packages.add(packageName(name));
    }
    const named = [...files].map(([path, hash]) => [relative(folder, path), hash] as const);
    return {
      files: named.sort(([a], [b]) => (a < b ? -1 : 1)),
      packages: [...packages].sort().flatMap(name => installed(folder, name) ?? []),
    };
  }

  return {
    reach(module) {
      const { files, packages } = walk(module);
      return { files: files.map(([path]) => path), packages };
    },
    hash(module) {
      const hash = hashes.get(module) ?? keyOf(walk(module));
      hashes.set(module, hash);
      return hash;
    },
  };
}

/** Without the statements, by line, that import or export types alone. */
function withoutTypes(text: string): string {
  let inside = false;
  const lines = text.split("\n").filter(line => {
    const gone = inside || TYPES_ALONE.test(line);
    inside = gone && !line.includes(";");
    return !gone;
  });
  return lines.join("\n");
}

/** `@scope/name/part` → `@scope/name`. */
function packageName(target: string): string {
  return target
    .split("/")
    .slice(0, target.startsWith("@") ? 2 : 1)
    .join("/");
}

/** The package with its version, from the nearest `node_modules` above a folder. */
function installed(folder: string, name: string): string | null {
  for (let at = folder; ; at = dirname(at)) {
    const file = join(at, "node_modules", name, "package.json");
    if (statSync(file, { throwIfNoEntry: false }))
      return `${name}@${(JSON.parse(readFileSync(file, "utf8")) as { version: string }).version}`;
    if (dirname(at) === at) return null;
  }
}

/** SHA-256 over plain parts, in order. */
export function keyOf(...parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
