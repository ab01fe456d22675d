import { type Document, isNode, isPair, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { InputError } from "../core/errors.ts";
import { isUtf8 } from "./encoding.ts";
import { didYouMean } from "./nearest.ts";

/** `market.yaml` as read, with what is needed to say where something stands in it. */
export interface YamlFile {
  readonly value: unknown;
  readonly document: Document;
  readonly lines: LineCounter;
}

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/**
 * The text of `market.yaml`, which names brands and columns: a letter that is read wrongly would match nothing.
 * @throws InputError when it is neither UTF-8 nor UTF-16 with its mark.
 */
export function decodeYaml(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  if (isUtf8(bytes)) return new TextDecoder().decode(bytes);
  const mend = "open it in an editor and save it with the encoding UTF-8";
  throw new InputError("config_encoding", `market.yaml is not UTF-8 text; ${mend}`);
}

const YAML_SLIPS: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: "a tab stands where spaces are expected; indent with spaces",
  DUPLICATE_KEY: "the key stands twice; keep one of the two",
  BAD_INDENT: "the line is indented too far or not far enough; keys of one level start in one column",
  MULTIPLE_DOCS: "a second document begins here; remove the line ---",
  UNRESOLVED_TAG: "tags (!) mean nothing here; put quotes around the text",
};

/** @throws InputError `config_syntax` when the text is no YAML. */
export function parseYaml(text: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const broken = document.errors[0] ?? document.warnings[0];
  const fail = (line: number, why: string) =>
    new InputError("config_syntax", `market.yaml line ${line}: not readable as YAML: ${why}`, { line });
  if (broken) {
    const open = /^Flow (map|sequence)/.test(broken.message);
    const why = open ? "a bracket { or [ is not closed" : (YAML_SLIPS[broken.code] ?? broken.message);
    throw fail(lines.linePos(broken.pos[0]).line, why);
  }
  try {
    return { value: document.toJS() ?? {}, document, lines };
  } catch (error) {
    throw fail(1, (error as Error).message);
  }
}

/** The error of a `market.yaml` that breaks the schema: its most telling issue, with its line. */
export function configError(
  all: readonly Issue[],
  yaml: YamlFile,
  knownKeys: (path: Path) => readonly string[],
): InputError {
  const issues = all.map(innermost);
  // A misspelt key also makes the right one missing: the slip itself is the better message.
  const issue = issues.find(i => i.code === "unrecognized_keys") ?? issues[0]!;
  if (issue.code === "unrecognized_keys") return unknownKey(issue.path, issue.keys[0]!, yaml, knownKeys);
  const got = valueAtPath(yaml.value, issue.path);
  const line = lineOf(yaml, issue.path);
  const name = issue.path.join(".") || "the file";
  if (got === undefined) {
    const message = `market.yaml line ${line}: required key "${name}" is missing; ${expectation(issue)}`;
    return new InputError("config_missing_key", message, { key: name, line });
  }
  const shown = JSON.stringify(got);
  const cut = shown.length > 80 ? `${shown.slice(0, 80)}…` : shown;
  const message = `market.yaml line ${line}: ${name}: ${expectation(issue)}; got ${cut}`;
  return new InputError("config_invalid", message, { key: name, line });
}

function unknownKey(
  parent: Path,
  key: string,
  yaml: YamlFile,
  knownKeys: (path: Path) => readonly string[],
): InputError {
  const path = [...parent, key];
  const known = knownKeys(parent);
  const line = lineOf(yaml, path);
  const hint = didYouMean(key, known) || `; known keys: ${known.join(", ")}`;
  const message = `market.yaml line ${line}: unknown key "${path.join(".")}"${hint}`;
  return new InputError("config_unknown_key", message, { key, line });
}

const TYPES: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "keys and values",
  record: "keys and values",
};

/** What was expected, in words of people; our own messages are such already. */
function expectation(issue: Issue): string {
  if (issue.message.startsWith("expected")) return issue.message;
  if (issue.code === "invalid_type") {
    // A source may be one or a list of several: whoever writes neither meant one.
    if (issue.path[0] === "sources" && issue.path.length === 2)
      return "expected a source such as {file: accounts.csv}, or a list of sources";
    return `expected ${TYPES[issue.expected] ?? issue.expected}`;
  }
  if (issue.code === "invalid_value") return `expected one of ${issue.values.join(", ")}`;
  if (issue.code === "too_small") {
    if (issue.origin === "string") return "expected some text";
    return issue.origin === "array" ? "expected at least one" : `expected at least ${issue.minimum}`;
  }
  if (issue.code === "too_big") {
    return issue.origin === "string"
      ? `expected ${issue.maximum} character`
      : `expected at most ${issue.maximum}`;
  }
  return issue.message;
}

/** A union reports all of its branches: the one that came furthest into the value is what the person meant. */
function innermost(issue: Issue): Issue {
  if (issue.code !== "invalid_union") return issue;
  const branches = issue.errors.flat().map(i => innermost(i as Issue));
  const slip = branches.find(i => i.code === "unrecognized_keys");
  const depth = (i: Issue) => i.path.length + (i.code === "invalid_type" ? 0 : 0.5);
  const inner = slip ?? branches.sort((a, b) => depth(b) - depth(a))[0];
  return inner ? ({ ...inner, path: [...issue.path, ...inner.path] } as Issue) : issue;
}

function valueAtPath(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (v, k) => (v !== null && typeof v === "object" ? (v as Record<PropertyKey, unknown>)[k] : undefined),
    value,
  );
}

/** The line of a key, or of the nearest parent that exists. */
export function lineOf({ document, lines }: YamlFile, path: Path): number {
  for (let depth = path.length; depth > 0; depth--) {
    const parent = document.getIn(path.slice(0, depth - 1), true);
    const pair = hasItems(parent)
      ? parent.items.find(item => isPair(item) && String(item.key) === String(path[depth - 1]))
      : undefined;
    const node = isPair(pair) ? pair.key : document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

function hasItems(node: unknown): node is { items: unknown[] } {
  return typeof node === "object" && node !== null && Array.isArray((node as { items?: unknown }).items);
}
