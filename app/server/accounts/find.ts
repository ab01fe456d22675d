import { type ColumnTable, tableColumn, valueAt } from "../../../data/columnTable.ts";
import { foldWord } from "../../../data/vocabulary.ts";
import type { AccountsQuery } from "../../api/accounts.ts";

/** Rows of the accounts table that match, the largest own amount first, and how many match in all. */
export interface FoundAccounts {
  readonly total: number;
  readonly rows: readonly number[];
}

/** What a search looks through, by row: id and name without case, accents and spaces. */
export function searchTexts(table: ColumnTable): string[] {
  const ids = tableColumn(table, "account_id");
  const names = tableColumn(table, "name");
  return Array.from(
    { length: table.rows },
    (_, row) => `${foldWord(String(valueAt(ids, row)))}\n${foldWord(String(valueAt(names, row) ?? ""))}`,
  );
}

/** Accounts that match all that is asked; an id that is asked for by its full name comes first. */
export function findAccounts(
  table: ColumnTable,
  texts: readonly string[],
  query: AccountsQuery,
): FoundAccounts {
  const wanted = foldWord(query.query ?? "");
  const filters = (["cell", "territory_id", "segment"] as const).flatMap(name => {
    const value = name === "territory_id" ? query.territory : query[name];
    const column = table.columns.find(column => column.name === name);
    return value === undefined ? [] : [{ column, value }];
  });
  const own = tableColumn(table, "own_amount").values as ArrayLike<number>;
  const rows: number[] = [];
  for (let row = 0; row < table.rows; row++) {
    if (!texts[row]!.includes(wanted)) continue;
    if (filters.every(({ column, value }) => column && valueAt(column, row) === value)) rows.push(row);
  }
  const exact = (row: number) => (wanted !== "" && texts[row]!.startsWith(`${wanted}\n`) ? 1 : 0);
  rows.sort((a, b) => exact(b) - exact(a) || own[b]! - own[a]! || a - b);
  return { total: rows.length, rows: rows.slice(0, query.limit) };
}
