import { closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, indentOnInput } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { Compartment, EditorState } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  keymap,
  lineNumbers,
  tooltips,
} from "@codemirror/view";
import { useEffect, useRef } from "react";
import type { ScenarioFault } from "../../../../app/api/scenarios.ts";
import { useWords } from "../../../i18n/useWords.ts";
import { appearance } from "./appearance.ts";
import { assistance } from "./assistance.ts";
import { marksOf, offsetOf } from "./marks.ts";
import type { Vocabulary } from "./suggest.ts";

export interface EditorHandle {
  /** Puts the cursor at a line and a column, both from 1. */
  goTo(line: number, column: number): void;
  /** Puts a text in the place of what a fault is about. */
  replace(fault: ScenarioFault, text: string): void;
}

interface Props {
  text: string;
  readOnly: boolean;
  faults: readonly ScenarioFault[];
  vocabulary: Vocabulary | null;
  onChange: (text: string) => void;
  onRun: () => void;
  onSave: () => void;
  onReady: (handle: EditorHandle | null) => void;
}

/** The text of a scenario, with completion, help and what is wrong marked in its place. */
export default function ScenarioEditor(props: Props) {
  const { text, readOnly, faults } = props;
  const { t } = useWords();
  const box = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const view = useRef<EditorView | null>(null);
  const locked = useRef(new Compartment());
  const label = t("scenario.editor");

  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor lives on; what changes is handed to it below
  useEffect(() => {
    const editor = new EditorView({
      parent: box.current!,
      state: EditorState.create({
        doc: text,
        extensions: [
          lineNumbers(),
          history(),
          drawSelection(),
          indentOnInput(),
          bracketMatching(),
          closeBrackets(),
          highlightActiveLine(),
          lintGutter(),
          yaml(),
          appearance,
          EditorView.lineWrapping,
          // Outside of the panel, which would cut them off.
          tooltips({ parent: document.body }),
          EditorView.contentAttributes.of({ "aria-label": label, "aria-describedby": "scenario-faults" }),
          assistance(() => latest.current.vocabulary),
          locked.current.of(lockedFor(readOnly)),
          keymap.of([
            { key: "Mod-Enter", run: () => did(latest.current.onRun) },
            { key: "Mod-s", run: () => did(latest.current.onSave) },
            ...closeBracketsKeymap,
            ...completionKeymap,
            ...lintKeymap,
            ...historyKeymap,
            ...defaultKeymap,
          ]),
          EditorView.updateListener.of(update => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    latest.current.onReady(handleOf(editor));
    return () => {
      latest.current.onReady(null);
      view.current = null;
      editor.destroy();
    };
  }, []);

  useEffect(() => {
    const editor = view.current!;
    if (text === editor.state.doc.toString()) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
  }, [text]);
  useEffect(() => {
    view.current!.dispatch({ effects: locked.current.reconfigure(lockedFor(readOnly)) });
  }, [readOnly]);
  useEffect(() => {
    const { state } = view.current!;
    const marks = marksOf(faults, state.doc, nearest => t("scenario.replaceWith", { nearest }));
    view.current!.dispatch(setDiagnostics(state, marks));
  }, [faults, t]);

  return <div ref={box} className="scenario-editor" data-testid="scenario-editor" />;
}

function lockedFor(readOnly: boolean) {
  return [EditorState.readOnly.of(readOnly), EditorView.editable.of(!readOnly)];
}

function did(action: () => void): true {
  action();
  return true;
}

function handleOf(editor: EditorView): EditorHandle {
  return {
    goTo(line, column) {
      const anchor = offsetOf(editor.state.doc, line, column);
      editor.dispatch({ selection: { anchor }, scrollIntoView: true });
      editor.focus();
    },
    replace(fault, insert) {
      const { doc } = editor.state;
      const from = offsetOf(doc, fault.line, fault.column);
      const to = offsetOf(doc, fault.end_line, fault.end_column);
      editor.dispatch({ changes: { from, to, insert }, selection: { anchor: from + insert.length } });
      editor.focus();
    },
  };
}
