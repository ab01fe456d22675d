import { InputError } from "../../core/errors.ts";
import { whole } from "../../core/figures.ts";
import { locateFile } from "../../data/files/regularFile.ts";
import { fileLiteral, readable } from "../../data/ingest/fileRelation.ts";
import { openDatabase } from "../../data/tables/duckdb.ts";
import type { Lock } from "./demand.ts";

const KINDS = { area_id: "area", cell: "cell", account_id: "account", rep_id: "rep" } as const;
const COLUMNS = Object.keys(KINDS) as (keyof typeof KINDS)[];

/** More would be a plan, not locks. */
const MOST_LOCKS = 100_000;

/**
 * Reads locks: a CSV file whose rows name one area, cell, account or rep each, and the territory that it stays with
 * (`territory_id`; empty or not a column: the one that has it today).
 * @param name of the file, for messages
 * @throws InputError `locks` naming the line for a row that names none or two of these
 */
export async function readLocks(path: string, name: string): Promise<Lock[]> {
  const found = await locateFile(path, { kind: "source", name });
  if (found === null)
    throw new InputError("source_missing", `${name}: there is no such file; expected ${EXPECTED}`);
  const lines = await readLines(found, name);
  const columns = Object.keys(lines[0] ?? {});
  if (lines.length > 0 && !COLUMNS.some(column => columns.includes(column)))
    throw fault(name, 1, `expected ${EXPECTED}, got the columns ${columns.join(", ")}`);
  return lines.map((line, at) => {
    const given = COLUMNS.filter(column => line[column]?.trim());
    const [column, second] = given;
    if (column === undefined || second !== undefined)
      throw fault(
        name,
        at + 2,
        `expected one of ${COLUMNS.join(", ")}, got ${given.join(" and ") || "none"}`,
      );
    const id = line[column]!.trim();
    const territory = line.territory_id?.trim() || null;
    return { kind: KINDS[column], id: column === "cell" ? id.toLowerCase() : id, territory };
  });
}

const EXPECTED = `a CSV of ${COLUMNS.join(", ")} (one a row) and territory_id`;

type Line = Readonly<Record<string, string | null>>;

async function readLines(path: string, name: string): Promise<readonly Line[]> {
  const db = await openDatabase(":memory:");
  let lines: readonly Line[] = [];
  const read = `SELECT * FROM read_csv(${fileLiteral(path)}, all_varchar = true, header = true) LIMIT ${MOST_LOCKS + 1}`;
  try {
    await readable(
      async () => {
        lines = await db.query(read);
      },
      name,
      "CSV",
    );
  } finally {
    db.close();
  }
  if (lines.length > MOST_LOCKS)
    throw fault(name, MOST_LOCKS + 2, `expected at most ${whole(MOST_LOCKS)} locks`);
  return lines;
}

function fault(name: string, line: number, what: string): InputError {
  return new InputError("locks", `${name} line ${line}: ${what}`, { file: name, line });
}
