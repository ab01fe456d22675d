/**
 * The XML of workbooks as a stream of tags and texts. There is no tree: nothing is held but one tag or text and the names
 * of the tags around it, whose length and depth are bounded. Document types, by which a few bytes stand for gigabytes,
 * are refused (ECMA-376 part 2, 6.2.5, forbids them).
 */

export interface XmlHandler {
  /** @param name without its prefix; @param tag all of it, for {@link attribute} */
  open(name: string, tag: string): void;
  /** A piece of text between tags; there may be several. */
  text(text: string): void;
  /** Also follows on `open` of a tag without content. */
  close(name: string): void;
}

/** Excel's cells hold 32,767 characters; longer ones are no text that people wrote. */
export const LONGEST_TEXT = 1_000_000;

/** The parts of a workbook nest ten deep or so. */
const DEEPEST = 256;

/** Feeds a handler. Its `push` takes pieces of text as they come; `end` says that there are no more. */
export class XmlStream {
  private rest = "";
  /** Names of the tags that are open. */
  private readonly nest: string[] = [];
  private readonly handler: XmlHandler;

  constructor(handler: XmlHandler) {
    this.handler = handler;
  }

  /** @throws Error saying what is wrong with the XML. */
  push(piece: string): void {
    const text = this.rest + piece;
    let at = 0;
    for (;;) {
      const start = text.indexOf("<", at);
      if (start < 0) break;
      if (start > at) this.handler.text(unescaped(text.slice(at, start)));
      const end = this.markup(text, start);
      at = end < 0 ? start : end;
      if (end < 0) break;
    }
    this.rest = text.slice(at);
    if (this.rest.length > LONGEST_TEXT) throw new Error("a text or tag is longer than a million characters");
  }

  /** @throws Error when the XML ends before its last tag. */
  end(): void {
    if (this.nest.length > 0 || this.rest.trim() !== "") throw new Error("its XML ends too early");
  }

  /** Tells the markup at `start`. @returns where it ends; -1 when that has not come yet */
  private markup(text: string, start: number): number {
    const second = text[start + 1];
    if (second === "?") return after(text, "?>", start);
    if (second === "!") return this.declaration(text, start);
    const end = tagEnd(text, start);
    if (end < 0) return -1;
    const tag = text.slice(start + 1, end - 1);
    const closing = tag.startsWith("/");
    const name = /^\/?(?:[^\s/:]*:)?([^\s/]*)/.exec(tag)![1]!;
    if (!closing) {
      if (this.nest.push(name) > DEEPEST) throw new Error(`it is nested deeper than ${DEEPEST} levels`);
      this.handler.open(name, tag);
    }
    if (closing || tag.endsWith("/")) {
      const opened = this.nest.pop();
      if (opened !== name) throw new Error(`its XML closes ${shown(name)} where ${shown(opened)} is open`);
      this.handler.close(name);
    }
    return end;
  }

  private declaration(text: string, start: number): number {
    const [comment, cdata] = ["<!--", "<![CDATA["];
    const head = text.slice(start, start + cdata.length);
    if (head.startsWith(comment)) return after(text, "-->", start + comment.length);
    if (head === cdata) {
      const end = after(text, "]]>", start);
      if (end > 0) this.handler.text(text.slice(start + cdata.length, end - 3));
      return end;
    }
    if (head.length < cdata.length && (comment.startsWith(head) || cdata.startsWith(head))) return -1;
    throw new Error("it holds a document type, which workbooks do not have");
  }
}

function shown(name: string | undefined): string {
  return name === undefined ? "nothing" : `<${name.slice(0, 40)}>`;
}

function after(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? -1 : at + mark.length;
}

/** Where a tag ends: a > inside of quotes does not end it. */
function tagEnd(text: string, start: number): number {
  let from = start;
  for (;;) {
    const end = text.indexOf(">", from);
    if (end < 0) return -1;
    let quote = nextQuote(text, from, end);
    while (quote >= 0) {
      const close = text.indexOf(text[quote]!, quote + 1);
      if (close < 0) return -1;
      from = close + 1;
      quote = nextQuote(text, from, end);
    }
    if (from <= end) return end + 1;
  }
}

function nextQuote(text: string, from: number, before: number): number {
  for (let i = from; i < before; i++) {
    const c = text.charCodeAt(i);
    if (c === 34 || c === 39) return i;
  }
  return -1;
}

/** The value of an attribute; "" where the tag has none of this name. */
export function attribute(tag: string, name: string): string {
  for (const quote of ['"', "'"]) {
    const head = `${name}=${quote}`;
    for (let at = tag.indexOf(head); at > 0; at = tag.indexOf(head, at + 1)) {
      // The end of a longer name.
      if (!/\s/.test(tag[at - 1]!)) continue;
      const from = at + head.length;
      return unescaped(tag.slice(from, tag.indexOf(quote, from)));
    }
  }
  return "";
}

const NAMED: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };
const LAST_CHARACTER = 0x10ffff;

/** @throws Error for a reference to a character that there is not. */
function unescaped(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(
    /&(?:#(\d{1,12})|#x([0-9a-f]{1,12})|(lt|gt|quot|apos|amp));/gi,
    (whole, decimal, hex, name) => {
      if (name) return NAMED[name] ?? whole;
      const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
      if (code > LAST_CHARACTER) throw new Error(`it names a character that there is not, ${whole}`);
      return String.fromCodePoint(code);
    },
  );
}
