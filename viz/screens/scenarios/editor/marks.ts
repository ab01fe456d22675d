import type { Diagnostic } from "@codemirror/lint";
import type { Text } from "@codemirror/state";
import type { ScenarioFault } from "../../../../app/api/scenarios.ts";

/** Faults as marks in the text, which may have changed since it was checked. */
export function marksOf(
  faults: readonly ScenarioFault[],
  document: Text,
  replaceWith: (nearest: string) => string,
): Diagnostic[] {
  return faults.map(fault => {
    const from = offsetOf(document, fault.line, fault.column);
    const to = Math.max(from, offsetOf(document, fault.end_line, fault.end_column));
    const { nearest } = fault;
    return {
      from,
      to,
      severity: "error",
      message: fault.message,
      ...(nearest !== null && {
        actions: [
          {
            name: replaceWith(nearest),
            apply: (view, start, end) =>
              view.dispatch({ changes: { from: start, to: end, insert: nearest } }),
          },
        ],
      }),
    };
  });
}

/** Where a line and a column are, both from 1; the nearest place that there is. */
export function offsetOf(document: Text, line: number, column: number): number {
  const at = document.line(Math.min(Math.max(line, 1), document.lines));
  return Math.min(at.from + Math.max(column - 1, 0), at.to);
}
