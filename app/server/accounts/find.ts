import { foldWord } from "../../../data/config/vocabulary.ts";
import { type ColumnTable, tableColumn, valueAt } from "../../../data/tables/columnTable.ts";
import type { AccountsQuery } from "../../api/accounts.ts";

/** Rows of the accounts table that match, the largest own amount first, and how many match in all. */
export interface FoundAccounts {
  readonly total: number;
  /** Those that match and are not open, whether they are asked for or not. */
  readonly closed: number;
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

/** Accounts that match all that is asked, without those that are not open unless they are; a full id comes first. */
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
  const gone = [tableColumn(table, "closed"), tableColumn(table, "successor")];
  const rows: number[] = [];
  let closed = 0;
  for (let row = 0; row < table.rows; row++) {
    if (!texts[row]!.includes(wanted)) continue;
    if (!filters.every(({ column, value }) => column && valueAt(column, row) === value)) continue;
    const open = gone.every(column => valueAt(column, row) === null);
    if (!open) closed++;
    if (open || query.closed === "true") rows.push(row);
  }
  const exact = (row: number) => (wanted !== "" && texts[row]!.startsWith(`${wanted}\n`) ? 1 : 0);
  rows.sort((a, b) => exact(b) - exact(a) || own[b]! - own[a]! || a - b);
  return { total: rows.length, closed, rows: rows.slice(0, query.limit) };
}
