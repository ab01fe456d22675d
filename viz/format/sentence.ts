import type { Language } from "./number.ts";

/** English sentences of the program by pattern, and their Turkish; $1 and $2 are what the pattern caught. */
export type Sentences = readonly (readonly [RegExp, string])[];

/** Whole numbers as the program writes them: `8,289,022`. */
const THOUSANDS = /^\d{1,3}(?:,\d{3})+$/;

/** A number with decimals: `0.34`. */
const DECIMAL = /^[+−-]?\d+\.\d+$/;

/** Shares as the program writes them: `+33.8%`. */
const PERCENT = /([+−-]?)(\d{1,15})(?:\.(\d{1,15}))?%/g;

/** A sentence in the page's language. What is not listed stays English. */
export function sentenceIn(language: Language, turkish: Sentences, text: string): string {
  if (language === "en") return text;
  const known = turkish.find(([pattern]) => pattern.test(text));
  return known
    ? text.replace(known[0], (_, ...caught: unknown[]) =>
        filled(
          known[1],
          caught.map(words => (typeof words === "string" ? words : "")),
        ),
      )
    : text;
}

/** The form with what was caught; numbers have Turkish marks, what stands in quotes is as the input has it. */
function filled(form: string, caught: readonly string[]): string {
  return form.replace(/(“?)\$(\d)/g, (_, quote: string, n: string) => {
    const words = caught[Number(n) - 1] ?? "";
    return quote + (quote === "" ? inTurkish(words) : words);
  });
}

function inTurkish(words: string): string {
  if (THOUSANDS.test(words)) return words.replaceAll(",", ".");
  if (DECIMAL.test(words)) return words.replace(".", ",");
  return words.replace(
    PERCENT,
    (_, sign: string, whole: string, tenths?: string) => `${sign}%${whole}${tenths ? `,${tenths}` : ""}`,
  );
}
