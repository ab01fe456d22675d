import { isAlias, isMap, isScalar, isSeq, type Scalar, type YAMLMap } from "yaml";
import type { InLanguages } from "../../core/figures.ts";
import { YamlFault } from "./fault.ts";
import { YAML_LIMITS } from "./limits.ts";

/** Where a part stands in the text: offsets of its first letter and of the first behind it. */
interface Range {
  readonly start: number;
  readonly end: number;
}

export interface YamlScalar extends Range {
  readonly kind: "scalar";
  readonly value: string | number | boolean | null;
  /** As it is written, without its quotes: `01`, where the value is 1. */
  readonly source: string;
}

export interface YamlList extends Range {
  readonly kind: "list";
  readonly flow: boolean;
  readonly items: readonly YamlNode[];
}

export interface YamlEntry {
  readonly key: YamlScalar;
  readonly value: YamlNode;
  /** A word without a colon in {…}: what follows a comma in `{change: 2,5%}`. */
  readonly bare: boolean;
}

export interface YamlMap extends Range {
  readonly kind: "map";
  readonly flow: boolean;
  readonly entries: readonly YamlEntry[];
  /** Entries by key, without the bare ones. */
  readonly byKey: ReadonlyMap<string, YamlEntry>;
}

/**
 * A part of a YAML text, free of aliases: where one stood is what it stands for, the very same object. Plain data:
 * it crosses threads.
 */
export type YamlNode = YamlScalar | YamlList | YamlMap;

/** What an anchor names, with what reading it costs. */
interface Anchored {
  readonly node: YamlNode;
  readonly nodes: number;
  readonly letters: number;
  /** Levels of lists and maps in it. */
  readonly height: number;
}

/** A node and the levels of lists and maps in it. */
type Built = Pick<Anchored, "node" | "height">;

/**
 * The tree of a document's contents. Aliases are counted as what they stand for, and built once: the work is that of
 * the text, however much they repeat.
 * @throws YamlFault for aliases that name nothing or what they stand in, keys that stand twice, and beyond a limit.
 */
export function treeOf(contents: unknown): YamlNode {
  const anchors = new Map<string, Anchored>();
  /** Anchors around the node that is being built. */
  const open = new Set<string>();
  let nodes = 0;
  let letters = 0;
  let aliases = 0;

  function count(at: number, moreNodes: number, moreLetters: number): void {
    nodes += moreNodes;
    letters += moreLetters;
    if (nodes > YAML_LIMITS.nodes) throw YamlFault.beyond("nodes", at);
    if (letters > YAML_LIMITS.letters) throw YamlFault.beyond("letters", at);
  }

  function build(node: unknown, depth: number, at: number): Built {
    if (isAlias(node)) return follow(node.source, depth, node.range![0]);
    const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
    if (anchor === undefined) return plain(node, depth, at);
    const before = { nodes, letters };
    open.add(anchor);
    const built = plain(node, depth, at);
    open.delete(anchor);
    anchors.set(anchor, { ...built, nodes: nodes - before.nodes, letters: letters - before.letters });
    return built;
  }

  function follow(name: string, depth: number, at: number): Built {
    if (++aliases > YAML_LIMITS.aliases) throw YamlFault.beyond("aliases", at);
    if (open.has(name)) {
      throw new YamlFault(at, {
        en: `*${name} stands inside of &${name}, which it repeats; expected something else there`,
        tr: `*${name}, yinelediği &${name} içinde duruyor; orada başka bir şey beklenir`,
      });
    }
    const target = anchors.get(name);
    if (!target) {
      throw new YamlFault(at, {
        en: `*${name} repeats nothing that stands before it; put quotes around a text that begins with *, or write &${name} before what it repeats`,
        tr: `*${name} kendinden önceki hiçbir şeyi yinelemiyor; * ile başlayan bir metni tırnak içine alın ya da yinelenecek olanın önüne &${name} yazın`,
      });
    }
    count(at, target.nodes, target.letters);
    if (depth + target.height > YAML_LIMITS.depth) throw YamlFault.beyond("depth", at);
    return target;
  }

  function plain(node: unknown, depth: number, at: number): Built {
    if (isMap(node)) return deeper(node.range![0], depth, () => mapOf(node, depth + 1));
    if (isSeq(node)) {
      return deeper(node.range![0], depth, () => {
        const items = node.items.map(item => build(item, depth + 1, node.range![0]));
        const [start, end] = node.range!;
        const list = { kind: "list", flow: node.flow === true, items: items.map(i => i.node), start, end };
        return { node: list as YamlList, height: 1 + highest(items) };
      });
    }
    const scalar = isScalar(node) ? scalarOf(node) : emptyAt(at);
    count(scalar.start, 1, scalar.source.length);
    return { node: scalar, height: 0 };
  }

  function deeper(at: number, depth: number, work: () => Built): Built {
    count(at, 1, 0);
    if (depth >= YAML_LIMITS.depth) throw YamlFault.beyond("depth", at);
    return work();
  }

  function mapOf(map: YAMLMap, depth: number): Built {
    const byKey = new Map<string, YamlEntry>();
    const built: Built[] = [];
    const entries = map.items.map(({ key: written, value }): YamlEntry => {
      const key = isScalar(written) ? scalarOf(written) : emptyAt(map.range![0]);
      count(key.start, 1, key.source.length);
      const bare = map.flow === true && value === null;
      const content = build(value, depth, key.end);
      built.push(content);
      const entry = { key, value: content.node, bare };
      if (bare) return entry;
      if (byKey.has(key.source)) throw new YamlFault(key.start, TWICE);
      byKey.set(key.source, entry);
      return entry;
    });
    const [start, end] = map.range!;
    return {
      node: { kind: "map", flow: map.flow === true, entries, byKey, start, end },
      height: 1 + highest(built),
    };
  }

  return build(contents, 0, 0).node;
}

function highest(parts: readonly Built[]): number {
  return parts.reduce((most, { height }) => Math.max(most, height), 0);
}

function scalarOf({ value, source, range }: Scalar): YamlScalar {
  const [start, end] = range!;
  const known = typeof value === "number" || typeof value === "boolean" || value === null;
  const text = known ? (source ?? String(value)) : String(value);
  return { kind: "scalar", value: known ? value : text, source: text, start, end };
}

function emptyAt(at: number): YamlScalar {
  return { kind: "scalar", value: null, source: "", start: at, end: at };
}

/** Maps, lists and values as JavaScript has them; every key is a property of its own, whatever its name. */
export function plainValue(node: YamlNode): unknown {
  if (node.kind === "scalar") return node.value;
  if (node.kind === "list") return node.items.map(plainValue);
  return Object.fromEntries(node.entries.map(({ key, value }) => [key.source, plainValue(value)]));
}

const TWICE: InLanguages = {
  en: "the key stands twice; keep one of the two",
  tr: "anahtar iki kez yazılmış; ikisinden birini bırakın",
};
