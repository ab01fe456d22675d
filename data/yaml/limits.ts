import type { Language } from "../../core/figures.ts";

/**
 * How much YAML is read: far beyond what a person writes, and so little that reading it never takes long. A text
 * beyond one of them is refused where it goes beyond.
 */
export const YAML_LIMITS = {
  /** Of the text, as UTF-8. */
  bytes: 256 * 1024,
  /** Words, brackets, dashes, colons and commas: what reading costs time for. */
  parts: 100_000,
  /** Lists and maps inside of each other, an alias as deep as what it stands for. */
  depth: 32,
  /** Uses of `*name`. */
  aliases: 500,
  /** Values, lists and maps, each counted as often as aliases repeat it. */
  nodes: 50_000,
  /** Letters of all values, each counted as often as aliases repeat it. */
  letters: 1024 * 1024,
} as const;

export type YamlLimit = keyof typeof YAML_LIMITS;

/** What a message says is too much, and how to mend it. */
export const LIMIT_WORDS: Readonly<
  Record<YamlLimit, Readonly<Record<Language, readonly [what: string, mend: string]>>>
> = {
  bytes: {
    en: ["bytes of YAML", "is it the right file?"],
    tr: ["bayt YAML", "doğru dosya bu mu?"],
  },
  parts: {
    en: ["words and signs", "is it the right file?"],
    tr: ["sözcük ve işaret", "doğru dosya bu mu?"],
  },
  depth: {
    en: ["levels of lists and keys inside each other", "write the inner ones further out"],
    tr: ["düzey iç içe liste ve anahtar", "içtekileri daha dışa yazın"],
  },
  aliases: {
    en: ["uses of aliases (*name)", "write out what they stand for"],
    tr: ["takma ad kullanımı (*ad)", "yerine geçtikleri şeyi açık yazın"],
  },
  nodes: {
    en: ["values, counting what aliases (*name) repeat", "repeat less, or name fewer"],
    tr: ["değer, takma adların (*ad) yineledikleri sayılarak", "daha az yineleyin ya da daha az ad verin"],
  },
  letters: {
    en: ["letters, counting what aliases (*name) repeat", "repeat less, or write shorter texts"],
    tr: ["harf, takma adların (*ad) yineledikleri sayılarak", "daha az yineleyin ya da daha kısa yazın"],
  },
};
