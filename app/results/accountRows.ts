import { accountTable } from "../../data/resultTables.ts";
import { type ColumnTable, type TableColumn, tableColumn, valueAt } from "../../data/tables/columnTable.ts";
import { accountFigures } from "../../models/known/accountFigures.ts";
import { LIFECYCLE } from "../../twin/layout.ts";
import type { Twin } from "../../twin/source.ts";
import { type BuiltMarket, loadTwin } from "../state/builtMarket.ts";
import { withDatabase } from "../state/database.ts";
import { loadNextContacts } from "./heat.ts";
import { contactText } from "./heatTable.ts";
import { loadSegments } from "./segments/file.ts";
import { segmentColumn } from "./segments/tables.ts";
import { walletTable } from "./wallet.ts";

/** The rows of the table `accounts`, in the market's order. */
export async function accountRows(built: BuiltMarket): Promise<ColumnTable> {
  const table = await withDatabase(built, accountTable);
  const figures = withFigures(table, await loadTwin(built), segmentColumn(await loadSegments(built)));
  return withContacts(withWallets(figures, await walletTable(built)), built);
}
/** Words of the simulator's stages of an account, in the order of their codes. */
const LIFECYCLE_WORDS = Object.entries(LIFECYCLE)
  .sort(([, a], [, b]) => a - b)
  .map(([name]) => (name === "wonBack" ? "won back" : name));

/** Adds what was learned of each account. */
function withFigures(table: ColumnTable, twin: Twin, segment: TableColumn): ColumnTable {
  const { alive, expectedAmount, expectedLow, expectedHigh, lifecycle } = accountFigures(twin);
  const [cell, closed, successor] = ["cell", "closed", "successor"].map(name => tableColumn(table, name));
  const rows = Array.from({ length: table.rows }, (_, row) => row);
  const stage = (row: number) => {
    if (valueAt(closed!, row) !== null) return "closed";
    return valueAt(successor!, row) === null ? LIFECYCLE_WORDS[lifecycle[row]!]! : null;
  };
  const columns: TableColumn[] = [
    ...table.columns,
    {
      name: "place_precision",
      type: "utf8",
      values: rows.map(row => (valueAt(cell!, row) === null ? null : "point")),
    },
    { name: "lifecycle", type: "utf8", values: rows.map(stage) },
    segment,
    { name: "p_alive", type: "float64", values: alive },
    { name: "expected_amount_52w", type: "float64", values: expectedAmount },
    { name: "expected_amount_52w_p05", type: "float64", values: expectedLow },
    { name: "expected_amount_52w_p95", type: "float64", values: expectedHigh },
  ];
  return { ...table, columns };
}

async function withContacts(table: ColumnTable, built: BuiltMarket): Promise<ColumnTable> {
  const values = (await loadNextContacts(built)).map(contactText);
  return { ...table, columns: [...table.columns, { name: "next_best_contact", type: "utf8", values }] };
}

/** Columns of the wallet that `export accounts` shows; the others are for the account page. */
const WALLET_COLUMNS = [
  "wallet",
  "wallet_p05",
  "wallet_p95",
  "share_of_wallet",
  "headroom",
  "headroom_p05",
  "headroom_p95",
  "headroom_expected",
];

/** Adds the wallets; both tables are in the market's account order. */
function withWallets(table: ColumnTable, wallets: ColumnTable): ColumnTable {
  const columns = WALLET_COLUMNS.map(name => tableColumn(wallets, name));
  return { ...table, columns: [...table.columns, ...columns] };
}
