import { InputError } from "../../../core/errors.ts";
import { readAccountRecord } from "../../../data/accountRecord.ts";
import { type ColumnTable, tableColumn, valueAt } from "../../../data/tables/columnTable.ts";
import type { NextContact } from "../../../models/heat/nextContact.ts";
import {
  type AccountDetail,
  type AccountList,
  type AccountSummary,
  type AccountsQuery,
  accountDetail,
  accountList,
} from "../../api/accounts.ts";
import { accountTable } from "../../results/accountTable.ts";
import { loadNextContacts } from "../../results/heat.ts";
import { accountSegmentPath } from "../../results/segments/describe.ts";
import { type KeptSegments, loadSegments } from "../../results/segments/file.ts";
import { readTable } from "../../results/table.ts";
import { walletCategoryTable } from "../../results/wallet.ts";
import type { BuiltMarket } from "../../state/builtMarket.ts";
import { type CurrentState, onceEachState, stateKey } from "../host/currentState.ts";
import { type Prepared, type PreparedAnswers, prepareJson } from "../host/prepared.ts";
import { type FoundAccounts, findAccounts, searchTexts } from "./find.ts";
import { keptDatabase, type UseDatabase } from "./keptDatabase.ts";
import { accountFigures, accountSummary, categoriesOf, contactOf } from "./rows.ts";

/** The accounts of a market folder behind the API: always of the state that was published last. */
export interface AccountBook {
  readonly id: string;
  list(query: AccountsQuery): Promise<Prepared>;
  /** @throws InputError `unknown_account` */
  detail(accountId: string): Promise<Prepared>;
}

/** The table of a state's accounts, and what a search looks through; made once for each state. */
interface Shelf {
  readonly built: BuiltMarket;
  readonly table: ColumnTable;
  readonly texts: readonly string[];
  readonly rowOf: ReadonlyMap<string, number>;
  readonly segments: KeptSegments;
  readonly contacts: readonly (NextContact | null)[];
  /** Wallets by category of one account. */
  readonly categories: (accountId: string) => ColumnTable;
  readonly database: UseDatabase;
}

/** Opens the accounts of one market. */
export function accountBook(id: string, state: CurrentState, answers: PreparedAnswers): AccountBook {
  const current = onceEachState(state, readShelf);

  return {
    id,
    list: async query => {
      const { built, table, texts } = await current();
      return answers.get(stateKey(built, "accounts", JSON.stringify(query)), async () =>
        prepareJson(accountList, listOf(table, findAccounts(table, texts, query))),
      );
    },
    detail: async accountId => {
      const kept = await current();
      const row = kept.rowOf.get(accountId);
      if (row !== undefined)
        return answers.get(stateKey(kept.built, "account", accountId), async () =>
          prepareJson(accountDetail, await detailOf(kept, row, accountId)),
        );
      throw new InputError("unknown_account", `no account "${accountId}" in ${kept.built.record.info.name}`);
    },
  };
}

async function readShelf(built: BuiltMarket): Promise<Shelf> {
  const table = await readTable(accountTable, built);
  const ids = table.columns.find(column => column.name === "account_id")!.values as readonly string[];
  const rowOf = new Map(ids.map((id, row) => [id, row]));
  return {
    built,
    table,
    texts: searchTexts(table),
    rowOf,
    segments: await loadSegments(built),
    contacts: await loadNextContacts(built),
    categories: byAccount(await walletCategoryTable(built)),
    database: keptDatabase(built),
  };
}

/** The rows of one account after the other, without a look through the whole table. */
function byAccount(table: ColumnTable): (accountId: string) => ColumnTable {
  const rows = new Map<string, number[]>();
  for (const [row, id] of (tableColumn(table, "account_id").values as readonly string[]).entries()) {
    const known = rows.get(id);
    if (known) known.push(row);
    else rows.set(id, [row]);
  }
  return accountId => {
    const own = rows.get(accountId) ?? [];
    const columns = table.columns.map(column => ({
      ...column,
      values: own.map(row => valueAt(column, row)),
    }));
    return { ...table, rows: own.length, columns };
  };
}

function listOf(table: ColumnTable, { total, closed, rows }: FoundAccounts): AccountList {
  return { total, closed, accounts: rows.map((row): AccountSummary => accountSummary(table, row)) };
}

async function detailOf(
  { table, segments, contacts, categories, database }: Shelf,
  row: number,
  accountId: string,
): Promise<AccountDetail> {
  const record = await database(open => readAccountRecord(open, accountId));
  if (!record) throw new Error(`account ${accountId} is in the results and not in the database`);
  return {
    ...accountSummary(table, row),
    ...accountFigures(table, row),
    ...(structuredClone(record) as Pick<AccountDetail, keyof typeof record>),
    segment_path: accountSegmentPath(segments, row),
    categories: categoriesOf(record.categories, categories(accountId)),
    next_best_contact: contactOf(contacts[row] ?? null),
  };
}
