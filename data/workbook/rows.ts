import { TextRuns, withoutEscapes } from "./strings.ts";
import { excelDate } from "./styles.ts";
import { attribute, LONGEST_TEXT, type XmlHandler } from "./xml.ts";

export type CellValue = string | number | boolean | Date | null;

/** A row that holds something: `row` is its number in Excel. A formula without a saved value is its text, `=A1+B1`. */
export interface SheetRow {
  readonly row: number;
  readonly values: readonly CellValue[];
}

/** What cells refer to. */
export interface CellContext {
  readonly strings: readonly string[];
  readonly dates: readonly boolean[];
  readonly system: 1900 | 1904;
}

/** What Excel itself can hold. */
const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;
/** Enough to tell whether a header is merged; more than these are not looked at. */
const MOST_MERGED = 100_000;

/** Reads a sheet, `xl/worksheets/sheet1.xml`. Rows are to be taken with {@link take}. */
export class SheetRows implements XmlHandler {
  /** Merged ranges such as `A1:C1`; they come behind the rows. */
  readonly merged: string[] = [];
  private readonly context: CellContext;
  private done: SheetRow[] = [];
  private row = 0;
  private inRow = false;
  private column = 0;
  private values: CellValue[] = [];
  private cell: Cell | null = null;
  private readonly runs = new TextRuns();
  private inside: "value" | "formula" | "text" | null = null;

  constructor(context: CellContext) {
    this.context = context;
  }

  /** The rows that are whole and have not been taken. */
  take(): readonly SheetRow[] {
    const { done } = this;
    this.done = [];
    return done;
  }

  open(name: string, tag: string): void {
    if (this.cell) this.openInCell(name, tag);
    else if (name === "row") this.beginRow(attribute(tag, "r"));
    else if (name === "c" && this.inRow) this.beginCell(tag);
    else if (name === "mergeCell" && this.merged.length < MOST_MERGED)
      this.merged.push(attribute(tag, "ref"));
  }

  text(text: string): void {
    if (!this.cell || this.inside === null) return;
    if (this.inside === "text") {
      this.runs.text(text);
      return;
    }
    this.cell[this.inside] += text;
    if (this.cell[this.inside].length > LONGEST_TEXT)
      throw new Error(`the cell ${this.cell.place} is longer than a million characters`);
  }

  close(name: string): void {
    if (name === "row") this.endRow();
    else if (name === "c") this.endCell();
    else if (name === "v" || name === "f" || name === "is") this.inside = null;
    else if (this.inside === "text") this.runs.close(name);
  }

  private beginRow(number: string): void {
    this.row = number === "" ? this.row + 1 : Number(number);
    if (!Number.isInteger(this.row) || this.row < 1 || this.row > MOST_ROWS)
      throw new Error(`it has a row "${number || this.row}", where 1 to ${MOST_ROWS} are possible`);
    this.column = 0;
    this.values = [];
    this.inRow = true;
  }

  private beginCell(tag: string): void {
    const place = attribute(tag, "r");
    if (place !== "") this.column = columnNumber(place);
    if (this.column >= MOST_COLUMNS) throw new Error(`row ${this.row} has more than ${MOST_COLUMNS} cells`);
    const type = attribute(tag, "t");
    this.cell = { place, type, style: Number(attribute(tag, "s")), value: "", formula: "", has: "" };
    this.inside = null;
    this.runs.begin();
  }

  private openInCell(name: string, tag: string): void {
    if (name === "v" || name === "f") {
      if (name === "f" || !tag.endsWith("/")) this.cell!.has += name;
      this.inside = name === "v" ? "value" : "formula";
    } else if (name === "is") {
      this.inside = "text";
    } else if (this.inside === "text") this.runs.open(name);
  }

  private endCell(): void {
    if (!this.cell) return;
    const value = this.valueOf(this.cell);
    if (value !== null && value !== "") {
      while (this.values.length < this.column) this.values.push(null);
      this.values[this.column] = value;
    }
    this.column++;
    this.cell = null;
    this.inside = null;
  }

  private endRow(): void {
    this.inRow = false;
    if (this.values.length > 0) this.done.push({ row: this.row, values: this.values });
    this.values = [];
  }

  private valueOf(cell: Cell): CellValue {
    const { type, value, has, formula } = cell;
    if (type === "inlineStr") return this.runs.value();
    if (value.trim() === "") {
      const worked = !has.includes("f") || (type === "str" && has.includes("v"));
      return worked ? (type === "str" ? value : null) : `=${formula}`;
    }
    if (type === "s") return this.sharedString(cell);
    if (type === "str") return withoutEscapes(value);
    if (type === "e") return value;
    if (type === "b") return value === "1" || value.toLowerCase() === "true";
    const number = Number(value);
    if (!Number.isFinite(number)) return value;
    return (this.context.dates[cell.style] && excelDate(number, this.context.system)) || number;
  }

  private sharedString({ value, place }: Cell): string {
    const text = this.context.strings[Number(value)];
    if (text === undefined)
      throw new Error(`the cell ${place} shares a text that is not there (${value.slice(0, 20)})`);
    return text;
  }
}

/** A cell on its way; `has` names the tags that it holds. */
interface Cell {
  readonly place: string;
  readonly type: string;
  readonly style: number;
  value: string;
  formula: string;
  has: string;
}

/** `B7` → 1. */
function columnNumber(place: string): number {
  let column = 0;
  for (let i = 0; i < place.length; i++) {
    const letter = place.charCodeAt(i) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
    if (column > MOST_COLUMNS) break;
  }
  if (column < 1) throw new Error(`it has a cell "${place.slice(0, 20)}"; expected one such as B7`);
  return column - 1;
}
