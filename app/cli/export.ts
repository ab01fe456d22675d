import { exportTable } from "../results/exportTable.ts";
import { RESULTS, tablesOf } from "../stages/results.ts";
import { printJson } from "./print.ts";
import type { Session } from "./session.ts";

export interface ExportOptions {
  readonly to: string;
  readonly by?: string;
  readonly raw?: boolean;
  readonly json?: boolean;
}

/** `penumbra export DIR TABLE --to FILE`. */
export async function exportCommand(
  dir: string,
  table: string,
  options: ExportOptions,
  session: Session,
): Promise<void> {
  const { rows, format } = await exportTable(tablesOf(RESULTS), dir, table, options.to, options);
  if (options.json) return printJson(session, { table, file: options.to, format, rows });
  const { words, count } = session.voice;
  session.stdout.write(`${words.export.written(table, count(rows), options.to, format)}\n`);
}
