import { CancelledError, EnvironmentError, InputError } from "../../core/errors.ts";
import { literal } from "../tables/duckdb.ts";

/** DuckDB expands * ? [ in names of files; a bracket makes each of them mean itself. */
export function fileLiteral(path: string): string {
  return literal(path.replace(/[*?[]/g, "[$&]"));
}

/** Runs a read of DuckDB whose failure is the file's fault. */
export async function readable(read: () => Promise<unknown>, file: string, format: string): Promise<void> {
  try {
    await read();
  } catch (error) {
    if (error instanceof EnvironmentError || error instanceof CancelledError) throw error;
    const why = reasonOf((error as Error).message.split("\n")[0]!);
    throw new InputError("source_unreadable", `${file} is not readable as ${format}: ${why}`, { file });
  }
}

/** DuckDB's reason without its own words for errors and without the path, which the message begins with. */
function reasonOf(message: string): string {
  if (/magic bytes|too small to be a Parquet/i.test(message))
    return "it is cut off, or is no Parquet file; copy or export it again";
  return message
    .replace(/^([A-Z]\w* )+Error: /, "")
    .replace(/ (?:in file|of file|file) ["'][^"']*["'],?/i, "")
    .trim();
}
