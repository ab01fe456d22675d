import { whole } from "../../core/figures.ts";
import { LIMIT_WORDS, YAML_LIMITS, type YamlLimit } from "./limits.ts";

/** What is wrong with a YAML text, on its way from where it is seen to `readYaml`, which says it with file and line. */
export class YamlFault extends Error {
  /** Offset in the text. */
  readonly offset: number;
  /** The limit that the text goes beyond; null: it is not well-formed. */
  readonly limit: YamlLimit | null;

  constructor(offset: number, message: string, limit: YamlLimit | null = null) {
    super(message);
    this.offset = offset;
    this.limit = limit;
  }

  static beyond(limit: YamlLimit, offset: number): YamlFault {
    const [what, mend] = LIMIT_WORDS[limit];
    const most = whole(YAML_LIMITS[limit]);
    return new YamlFault(offset, `expected at most ${most} ${what}, got more; ${mend}`, limit);
  }
}
