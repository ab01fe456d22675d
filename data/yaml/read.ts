import { Composer, CST, Lexer, LineCounter, type ParsedNode, Parser, type YAMLError } from "yaml";
import type { InputCode } from "../../core/errorCodes.ts";
import type { InputError } from "../../core/errors.ts";
import type { InLanguages } from "../../core/figures.ts";
import { complaint, type Position } from "./complaint.ts";
import { YamlFault } from "./fault.ts";
import { YAML_LIMITS } from "./limits.ts";
import { treeOf, type YamlNode } from "./tree.ts";

/** A YAML text as read. Plain data: it crosses threads. */
export interface YamlText {
  /** Name of the file as messages show it. */
  readonly file: string;
  readonly root: YamlNode;
  /** Offset of each line's first letter. */
  readonly lineStarts: readonly number[];
}

/**
 * The one parser of YAML texts, whoever wrote them: one document of plain maps, lists and values, within
 * {@link YAML_LIMITS}. Tags and directives are refused; `<<` is a key like any other.
 * @param code of errors of form
 * @throws InputError with line and column of the first fault: `code` where the text is not well-formed, `yaml_limit`
 * where it is too much.
 */
export function readYaml(text: string, file: string, code: InputCode): YamlText {
  const lines = new LineCounter();
  try {
    // Letters come first: to count bytes costs as much as there are.
    if (text.length > YAML_LIMITS.bytes || Buffer.byteLength(text) > YAML_LIMITS.bytes)
      throw YamlFault.beyond("bytes", 0);
    return { file, root: treeOf(contentsOf(text, lines)), lineStarts: lines.lineStarts };
  } catch (fault) {
    if (!(fault instanceof YamlFault)) throw fault;
    throw told(fault, file, code, lines.lineStarts);
  }
}

function told(fault: YamlFault, file: string, code: InputCode, lineStarts: readonly number[]): InputError {
  const { limit, words, offset } = fault;
  return complaint(limit === null ? code : "yaml_limit", file, [
    { message: limit === null ? unreadable(words) : words, ...positionAt(lineStarts, offset) },
  ]);
}

function unreadable({ en, tr }: InLanguages): InLanguages {
  return { en: `not readable as YAML: ${en}`, tr: `YAML olarak okunamıyor: ${tr}` };
}

/** The place of an offset, by halving. */
export function positionAt(lineStarts: readonly number[], offset: number): Position {
  let [low, high] = [0, lineStarts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (lineStarts[middle]! <= offset) low = middle;
    else high = middle;
  }
  return { line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1 };
}

/** Keys are taken as they are written, and those that stand twice are found while the tree is built: in one pass. */
const OPTIONS = { prettyErrors: false, stringKeys: true, uniqueKeys: false, schema: "core" } as const;

/** What the only document of a text holds; null where it is empty. */
function contentsOf(text: string, lines: LineCounter): ParsedNode | null {
  let documents = 0;
  let found: ParsedNode | null = null;
  for (const document of new Composer(OPTIONS).compose(tokens(text, lines), true, text.length)) {
    if (++documents > 1) throw new YamlFault(document.range[0], SLIPS.MULTIPLE_DOCS);
    const broken = document.errors[0] ?? document.warnings[0];
    if (broken) throw slip(broken);
    found = document.contents;
  }
  return found;
}

/**
 * The tokens of a text. The limits are watched word by word, and what is not for here is refused before anything is
 * composed of it: V8 ends the whole process where deep recursion meets a pattern that it has not compiled yet.
 */
function* tokens(text: string, lines: LineCounter): Generator<CST.Token> {
  lines.addNewLine(0);
  const parser = new Parser(lines.addNewLine);
  let parts = 0;
  let isText = false;
  for (const lexeme of new Lexer().lex(text)) {
    const kind: CST.TokenType | null = isText ? null : CST.tokenType(lexeme);
    isText = kind === "scalar";
    const at = parser.offset;
    if (kind === "tag") throw new YamlFault(at, SLIPS.TAG_RESOLVE_FAILED);
    if (kind === "directive-line") {
      throw new YamlFault(at, DIRECTIVE);
    }
    if (kind !== null && !BLANK.has(kind) && ++parts > YAML_LIMITS.parts) throw YamlFault.beyond("parts", at);
    yield* parser.next(lexeme);
    // The document is below the lists and maps, and a value may be above.
    if (parser.stack.length > YAML_LIMITS.depth + 2) throw YamlFault.beyond("depth", at);
  }
  yield* parser.end();
}

const BLANK: ReadonlySet<string> = new Set(["space", "newline", "comment"]);

const DIRECTIVE: InLanguages = {
  en: "directives (%) mean nothing here; put quotes around a text that begins with %",
  tr: "yönergelerin (%) burada anlamı yoktur; % ile başlayan bir metni tırnak içine alın",
};

/** What the library's messages mean to who wrote the text. */
const SLIPS = {
  TAB_AS_INDENT: {
    en: "a tab stands where spaces are expected; indent with spaces",
    tr: "boşluk beklenen yerde sekme var; satırı boşluklarla içeri alın",
  },
  BAD_INDENT: {
    en: "the line is indented too far or not far enough; keys of one level start in one column",
    tr: "satır gereğinden çok ya da az içeride; aynı düzeydeki anahtarlar aynı sütunda başlar",
  },
  MULTIPLE_DOCS: {
    en: "a second document begins here; remove the line ---",
    tr: "burada ikinci bir belge başlıyor; --- satırını kaldırın",
  },
  TAG_RESOLVE_FAILED: {
    en: "tags (!) mean nothing here; put quotes around the text",
    tr: "etiketlerin (!) burada anlamı yoktur; metni tırnak içine alın",
  },
  NON_STRING_KEY: {
    en: "a key must be a word; put quotes around it",
    tr: "bir anahtar sözcük olmalıdır; tırnak içine alın",
  },
} as const satisfies Readonly<Record<string, InLanguages>>;

const OPEN_BRACKET: InLanguages = {
  en: "a bracket { or [ is not closed",
  tr: "bir { ya da [ ayracı kapatılmamış",
};

function slip({ code, message, pos }: YAMLError): YamlFault {
  if (/^Flow (map|sequence)/.test(message)) return new YamlFault(pos[0], OPEN_BRACKET);
  const known: Readonly<Partial<Record<string, InLanguages>>> = SLIPS;
  return new YamlFault(pos[0], known[code] ?? { en: message, tr: "YAML kurallarına uymuyor" });
}
