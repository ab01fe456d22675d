import { type InLanguages, whole } from "../../core/figures.ts";
import { LIMIT_WORDS, YAML_LIMITS, type YamlLimit } from "./limits.ts";

/** What is wrong with a YAML text, on its way from where it is seen to `readYaml`, which says it with file and line. */
export class YamlFault extends Error {
  /** Offset in the text. */
  readonly offset: number;
  /** The limit that the text goes beyond; null: it is not well-formed. */
  readonly limit: YamlLimit | null;
  readonly words: InLanguages;

  constructor(offset: number, words: InLanguages, limit: YamlLimit | null = null) {
    super(words.en);
    this.words = words;
    this.offset = offset;
    this.limit = limit;
  }

  static beyond(limit: YamlLimit, offset: number): YamlFault {
    const { en, tr } = LIMIT_WORDS[limit];
    const most = YAML_LIMITS[limit];
    const words = {
      en: `expected at most ${whole(most)} ${en[0]}, got more; ${en[1]}`,
      tr: `beklenen: en çok ${whole(most, "tr")} ${tr[0]}; daha çok var; ${tr[1]}`,
    };
    return new YamlFault(offset, words, limit);
  }
}
