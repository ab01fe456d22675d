import {
  autocompletion,
  type CompletionContext,
  type CompletionResult,
  startCompletion,
} from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import { hoverTooltip } from "@codemirror/view";
import { type Suggestion, suggestAt, type Vocabulary } from "./suggest.ts";

/** What the editor asks for when somebody types or points; both may change while it is open. */
export interface Assistant {
  vocabulary(): Vocabulary | null;
  /** Help on a key or a lever; null where there is none. */
  help(key: string): string | null;
}

/** Completion of keys, levers and names, and help on the word under the pointer. */
export function assistance(assistant: Assistant): Extension {
  return [
    autocompletion({ override: [context => complete(context, assistant)], icons: false }),
    hoverTooltip((view, position) => {
      const word = view.state.wordAt(position);
      if (!word) return null;
      const text = view.state.sliceDoc(word.from, word.to);
      const isKey = view.state.sliceDoc(word.to, word.to + 1) === ":";
      const words = assistant.help(isKey ? `key.${text}` : `lever.${text}`);
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

function complete(context: CompletionContext, assistant: Assistant): CompletionResult | null {
  const vocabulary = assistant.vocabulary();
  const found = vocabulary && suggestAt(context.state.doc.toString(), context.pos, vocabulary);
  if (!found) return null;
  const from = context.pos - found.typed;
  return {
    from,
    options: found.options.map((option, rank) => asCompletion(option, assistant, -rank)),
    validFor: /^[\w$.%+ -]*$/,
  };
}

function asCompletion(option: Suggestion, assistant: Assistant, boost: number) {
  const { label, insert = label, detail, help } = option;
  const info = help ? assistant.help(help) : null;
  const key = insert.endsWith(": ");
  return {
    label,
    boost,
    ...(detail && { detail }),
    ...(info && { info }),
    apply: (view: Parameters<typeof startCompletion>[0], _: unknown, from: number, to: number) => {
      view.dispatch({ changes: { from, to, insert }, selection: { anchor: from + insert.length } });
      // After a key comes its value.
      if (key) startCompletion(view);
    },
  };
}
