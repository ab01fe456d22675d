import type { z } from "zod";
import { InputError } from "../../core/errors.ts";
import { nodeAt, type Path, placeOfKey, valueAtPath } from "../yaml/places.ts";
import type { YamlText } from "../yaml/read.ts";
import { didYouMean } from "./nearest.ts";

type Issue = z.core.$ZodIssue;

/**
 * The error of a `market.yaml` that breaks the schema: its most telling issue, with its line.
 * @param value what the schema was applied to
 */
export function configError(
  all: readonly Issue[],
  value: unknown,
  yaml: YamlText,
  knownKeys: (path: Path) => readonly string[],
): InputError {
  const issues = all.map(innermost);
  // A misspelt key also makes the right one missing: the slip itself is the better message.
  const issue = issues.find(i => i.code === "unrecognized_keys") ?? issues[0]!;
  if (issue.code === "unrecognized_keys") return unknownKey(issue.path, issue.keys[0]!, yaml, knownKeys);
  const got = valueAtPath(value, issue.path);
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
  yaml: YamlText,
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

/** The line of a key, or of the nearest parent that exists. */
export function lineOf(yaml: YamlText, path: Path): number {
  const exists = path.findLastIndex((_, i) => nodeAt(yaml, path.slice(0, i + 1)) !== null);
  return placeOfKey(yaml, path.slice(0, exists + 1)).line;
}
