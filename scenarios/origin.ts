import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type YAMLMap,
} from "yaml";
import { InputError } from "../core/errors.ts";
import { readValue } from "./values.ts";

export type Path = readonly (string | number)[];

/** A place in a file; both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where the parts of a YAML text stand. */
export interface Origin {
  /** Name of the file as messages show it. */
  readonly file: string;
  /** Of the value at a path, or of the nearest part around it that exists. */
  value(path: Path): Position;
  /** Of the key at the end of a path, or of the nearest part around it that exists. */
  key(path: Path): Position;
}

/** Values under these keys are names: `01` and `yes` stay what is written. */
const NAMES = new Set(["where", "brand", "plan", "name", "extends", "question", "notes"]);

/**
 * Parses YAML text.
 * @throws InputError `scenario_syntax` with line and column of the first fault.
 */
export function parseYaml(text: string, file: string): { readonly value: unknown; readonly origin: Origin } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const position = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const broken = document.errors[0];
  if (broken) {
    const fault = { message: `not readable as YAML: ${broken.message}`, ...position(broken.pos[0]) };
    throw complaint("scenario_syntax", file, [fault]);
  }
  return { value: plain(document.contents, document, false), origin: originOf(file, document, position) };
}

/** Maps, lists and values, names as they are written. */
function plain(node: unknown, document: Document, name: boolean): unknown {
  if (isAlias(node)) return plain(node.resolve(document), document, name);
  if (isMap(node)) return plainMap(node, document, name);
  if (isSeq(node)) return node.items.map(item => plain(item, document, name));
  if (!isScalar(node)) return null;
  const written = typeof node.value === "number" || typeof node.value === "boolean";
  return name && written ? (node.source ?? String(node.value)) : node.value;
}

function plainMap(map: YAMLMap, document: Document, name: boolean): Record<string, unknown> {
  const entries: [string, unknown][] = [];
  for (const { key, value } of map.items) {
    const text = isScalar(key) ? (key.source ?? String(key.value)) : String(key);
    const before = entries.at(-1);
    // In {…} YAML ends a value at a comma: of normal(10%, 2%) and of 2,5% it makes two entries.
    const joined = map.flow && value === null && before ? `${before[1]},${text}` : "";
    if (readValue(joined)) before![1] = joined;
    else entries.push([text, plain(value, document, name || NAMES.has(text))]);
  }
  return Object.fromEntries(entries);
}

function originOf(file: string, document: Document, position: (offset: number) => Position): Origin {
  const value = (path: Path): Position => {
    for (let depth = path.length; depth >= 0; depth--) {
      const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range) return position(node.range[0]);
    }
    return { line: 1, column: 1 };
  };
  const key = (path: Path): Position => {
    const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
    const pair = isMap(parent)
      ? parent.items.find(
          item => isPair(item) && isScalar(item.key) && String(item.key.value) === String(path.at(-1)),
        )
      : undefined;
    const node = pair?.key;
    return isNode(node) && node.range ? position(node.range[0]) : value(path);
  };
  return { file, value, key };
}

/** One thing that is wrong, with its place. */
export interface Fault extends Position {
  readonly message: string;
}

/**
 * The error for faults of a file, in the order of their places. The message is the first one's and says how many
 * more there are; `details.faults` holds all.
 */
export function complaint(code: string, file: string, faults: readonly Fault[]): InputError {
  const sorted = [...faults].sort((a, b) => a.line - b.line || a.column - b.column);
  const { line, column, message } = sorted[0]!;
  const more = sorted.length > 1 ? ` (and ${sorted.length - 1} more)` : "";
  return new InputError(code, `${file} line ${line}, column ${column}: ${message}${more}`, {
    file,
    line,
    column,
    faults: sorted,
  });
}
