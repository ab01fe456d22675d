import { TABLES, type TableName } from "../config/schema.ts";
import { identifier, literal } from "../tables/duckdb.ts";
import type { IngestContext } from "./context.ts";
import { foldName } from "./headerNames.ts";
import type { ParsedTable } from "./parsedTable.ts";
import type { Source } from "./sourceTypes.ts";

/** A column that the contract does not know: what the file calls it, and what the market does. */
interface FreeColumn {
  readonly theirs: string;
  readonly name: string;
}

/**
 * Makes the view `scratch.<view>`(src, rec, attributes): columns beyond the contract's as one JSON object a row, under
 * the file's own names, or those that `columns` gives them.
 * @param only the names to keep, compared without case; default: all
 */
export async function viewFreeColumns(
  context: IngestContext,
  parsed: ParsedTable,
  view: string,
  only?: readonly string[],
): Promise<void> {
  const wanted = only && new Map(only.map(name => [foldName(name), name]));
  const selects = parsed.sources.flatMap(source => {
    const free = freeColumns(parsed.table, source);
    const kept = wanted
      ? free.flatMap(c => {
          const name = wanted.get(foldName(c.name));
          return name === undefined ? [] : [{ ...c, name }];
        })
      : free;
    return kept.length > 0 ? [selectOf(source, kept)] : [];
  });
  const none = "SELECT NULL::UTINYINT AS src, NULL::BIGINT AS rec, NULL::VARCHAR AS attributes WHERE false";
  await context.db.run(`CREATE VIEW scratch.${view} AS ${selects.join(" UNION ALL ") || none}`);
}

function freeColumns(table: TableName, source: Source): FreeColumn[] {
  const known = new Set(Object.keys(TABLES[table].columns));
  const taken = new Set([...source.columns].filter(([ours]) => known.has(ours)).map(([, theirs]) => theirs));
  const renamed = new Map([...source.columns].map(([ours, theirs]) => [theirs, ours]));
  const free = [...source.types.keys()].filter(theirs => !taken.has(theirs));
  return free.map(theirs => ({ theirs, name: renamed.get(theirs) ?? theirs }));
}

function selectOf(source: Source, columns: readonly FreeColumn[]): string {
  const pairs = columns.map(c => `${literal(c.name)}, ${identifier(c.theirs)}`).join(", ");
  return `SELECT ${source.index} AS src, "#rec" AS rec, json_object(${pairs})::VARCHAR AS attributes FROM ${source.relation}`;
}
