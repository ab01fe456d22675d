import { InputError } from "../../../core/errors.ts";
import { readAccountRecord } from "../../../data/accountRecord.ts";
import type { ColumnTable } from "../../../data/columnTable.ts";
import type { NextContact } from "../../../models/heat/nextContact.ts";
import type { AccountDetail, AccountList, AccountSummary, AccountsQuery } from "../../api/accounts.ts";
import { loadNextContacts } from "../../building/heat.ts";

import { type BuiltMarket, resultTable, walletCategoryTable, withDatabase } from "../../builtMarket.ts";

import { accountSegmentPath } from "../../segments/describe.ts";
import { type KeptSegments, loadSegments } from "../../segments/file.ts";
import { type CurrentState, onceEachState } from "../currentState.ts";
import { type FoundAccounts, findAccounts, searchTexts } from "./find.ts";
import { accountFigures, accountSummary, categoriesOf, contactOf } from "./rows.ts";

/** The accounts of a market folder behind the API: always of the state that was published last. */
export interface AccountBook {
  readonly id: string;
  list(query: AccountsQuery): Promise<AccountList>;
  /** @throws InputError `unknown_account` */
  detail(accountId: string): Promise<AccountDetail>;
}

/** The table of a state's accounts, and what a search looks through; made once for each state. */
interface Shelf {
  readonly built: BuiltMarket;
  readonly table: ColumnTable;
  readonly texts: readonly string[];
  readonly rowOf: ReadonlyMap<string, number>;
  readonly segments: KeptSegments;
  readonly contacts: readonly (NextContact | null)[];
}

/** Opens the accounts of one market. */
export function accountBook(id: string, state: CurrentState): AccountBook {
  const current = onceEachState(state, readShelf);

  return {
    id,
    list: async query => {
      const { table, texts } = await current();
      return listOf(table, findAccounts(table, texts, query));
    },
    detail: async accountId => {
      const kept = await current();
      const row = kept.rowOf.get(accountId);
      if (row !== undefined) return detailOf(kept, row, accountId);
      throw new InputError("unknown_account", `no account "${accountId}" in ${kept.built.record.info.name}`);
    },
  };
}

async function readShelf(built: BuiltMarket): Promise<Shelf> {
  const table = await resultTable(built, "accounts");
  const ids = table.columns.find(column => column.name === "account_id")!.values as readonly string[];
  const rowOf = new Map(ids.map((id, row) => [id, row]));
  return {
    built,
    table,
    texts: searchTexts(table),
    rowOf,
    segments: await loadSegments(built),
    contacts: await loadNextContacts(built),
  };
}

function listOf(table: ColumnTable, { total, closed, rows }: FoundAccounts): AccountList {
  return { total, closed, accounts: rows.map((row): AccountSummary => accountSummary(table, row)) };
}

async function detailOf(
  { built, table, segments, contacts }: Shelf,
  row: number,
  accountId: string,
): Promise<AccountDetail> {
  const record = await withDatabase(built, database => readAccountRecord(database, accountId));
  if (!record) throw new Error(`account ${accountId} is in the results and not in the database`);
  return {
    ...accountSummary(table, row),
    ...accountFigures(table, row),
    ...(structuredClone(record) as Pick<AccountDetail, keyof typeof record>),
    segment_path: accountSegmentPath(segments, row),
    categories: categoriesOf(record.categories, await walletCategoryTable(built, accountId)),
    next_best_contact: contactOf(contacts[row] ?? null),
  };
}
