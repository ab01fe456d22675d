import type { Position } from "./complaint.ts";
import { positionAt, type YamlText } from "./read.ts";
import type { YamlNode } from "./tree.ts";

/** Keys and numbers of list items, from the outside in. */
export type Path = readonly PropertyKey[];

/** The value at a path; null where there is none. */
export function nodeAt({ root }: Pick<YamlText, "root">, path: Path): YamlNode | null {
  let node: YamlNode | null = root;
  for (const part of path) {
    if (node?.kind === "map") node = node.byKey.get(String(part))?.value ?? null;
    else if (node?.kind === "list") node = node.items[Number(part)] ?? null;
    else return null;
  }
  return node;
}

/** Where the value at a path stands, or the nearest part around it that exists. */
export function placeOfValue(yaml: YamlText, path: Path): Position {
  for (let depth = path.length; depth >= 0; depth--) {
    const node = nodeAt(yaml, path.slice(0, depth));
    if (node) return positionAt(yaml.lineStarts, node.start);
  }
  return { line: 1, column: 1 };
}

/** Where the key at the end of a path stands, or else the value or what is nearest around it. */
export function placeOfKey(yaml: YamlText, path: Path): Position {
  const parent = nodeAt(yaml, path.slice(0, -1));
  const entry = parent?.kind === "map" ? parent.byKey.get(String(path.at(-1))) : undefined;
  return entry ? positionAt(yaml.lineStarts, entry.key.start) : placeOfValue(yaml, path);
}

/** The same of plain values, by their own keys; undefined where there is none. */
export function valueAtPath(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (v, k) =>
      v !== null && typeof v === "object" && Object.hasOwn(v, k)
        ? (v as Record<PropertyKey, unknown>)[k]
        : undefined,
    value,
  );
}
