import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type ColumnTable, type TableColumn, valueAt } from "../../data/tables/columnTable.ts";
import { neutralised } from "../../data/tables/spreadsheet.ts";

const BLOCK_ROWS = 4096;

/**
 * Writes a table as CSV after RFC 4180: UTF-8, comma, CRLF, quotes where needed. A null is an empty field, an
 * empty text is `""`, and numbers have the shortest digits that read back to the same bits.
 * @param raw whether text stays as it is, for programs; else a spreadsheet does not run what looks like a formula
 */
export async function writeCsv(table: ColumnTable, file: string, raw: boolean): Promise<void> {
  const text = raw ? quoted : (value: string) => quoted(neutralised(value));
  await pipeline(Readable.from(csvBlocks(table, text)), createWriteStream(file));
}

type TextField = (text: string) => string;

function* csvBlocks(table: ColumnTable, text: TextField): Generator<string> {
  yield `${table.columns.map(column => text(column.name)).join(",")}\r\n`;
  for (let from = 0; from < table.rows; from += BLOCK_ROWS) {
    const to = Math.min(from + BLOCK_ROWS, table.rows);
    let block = "";
    for (let row = from; row < to; row++) block += `${csvRow(table.columns, row, text)}\r\n`;
    yield block;
  }
}

function csvRow(columns: readonly TableColumn[], row: number, text: TextField): string {
  return columns
    .map(column => {
      const value = valueAt(column, row);
      return typeof value === "string" ? text(value) : value === null ? "" : String(value);
    })
    .join(",");
}

function quoted(text: string): string {
  return text === "" || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
