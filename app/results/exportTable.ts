import { extname } from "node:path";
import { InputError } from "../../core/errors.ts";
import { didYouMean } from "../../data/config/nearest.ts";
import { writeAtomically } from "../../data/files/durable.ts";
import { writeArrow } from "../export/arrow.ts";
import { writeCsv } from "../export/csv.ts";
import { writeGeoJson } from "../export/geojson.ts";
import { writeParquet } from "../export/parquet.ts";
import { openBuilt } from "../state/builtMarket.ts";
import { readTable, type Table } from "./table.ts";

const FORMATS = { ".csv": "CSV", ".parquet": "Parquet", ".geojson": "GeoJSON", ".arrow": "Arrow" } as const;

export interface ExportSettings {
  /** What the rows are for, of a table that has a choice; default: its first. */
  readonly by?: string | undefined;
  /** CSV as programs read it: text that a spreadsheet would run stays as it is. Default: false. */
  readonly raw?: boolean | undefined;
}

export interface Exported {
  readonly rows: number;
  readonly format: string;
}

/**
 * Writes a table of a built market to a file, in the format of the file's ending. All or nothing.
 * @param tables all that there are
 * @throws InputError for an unknown table or ending, or when the table has no places to put into GeoJSON.
 */
export async function exportTable(
  tables: readonly Table[],
  dir: string,
  name: string,
  file: string,
  { by, raw = false }: ExportSettings = {},
): Promise<Exported> {
  const ending = endingOf(file);
  const table = tableOf(tables, name);
  if (ending === ".geojson" && !table.geometry) {
    const what = `${name} has no geometry (a row for ${table.rows})`;
    throw new InputError("no_geometry", `${what}; export it as .csv, .parquet or .arrow`);
  }
  if (by !== undefined && !table.by?.includes(by)) {
    const takers = tables.filter(({ by }) => by).map(({ name }) => name);
    throw new InputError(
      "bad_option",
      `--by goes with the table ${takers.join(", ")} only, got it with ${name}; leave it out`,
    );
  }
  if (raw && ending !== ".csv") {
    throw new InputError(
      "bad_option",
      `--raw goes with .csv only, got it with ${ending}, where text is never run; leave it out`,
    );
  }
  const built = await openBuilt(dir);
  const columns = await readTable(table, built, by);
  await writeAtomically(file, async temporary => {
    if (ending === ".csv") return writeCsv(columns, temporary, raw);
    if (ending === ".parquet") return writeParquet(columns, temporary);
    if (ending === ".arrow") return writeArrow(columns, temporary);
    return writeGeoJson(columns, await table.geometry!(built, columns), temporary);
  });
  return { rows: columns.rows, format: FORMATS[ending] };
}

function endingOf(file: string): keyof typeof FORMATS {
  const ending = extname(file).toLowerCase();
  if (ending in FORMATS) return ending as keyof typeof FORMATS;
  const endings = Object.keys(FORMATS).join(", ");
  const got = ending ? `ends in ${ending}` : "has no ending";
  throw new InputError("unknown_format", `--to ${file} ${got}; expected one of ${endings}`, { file });
}

function tableOf(tables: readonly Table[], name: string): Table {
  const table = tables.find(known => known.name === name);
  if (table) return table;
  const names = tables.map(known => known.name);
  throw new InputError(
    "unknown_table",
    `no table "${name}"; tables are ${names.join(", ")}${didYouMean(name, names)}`,
    { name },
  );
}
