import { isAlias, isCollection, isNode, LineCounter, type Node, parseDocument, visit } from "yaml";
import type { InputError } from "../../../core/errors.ts";
import type { Fault } from "../../../scenarios/origin.ts";
import type { ScenarioFault } from "../../api/scenarios.ts";

/**
 * The faults of a scenario's text as an editor marks them: the command line's messages, with the end of what they
 * are about. A fault of a file that this one extends is shown where this one says `extends`.
 * @param file name of the text in messages
 */
export function editorFaults(error: InputError, text: string, file: string): ScenarioFault[] {
  const { faults, file: faulty } = error.details as { faults?: readonly Fault[]; file?: string };
  const found = placesOf(text);
  if (faults && faulty === file) return faults.map(fault => asEditorFault(fault, found));
  const key = faulty === undefined ? error.code : "extends";
  return [asEditorFault({ message: error.message, ...found.key(key) }, found)];
}

function asEditorFault({ line, column, message }: Fault, places: Places): ScenarioFault {
  const end = places.end(line, column);
  return {
    line,
    column,
    end_line: end.line,
    end_column: end.column,
    message,
    expected: /expected (.+?)(?:, got |; did you mean |$)/.exec(message)?.[1] ?? null,
    nearest: /did you mean "([^"]+)"\?/.exec(message)?.[1] ?? null,
  };
}

interface Place {
  readonly line: number;
  readonly column: number;
}

interface Places {
  /** Where a key of the file stands; the first letter where it has none. */
  key(name: string): Place;
  /** The end of what starts at a place: a value or a key, never more than its line. */
  end(line: number, column: number): Place;
}

function placesOf(text: string): Places {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const starts = lines.lineStarts;
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  return {
    key(name) {
      const match = new RegExp(`^${name}:`, "m").exec(text);
      return match ? place(match.index) : { line: 1, column: 1 };
    },
    end(line, column) {
      const start = (starts[line - 1] ?? 0) + column - 1;
      const lineEnd = start + (/^[^\r\n]*/.exec(text.slice(start))?.[0].trimEnd().length ?? 0);
      const word = start + (/^[^\s,\]}]+/.exec(text.slice(start))?.[0].length ?? 0);
      const end = Math.min(nodeEnd(document.contents, start) ?? word, lineEnd);
      return place(Math.max(end, start + 1));
    },
  };
}

/** End of the smallest node that starts at an offset; null where none does. */
function nodeEnd(contents: unknown, start: number): number | null {
  let end: number | null = null;
  if (!isNode(contents)) return end;
  visit(contents as Node, (_, node) => {
    if (!isNode(node) || isAlias(node) || node.range?.[0] !== start) return;
    // A list or map in braces is meant as a whole, a block only by its first key.
    if (isCollection(node) && !node.flow) return;
    end = Math.min(end ?? Number.POSITIVE_INFINITY, node.range[1]);
  });
  return end;
}
