import type { SourceConfig } from "../config/config.ts";
import { TABLES, type TableName, type TableSpec } from "../config/schema.ts";

/** Rows at the top among which the header is looked for: reports put their title above it. */
export const TITLE_ROWS = 20;

/** A name as it is compared: without spaces around it, Unicode NFC, in lower case. */
export function foldName(name: string): string {
  return name.trim().normalize("NFC").toLowerCase();
}

/** Names of a file's columns that tell its header from a title: those that are mapped, and those that it needs. */
export function headerNames(table: TableName, config: SourceConfig): ReadonlySet<string> {
  const spec: TableSpec = TABLES[table];
  const required = Object.entries(spec.columns).filter(([, column]) => column.required);
  const names = [...Object.values(config.columns), ...required.map(([ours]) => config.columns[ours] ?? ours)];
  return new Set(names.map(foldName));
}
