import { type InLanguages, LANGUAGES } from "../../core/figures.ts";

/** Parts one after the other; a plain text is the same in every language. */
export function joined(...parts: readonly (string | InLanguages)[]): InLanguages {
  const [en, tr] = LANGUAGES.map(language =>
    parts.map(part => (typeof part === "string" ? part : part[language])).join(""),
  );
  return { en: en!, tr: tr! };
}

/** `expected X`, where the thing is at hand in every language. */
export function wanted(what: InLanguages): InLanguages {
  return { en: `expected ${what.en}`, tr: `beklenen: ${what.tr}` };
}

/** Between what was expected and what came. */
export const GOT: InLanguages = { en: ", got ", tr: "; gelen: " };

/** `expected X, got Y`. */
export function wantedNot(what: InLanguages, got: string | InLanguages): InLanguages {
  return joined(wanted(what), GOT, got);
}

/** `did you mean "x"?` */
export function meant(name: string): InLanguages {
  return { en: `did you mean "${name}"?`, tr: `şunu mu demek istediniz: "${name}"?` };
}

/** What a part of a file should have been, for a schema: Zod carries one text alone, so both stand in it. */
export function expected(what: InLanguages): { readonly error: string } {
  return { error: JSON.stringify(wanted(what)) };
}

/** The text of a schema's issue in every language; one that Zod made itself has no words of ours. */
export function unpacked(message: string): InLanguages {
  if (message.startsWith("{")) return JSON.parse(message) as InLanguages;
  return { en: message, tr: "değeri geçersiz" };
}
