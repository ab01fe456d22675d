import { DAY_MS } from "../../core/period.ts";
import { attribute, type XmlHandler } from "./xml.ts";

/** Formats of dates and times that every workbook has without writing them down (ECMA-376 part 1, 18.8.30). */
const DATE_FORMATS: readonly (readonly [number, number])[] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
];

/** Which styles of cells show a number as a date, `xl/styles.xml`. */
export class Styles implements XmlHandler {
  private readonly formats = new Map<number, string>();
  private readonly cells: number[] = [];
  private inCells = false;

  open(name: string, tag: string): void {
    if (name === "cellXfs") this.inCells = true;
    else if (name === "xf" && this.inCells) this.cells.push(Number(attribute(tag, "numFmtId")));
    else if (name === "numFmt")
      this.formats.set(Number(attribute(tag, "numFmtId")), attribute(tag, "formatCode"));
  }

  text(): void {}

  close(name: string): void {
    if (name === "cellXfs") this.inCells = false;
  }

  /** By the number of a style. */
  dates(): readonly boolean[] {
    return this.cells.map(format => {
      const code = this.formats.get(format);
      return code === undefined
        ? DATE_FORMATS.some(([from, to]) => from <= format && format <= to)
        : isDate(code);
    });
  }
}

/** A format with a day, month, year, hour or second outside of quotes, brackets and escapes. */
function isDate(code: string): boolean {
  return /[dmyhs]/i.test(code.replace(/"[^"]*"|\[[^[\]]*\]|\\.|[_*]./g, "").replace(/general/gi, ""));
}

/** Days from 1899-12-30 and from 1904-01-01 to 1970-01-01. */
const EPOCH = { 1900: 25_569, 1904: 24_107 } as const;
/** 10000-01-01 by either count is beyond. */
const LAST_DAY = 2_958_466;
/** Excel takes 1900 for a leap year: before its 29 February the days are one less. */
const LEAP_SLIP = 60;

/** The time that Excel's number of a day stands for; null where Excel itself shows none. */
export function excelDate(serial: number, system: 1900 | 1904): Date | null {
  if (!(serial >= 0 && serial < LAST_DAY - (system === 1904 ? 1462 : 0))) return null;
  const slip = system === 1900 && serial < LEAP_SLIP ? 1 : 0;
  return new Date(Math.round((serial + slip - EPOCH[system]) * DAY_MS));
}
