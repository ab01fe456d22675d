import { InputError } from "../../core/errors.ts";
import { whole } from "../../core/figures.ts";
import { locateFile } from "../../data/files/regularFile.ts";
import { readSheet } from "../../data/ingest/sheet.ts";
import { MOST_BYTES } from "../plan/places.ts";
import type { Lock } from "./demand.ts";

const KINDS = { area_id: "area", cell: "cell", account_id: "account", rep_id: "rep" } as const;
const COLUMNS = Object.keys(KINDS) as (keyof typeof KINDS)[];

/** More would be a plan, not locks. */
const MOST_LOCKS = 100_000;

/**
 * Reads locks: a CSV file of any dialect, or a workbook, whose rows name one area, cell, account or rep each, and the
 * territory that it stays with (`territory_id`; empty or not a column: the one that has it today).
 * @param dir the market folder
 * @param name of the file, for messages
 * @throws InputError `locks` naming the line for a row that names none or two of these
 */
export async function readLocks(path: string, dir: string, name: string): Promise<Lock[]> {
  const found = await locateFile(path, { kind: "source", name }, MOST_BYTES);
  if (found === null)
    throw new InputError("source_missing", `${name}: there is no such file; expected ${EXPECTED}`);
  const { columns, head, rows } = await readSheet(found, {
    dir,
    name,
    headers: [...COLUMNS, "territory_id"],
  });
  const headings = columns.map(column => column.trim().toLowerCase());
  if (!COLUMNS.some(column => headings.includes(column)))
    throw fault(name, head, `expected ${EXPECTED}, got the columns ${columns.join(", ")}`);
  const lines = rows.filter(({ values }) => values.some(value => value?.trim()));
  if (lines.length > MOST_LOCKS)
    throw fault(name, lines[MOST_LOCKS]!.place, `expected at most ${whole(MOST_LOCKS)} locks`);
  return lines.map(({ place, values }) => {
    const text = (column: string) => values[headings.indexOf(column)]?.trim() || null;
    const given = COLUMNS.filter(column => text(column) !== null);
    const [column, second] = given;
    if (column === undefined || second !== undefined) {
      const got = given.join(" and ") || "none";
      throw fault(name, place, `expected one of ${COLUMNS.join(", ")}, got ${got}`);
    }
    const id = text(column)!;
    return {
      kind: KINDS[column],
      id: column === "cell" ? id.toLowerCase() : id,
      territory: text("territory_id"),
      place: `${name} ${place}`,
    };
  });
}

const EXPECTED = `a CSV of ${COLUMNS.join(", ")} (one a row) and territory_id`;

function fault(name: string, place: string, what: string): InputError {
  return new InputError("locks", `${name} ${place}: ${what}`, { file: name });
}
