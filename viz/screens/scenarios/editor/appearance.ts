import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** The editor in the page's colours; they are variables, so that it changes theme with the page. */
const look = EditorView.theme({
  "&": { height: "100%", color: "var(--ink)", backgroundColor: "transparent", fontSize: "12.5px" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": {
    fontFamily: "ui-monospace, 'Cascadia Mono', 'SF Mono', Menlo, 'DejaVu Sans Mono', monospace",
    lineHeight: "1.6",
  },
  ".cm-content": { padding: "10px 0", caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--own) 26%, transparent)",
  },
  ".cm-gutters": { color: "var(--ink-3)", backgroundColor: "transparent", border: "0" },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "22px", padding: "0 6px 0 4px" },
  ".cm-activeLine, .cm-activeLineGutter": {
    backgroundColor: "color-mix(in srgb, var(--ink) 5%, transparent)",
  },
  ".cm-gutter-lint": { width: "14px" },
  ".cm-lint-marker-error": { content: "none", position: "relative" },
  ".cm-lint-marker-error::before": {
    position: "absolute",
    top: "5px",
    left: "3px",
    width: "8px",
    height: "8px",
    borderRadius: "50%",
    backgroundColor: "var(--rival)",
    content: "''",
  },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--rival) 1px",
    textUnderlineOffset: "4px",
    textDecorationSkipInk: "none",
  },
  ".cm-tooltip": {
    maxWidth: "380px",
    color: "var(--ink)",
    backgroundColor: "var(--raised)",
    border: "1px solid var(--line)",
    borderRadius: "10px",
    boxShadow: "var(--shadow)",
    overflow: "hidden",
  },
  ".cm-diagnostic": { padding: "8px 12px", border: "0", fontFamily: '"Inter Variable", sans-serif' },
  ".cm-diagnosticAction": {
    margin: "6px 0 0",
    padding: "3px 8px",
    color: "var(--ink)",
    backgroundColor: "transparent",
    border: "1px solid var(--line)",
    borderRadius: "6px",
    font: "inherit",
    fontSize: "11px",
    cursor: "pointer",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "inherit", maxHeight: "14em" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "3px 10px" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    color: "var(--ink)",
    backgroundColor: "color-mix(in srgb, var(--own) 24%, transparent)",
  },
  ".cm-completionDetail": { color: "var(--ink-3)", fontStyle: "normal" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "600" },
  ".cm-tooltip.cm-completionInfo": { padding: "8px 12px", fontFamily: '"Inter Variable", sans-serif' },
  ".cm-help": { padding: "8px 12px", fontFamily: '"Inter Variable", sans-serif', fontSize: "12px" },
});

const colours = HighlightStyle.define([
  { tag: tags.definition(tags.propertyName), color: "var(--own)" },
  { tag: tags.propertyName, color: "var(--own)" },
  { tag: [tags.string, tags.content], color: "var(--ink)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--known)" },
  { tag: tags.comment, color: "var(--ink-3)" },
  { tag: [tags.separator, tags.punctuation, tags.squareBracket, tags.brace], color: "var(--ink-3)" },
]);

export const appearance: Extension = [look, syntaxHighlighting(colours)];
