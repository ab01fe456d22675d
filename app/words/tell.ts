import { createInstance } from "i18next";
import type { Language } from "../../core/figures.ts";
import type { Figure, Note, Sentence, Tell } from "../../core/note.ts";
import { en } from "./en.ts";
import { tr } from "./tr.ts";
import { written } from "./written.ts";

const words = createInstance();
// Both languages are on board, so that this is done when it returns. Dots and colons of keys are plain characters.
void words.init({
  initAsync: false,
  fallbackLng: false,
  resources: { en: { translation: resources(en) }, tr: { translation: resources(tr) } },
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
});

interface Given {
  /** What plural forms go by. */
  readonly count?: number;
  readonly replace: Readonly<Record<string, string>>;
  /** Names may hold what i18next would take for a reference. */
  readonly nest: false;
}
type Teller = (key: string, given: Given) => string;

const TELLERS: Readonly<Record<Language, Teller>> = { en: teller("en"), tr: teller("tr") };

/** The page types i18next's keys by its own labels, which these are not. */
function teller(language: Language): Teller {
  return words.getFixedT(language) as Teller;
}

/** A note in words. */
export function tell(note: Note, language: Language): string {
  return tellMarked(note, language).replace(NAME_MARKS, "");
}

/** A note in English: for files and messages, which have no reader yet. */
export const inEnglish: Tell = note => tell(note, "en");

/** Unicode's first strong isolate and its end stand around a name until the sentence is told. */
const [NAME_START, NAME_END] = ["\u2068", "\u2069"];
const NAME_MARKS = /[\u2068\u2069]/g;

/**
 * A note in words with its names between the marks of an isolate (U+2068, U+2069), so that a page can tell them apart.
 * @throws {Error} a key without words: one that this version does not make
 */
export function tellMarked({ key, figures }: Note, language: Language): string {
  if (!(key in en)) throw new Error(`no words for the note ${JSON.stringify(key)}`);
  const { count } = figures;
  const plural = count?.kind === "count" ? { count: count.value } : {};
  const texts = Object.entries(figures).map(([name, figure]) => [name, figureText(figure, language)]);
  return TELLERS[language](key, { ...plural, replace: Object.fromEntries(texts), nest: false });
}

function figureText(figure: Figure, language: Language): string {
  if (figure.kind === "note") return tellMarked(figure.value, language);
  if (figure.kind === "words") return figure.value[language];
  if (figure.kind === "list") return figure.value.map(part => figureText(part, language)).join(", ");
  if (figure.kind === "name") return `${NAME_START}${figure.value.replace(NAME_MARKS, "")}${NAME_END}`;
  return written(figure, language);
}

/** Sentences as i18next keeps them: a form by number under its own key. */
function resources(sentences: Readonly<Record<string, Sentence>>): Record<string, string> {
  const flat = Object.entries(sentences).flatMap(([key, sentence]) =>
    typeof sentence === "string"
      ? [[key, sentence]]
      : Object.entries(sentence).map(([form, text]) => [`${key}_${form}`, text]),
  );
  return Object.fromEntries(flat);
}
