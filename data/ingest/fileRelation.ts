import { CancelledError, EnvironmentError, InputError } from "../../core/errors.ts";
import { literal } from "../duckdb.ts";

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
    const text = (error as Error).message.split("\n")[0]!;
    throw new InputError("source_unreadable", `${file} is not readable as ${format}: ${text}`, { file });
  }
}
