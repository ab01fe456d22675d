import {
  autocompletion,
  type CompletionContext,
  type CompletionResult,
  startCompletion,
} from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import { hoverTooltip } from "@codemirror/view";
import { helpOn, type Suggestion, suggestAt, type Vocabulary } from "./suggest.ts";

/**
 * Completion of keys, levers and names, and help on the word under the pointer.
 * @param vocabulary asked for when somebody types or points: it may change while the editor is open
 */
export function assistance(vocabulary: () => Vocabulary | null): Extension {
  return [
    autocompletion({ override: [context => complete(context, vocabulary())], icons: false }),
    hoverTooltip((view, position) => {
      const word = view.state.wordAt(position);
      if (!word) return null;
      const known = vocabulary();
      const words = known && helpOn(view.state.doc.toString(), word, known);
      if (words === null) return null;
      const create = () => {
        const dom = document.createElement("div");
        dom.className = "cm-help";
        dom.textContent = words;
        return { dom };
      };
      return { pos: word.from, end: word.to, create };
    }),
  ];
}

function complete(context: CompletionContext, vocabulary: Vocabulary | null): CompletionResult | null {
  const found = vocabulary && suggestAt(context.state.doc.toString(), context.pos, vocabulary);
  if (!found) return null;
  const from = context.pos - found.typed;
  return {
    from,
    options: found.options.map((option, rank) => asCompletion(option, -rank)),
    validFor: /^[\w$.%+ -]*$/,
  };
}

function asCompletion({ label, insert = label, detail, help }: Suggestion, boost: number) {
  const key = insert.endsWith(": ");
  return {
    label,
    boost,
    ...(detail && { detail }),
    ...(help && { info: help }),
    apply: (view: Parameters<typeof startCompletion>[0], _: unknown, from: number, to: number) => {
      view.dispatch({ changes: { from, to, insert }, selection: { anchor: from + insert.length } });
      // After a key comes its value.
      if (key) startCompletion(view);
    },
  };
}
