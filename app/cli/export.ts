import type { Effects } from "../effects/effects.ts";
import { exportTable } from "../results/exportTable.ts";
import { RESULTS, tablesOf } from "../stages/results.ts";
import { count } from "../words/format.ts";
import { printJson } from "./print.ts";

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
  effects: Effects,
): Promise<void> {
  const { rows, format } = await exportTable(tablesOf(RESULTS), dir, table, options.to, options);
  if (options.json) return printJson(effects, { table, file: options.to, format, rows });
  effects.stdout.write(`${table}: ${count(rows)} rows in ${options.to} (${format})\n`);
}
