import type { Language } from "./number.ts";

/** English sentences of the program by pattern, and their Turkish; $1 and $2 are what the pattern caught. */
export type Sentences = readonly (readonly [RegExp, string])[];

/** A sentence in the page's language. What is not listed stays English. */
export function sentenceIn(language: Language, turkish: Sentences, text: string): string {
  if (language === "en") return text;
  const known = turkish.find(([pattern]) => pattern.test(text));
  return known ? text.replace(known[0], known[1]) : text;
}
