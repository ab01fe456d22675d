import { InputError } from "../../../core/errors.ts";
import type { InLanguages } from "../../../core/figures.ts";
import type { Fault, Position } from "../../../data/yaml/complaint.ts";
import { placeOfKey } from "../../../data/yaml/places.ts";
import { positionAt, readYaml, type YamlText } from "../../../data/yaml/read.ts";
import type { YamlNode } from "../../../data/yaml/tree.ts";
import type { ScenarioFault } from "../../api/scenarios.ts";
import { errorsTr } from "../../words/tr/errors.ts";

interface Details {
  readonly faults?: readonly Fault[];
  /** The message in every language, where it has them. */
  readonly words?: InLanguages;
  readonly file?: string;
}

/** An InputError on its way between threads, which keep no classes. */
export type SentFault = Pick<InputError, "code" | "message" | "details">;

/**
 * The faults of a scenario's text as an editor marks them: the command line's messages, with the end of what they
 * are about. A fault of a file that this one extends is shown where this one says `extends`.
 * @param file name of the text in messages
 */
export function editorFaults(error: SentFault, text: string, file: string): ScenarioFault[] {
  const { faults, words, file: faulty } = error.details as Details;
  const found = placesOf(text, file);
  if (faults && faulty === file) return faults.map(fault => asEditorFault(fault, found));
  const key = faulty === undefined ? error.code : "extends";
  const message = words ?? { en: error.message, tr: errorsTr[error.code] };
  return [asEditorFault({ message, ...found.key(key) }, found)];
}

function asEditorFault({ line, column, message }: Fault, places: Places): ScenarioFault {
  const end = places.end({ line, column });
  return {
    line,
    column,
    end_line: end.line,
    end_column: end.column,
    message: message.en,
    message_tr: message.tr,
    expected: expectation(message.en),
    nearest: /did you mean "([^"]+)"\?/.exec(message.en)?.[1] ?? null,
  };
}

/** What a message says was expected; null where it says nothing of it. */
function expectation(message: string): string | null {
  const [, ...rest] = message.split("expected ");
  if (rest.length === 0) return null;
  return rest.join("expected ").split(", got ")[0]!.split("; did you mean ")[0]!;
}

interface Places {
  /** Where a key of the file stands; the first letter where it has none. */
  key(name: string): Position;
  /** The end of what starts at a place: a value or a key, never more than its line. */
  end(place: Position): Position;
}

function placesOf(text: string, file: string): Places {
  const yaml = readable(text, file);
  const ends = yaml ? endsOf(yaml.root) : new Map<number, number>();
  // A text that is no YAML is marked all the same.
  const lineStarts = yaml?.lineStarts ?? lineStartsOf(text);
  return {
    key: name => (yaml ? placeOfKey(yaml, [name]) : { line: 1, column: 1 }),
    end({ line, column }) {
      const start = (lineStarts[line - 1] ?? 0) + column - 1;
      const rest = text.slice(start, lineStarts[line] ?? text.length).trimEnd();
      const word = /^[^\s,\]}]+/.exec(rest)?.[0].length ?? 0;
      const end = Math.min(ends.get(start) ?? start + word, start + rest.length);
      return positionAt(lineStarts, Math.max(end, start + 1));
    },
  };
}

function readable(text: string, file: string): YamlText | null {
  try {
    return readYaml(text, file, "scenario_syntax");
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** End of the smallest part that starts at an offset, by offset. */
function endsOf(root: YamlNode): Map<number, number> {
  const ends = new Map<number, number>();
  const seen = new Set<YamlNode>();
  const take = ({ start, end }: Pick<YamlNode, "start" | "end">) =>
    ends.set(start, Math.min(ends.get(start) ?? end, end));
  const visit = (node: YamlNode) => {
    // What aliases repeat is one object.
    if (seen.has(node)) return;
    seen.add(node);
    // A list or map in brackets is meant as a whole, a block only by its first key.
    if (node.kind === "scalar" || node.flow) take(node);
    if (node.kind === "list") node.items.forEach(visit);
    if (node.kind === "map")
      for (const { key, value } of node.entries) {
        take(key);
        visit(value);
      }
  };
  visit(root);
  return ends;
}
