import { LONGEST_TEXT, type XmlHandler } from "./xml.ts";

/** A text of Excel as it comes: runs of it, without how they are read aloud (`rPh`, for Japanese). */
export class TextRuns {
  private parts: string[] = [];
  private length = 0;
  private inText = false;
  private aloud = false;

  begin(): void {
    this.parts = [];
    this.length = 0;
    this.inText = false;
    this.aloud = false;
  }

  open(name: string): void {
    if (name === "rPh") this.aloud = true;
    else if (name === "t") this.inText = !this.aloud;
  }

  close(name: string): void {
    if (name === "rPh") this.aloud = false;
    else if (name === "t") this.inText = false;
  }

  text(text: string): void {
    if (!this.inText) return;
    this.length += text.length;
    if (this.length > LONGEST_TEXT) throw new Error("a cell is longer than a million characters");
    this.parts.push(text);
  }

  value(): string {
    return withoutEscapes(this.parts.join(""));
  }
}

/** `_x000D_` stands for a character that XML cannot hold (ECMA-376 part 1, 22.9.2.19). */
export function withoutEscapes(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replace(/_x([0-9a-f]{4})_/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** The texts that cells share, `xl/sharedStrings.xml`. */
export class SharedStrings implements XmlHandler {
  readonly strings: string[] = [];
  private readonly runs = new TextRuns();

  open(name: string): void {
    if (name === "si") this.runs.begin();
    else this.runs.open(name);
  }

  text(text: string): void {
    this.runs.text(text);
  }

  close(name: string): void {
    if (name === "si") this.strings.push(copied(this.runs.value()));
    else this.runs.close(name);
  }
}

/** A slice of a string keeps the whole of it in memory. */
function copied(text: string): string {
  return Buffer.from(text).toString();
}
