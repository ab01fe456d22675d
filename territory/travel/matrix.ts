import { InputError } from "../../core/errors.ts";
import { whole } from "../../core/figures.ts";
import { locateFile } from "../../data/files/regularFile.ts";
import { fileLiteral, readable } from "../../data/ingest/fileRelation.ts";
import { openDatabase } from "../../data/tables/duckdb.ts";

/** Minutes on the road that a file tells. */
export interface TravelMatrix {
  readonly pairs: number;
  /** Undefined where the file knows neither this way nor the way back. */
  minutes(from: string, to: string): number | undefined;
}

const COLUMNS = ["from_id", "to_id", "minutes"] as const;

/** A week's minutes: more is no way between two places of one market. */
const MOST_MINUTES = 10_080;

/** What 2,000 places have between them. */
const MOST_PAIRS = 4_000_000;

/**
 * Reads a CSV file of `from_id`, `to_id` and `minutes`. Ids are those of accounts, areas or cells; `home:` and the rep's id
 * is where a rep starts. One way is enough: it serves for the way back too unless that has a row of its own.
 * @param name of the file, for messages
 * @param inside the folder that it lies in, which no link may leave
 * @throws InputError naming the line for other columns, minutes below 0 or none, and a pair that stands twice
 */
export async function readTravelMatrix(path: string, name: string, inside: string): Promise<TravelMatrix> {
  const found = await locateFile(path, { kind: "source", name, inside });
  if (found === null)
    throw new InputError(
      "source_missing",
      `${name}: there is no such file; expected a CSV of ${COLUMNS.join(", ")}`,
    );
  const rows = await readRows(found, name);
  const known = new Map<string, Map<string, number>>();
  rows.forEach(({ from, to, minutes, written }, at) => {
    const wrong = (what: string) => fault(name, at + 2, what);
    if (!from || !to) throw wrong("expected a from_id and a to_id, got an empty field");
    if (minutes === null || !(minutes >= 0 && minutes <= MOST_MINUTES))
      throw wrong(`minutes: expected a number from 0 to ${whole(MOST_MINUTES)}, got "${written ?? ""}"`);
    const row = known.get(from) ?? new Map<string, number>();
    known.set(from, row);
    if (row.has(to)) throw wrong(`the way from "${from}" to "${to}" stands twice`);
    row.set(to, minutes);
  });
  const minutes = (from: string, to: string) => known.get(from)?.get(to) ?? known.get(to)?.get(from);
  return { pairs: rows.length, minutes };
}

interface Row {
  readonly from: string | null;
  readonly to: string | null;
  readonly minutes: number | null;
  readonly written: string | null;
}

async function readRows(path: string, name: string): Promise<readonly Row[]> {
  const relation = `read_csv(${fileLiteral(path)}, all_varchar = true, header = true)`;
  const db = await openDatabase(":memory:");
  const rowsOf = async <R extends object>(sql: string) => {
    let rows: readonly R[] = [];
    const read = async () => {
      rows = await db.query<R>(sql);
    };
    await readable(read, name, "CSV");
    return rows;
  };
  try {
    const columns = (await rowsOf<{ column_name: string }>(`DESCRIBE SELECT * FROM ${relation}`)).map(
      column => column.column_name,
    );
    if (!COLUMNS.every(column => columns.includes(column)))
      throw fault(name, 1, `expected the columns ${COLUMNS.join(", ")}, got ${columns.join(", ")}`);
    const rows = await rowsOf<Row>(
      `SELECT trim(from_id) AS "from", trim(to_id) AS "to", minutes AS written,
         try_cast(replace(trim(minutes), ',', '.') AS DOUBLE) AS minutes FROM ${relation} LIMIT ${MOST_PAIRS + 1}`,
    );
    if (rows.length <= MOST_PAIRS) return rows;
    throw fault(name, MOST_PAIRS + 2, `expected at most ${whole(MOST_PAIRS)} pairs`);
  } finally {
    db.close();
  }
}

function fault(name: string, line: number, what: string): InputError {
  return new InputError("travel_matrix", `${name} line ${line}: ${what}`, { file: name, line });
}
