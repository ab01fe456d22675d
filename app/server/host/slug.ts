import { basename, resolve } from "node:path";

/** Letters that Unicode does not take apart into a base letter and a mark. */
const PLAIN: Readonly<Record<string, string>> = { ı: "i", ß: "ss", ø: "o", æ: "ae", œ: "oe", ł: "l", đ: "d" };

/** Short names in URLs, one a folder, from the folders' names: `Ankara İl` → `ankara-il`. */
export function slugs(dirs: readonly string[]): string[] {
  const taken = new Set<string>();
  return dirs.map(dir => {
    const plain = slug(basename(resolve(dir)), "market");
    const name = freeSlug(plain, taken);
    taken.add(name);
    return name;
  });
}

/** The name, or with the first number from 2 that makes it one that is not taken. */
export function freeSlug(plain: string, taken: ReadonlySet<string>): string {
  let name = plain;
  for (let i = 2; taken.has(name); i++) name = `${plain}-${i}`;
  return name;
}

/** Small letters, digits and hyphens; `fallback` where nothing of the name is left. */
export function slug(name: string, fallback: string): string {
  const ascii = name
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]/g, letter => PLAIN[letter] ?? "-");
  return ascii.replace(/-+/g, "-").replace(/^-|-$/g, "") || fallback;
}
