import { InputError } from "../../core/errors.ts";
import { MOST_COLUMNS, tooManyColumns } from "../text/decode.ts";

/** Records have a level or two, outlines six. */
const DEEPEST = 64;
/** A value, in bytes; as long as a line of CSV may be. */
const LONGEST_VALUE = 2_000_000;

const [QUOTE, COMMA, COLON, BACKSLASH, NEWLINE] = [34, 44, 58, 92, 10];
const [OPEN_LIST, CLOSE_LIST, OPEN_RECORD, CLOSE_RECORD] = [91, 93, 123, 125];

/**
 * Looks through the bytes of a JSON or NDJSON file as they come, before anything is made of them: a few bytes of it make
 * parsers build much. It does not say whether they are JSON.
 */
export class JsonBounds {
  private readonly name: string;
  private readonly countNames: boolean;
  private depth = 0;
  private inText = false;
  private escaped = false;
  private value = 0;
  private line = 1;
  /** FNV-1a of the last text, which is a name where a colon follows. */
  private hash = 0;
  private readonly names = new Set<number>();

  /** @param countNames whether each name is a column: not in outlines, whose properties are few of many */
  constructor(name: string, countNames: boolean) {
    this.name = name;
    this.countNames = countNames;
  }

  /** @throws InputError where the nesting, a value or the number of different names is beyond any table. */
  look(bytes: Uint8Array): void {
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i]!;
      if (byte === NEWLINE) this.line++;
      if (++this.value > LONGEST_VALUE) throw this.refusal("a value is longer than two million bytes");
      if (this.inText) this.text(byte);
      else this.structure(byte);
    }
  }

  private text(byte: number): void {
    if (this.escaped) this.escaped = false;
    else if (byte === BACKSLASH) this.escaped = true;
    else if (byte === QUOTE) this.inText = false;
    this.hash = Math.imul(this.hash ^ byte, 16_777_619);
  }

  private structure(byte: number): void {
    if (byte === QUOTE) {
      this.inText = true;
      this.hash = 0x811c9dc5 | 0;
    } else if (byte === OPEN_LIST || byte === OPEN_RECORD) {
      if (++this.depth > DEEPEST) throw this.refusal(`it is nested deeper than ${DEEPEST} levels`);
    } else if (byte === CLOSE_LIST || byte === CLOSE_RECORD) this.depth--;
    else if (byte === COLON) this.seeName();
    else if (byte !== COMMA && byte !== NEWLINE) return;
    this.value = 0;
  }

  private seeName(): void {
    if (!this.countNames || this.names.has(this.hash)) return;
    this.names.add(this.hash);
    if (this.names.size > MOST_COLUMNS) throw tooManyColumns(this.name, this.names.size);
  }

  private refusal(why: string): InputError {
    const { name, line } = this;
    const message = `${name} line ${line}: not readable as JSON: ${why}, which no table has; export it again`;
    return new InputError("json_bounds", message, { file: name, line });
  }
}
