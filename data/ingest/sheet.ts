import { InputError } from "../../core/errors.ts";
import { withPassingFolder } from "../store/passingFolder.ts";
import { identifier, openDatabase } from "../tables/duckdb.ts";
import { MOST_EXPANDED } from "../text/expansion.ts";
import { openCsv } from "./csv.ts";
import { findLines } from "./lines.ts";
import { columnText } from "./parse.ts";
import type { Opened } from "./sourceTypes.ts";
import { openXlsx } from "./xlsx.ts";

/** A sheet of a few columns as text, in whatever dialect, encoding or workbook a person has it. */
export interface SheetText {
  /** What messages call it; of a workbook with its sheet. */
  readonly label: string;
  readonly columns: readonly string[];
  /** Place of the header: `line 1`. */
  readonly head: string;
  readonly rows: readonly SheetTextRow[];
}

export interface SheetTextRow {
  /** `line 3`, of a workbook `row 3`. */
  readonly place: string;
  /** Aligned with the columns; null: nothing is there. */
  readonly values: readonly (string | null)[];
}

export interface SheetOptions {
  /** The market folder, which takes what has to be written on the way. */
  readonly dir: string;
  /** What messages call the file. */
  readonly name: string;
  /** Names of columns that tell the header from a title above it. */
  readonly headers: readonly string[];
  /** Of a workbook with several. */
  readonly sheet?: string | undefined;
}

/**
 * Reads a CSV file or a sheet of a workbook as ingest reads its sources.
 * @throws InputError for what is no such file, and for the first row that has not the header's number of fields
 */
export async function readSheet(path: string, options: SheetOptions): Promise<SheetText> {
  const { dir, name, headers, sheet } = options;
  return withPassingFolder(dir, async scratch => {
    const db = await openDatabase(":memory:");
    try {
      const context = { db, scratch, guesses: [], maxExpanded: MOST_EXPANDED };
      const columns = Object.fromEntries(headers.map((header, i) => [String(i), header]));
      const config = { file: name, columns, ...(sheet !== undefined && { sheet }) };
      const open = /\.xls[xm]$/i.test(name) ? openXlsx : openCsv;
      const opened = await open(context, "territories", config, path, "raw_sheet");
      const described = (
        await db.query<{ column_name: string; column_type: string }>(
          `DESCRIBE SELECT * FROM ${opened.relation}`,
        )
      ).filter(column => column.column_name !== "#rec");
      const texts = described.map(
        (c, i) => `${columnText(c.column_name, c.column_type)} AS ${identifier(`c${i}`)}`,
      );
      const rows = await db.query<Record<string, string | null> & { rec: number }>(
        `SELECT "#rec"::INTEGER AS rec, ${texts.join(", ")} FROM ${opened.relation} ORDER BY "#rec"`,
      );
      const placeOf = await placesOf(
        opened,
        rows.map(row => row.rec),
        name,
      );
      return {
        label: opened.label ?? name,
        columns: described.map(c => c.column_name),
        head: `${opened.place} ${opened.headerRecord}`,
        rows: rows.map(row => ({
          place: placeOf(row.rec),
          values: described.map((_, i) => row[`c${i}`] ?? null),
        })),
      };
    } finally {
      db.close();
    }
  });
}

async function placesOf(
  opened: Opened,
  recs: readonly number[],
  name: string,
): Promise<(rec: number) => string> {
  const { text, place, headerRecord, malformed } = opened;
  // A workbook's rows are numbered as Excel numbers them.
  if (text === null) return rec => `${place} ${rec + 1}`;
  const lines = await findLines(text, new Set(recs), new Set(malformed.keys()), headerRecord);
  for (const [ordinal, { text: row }] of malformed) {
    const message = `${name} line ${lines.dropped.get(ordinal) ?? ordinal}: expected as many fields as the header has, got ${row.slice(0, 80)}`;
    throw new InputError("plan_columns", message, { file: name });
  }
  return rec => `${place} ${lines.kept.get(rec)}`;
}
