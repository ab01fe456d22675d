import type { AccountRecord } from "../../../data/accountRecord.ts";
import { type ColumnTable, valueAt } from "../../../data/tables/columnTable.ts";
import type { NextContact } from "../../../models/heat/nextContact.ts";
import type { AccountDetail, AccountSummary, Estimate } from "../../api/accounts.ts";

/** One account of the accounts table. Columns that this build did not make are null. */
export function accountSummary(table: ColumnTable, row: number): AccountSummary {
  const { text, number } = reader(table, row);
  return {
    account_id: text("account_id")!,
    name: text("name"),
    type: text("type"),
    cell: text("cell"),
    territory_id: text("territory_id"),
    segment: text("segment"),
    closed: text("closed"),
    successor: text("successor"),
    own_amount: number("own_amount") ?? 0,
    rival_amount: number("rival_amount"),
    wallet: estimateOf(table, row, "wallet"),
    headroom: estimateOf(table, row, "headroom"),
    headroom_expected: number("headroom_expected"),
    share_of_wallet: number("share_of_wallet"),
  };
}

/** What the twin says of one account. */
export function accountFigures(
  table: ColumnTable,
  row: number,
): Pick<AccountDetail, "p_alive" | "expected_amount_52w" | "lifecycle"> {
  const { text, number } = reader(table, row);
  return {
    p_alive: number("p_alive"),
    expected_amount_52w: estimateOf(table, row, "expected_amount_52w"),
    lifecycle: text("lifecycle"),
  };
}

/** When and how it is best reached, without its score. */
export function contactOf(contact: NextContact | null): AccountDetail["next_best_contact"] {
  if (!contact) return null;
  const { channel, day, hour, reasons } = contact;
  return { channel, day, hour, reasons: [...reasons] };
}

/** Categories with their wallets, the largest wallet or purchase first. */
export function categoriesOf(
  bought: AccountRecord["categories"],
  wallets: ColumnTable,
): AccountDetail["categories"] {
  if (!bought) return null;
  const known = new Map(bought.map(({ category, own, rivals }) => [category, { own, rivals }]));
  const learned = new Map<string, { wallet: number | null; headroom_expected: number | null }>();
  for (let row = 0; row < wallets.rows; row++) {
    const { text, number } = reader(wallets, row);
    learned.set(text("category")!, {
      wallet: number("wallet"),
      headroom_expected: number("headroom_expected"),
    });
  }
  const rivals = bought.some(part => part.rivals !== null) ? 0 : null;
  const all = [...new Set([...known.keys(), ...learned.keys()])].map(category => ({
    category,
    ...(known.get(category) ?? { own: 0, rivals }),
    ...(learned.get(category) ?? { wallet: null, headroom_expected: null }),
  }));
  const size = (part: (typeof all)[number]) => Math.max(part.wallet ?? 0, part.own + (part.rivals ?? 0));
  return all.sort((a, b) => size(b) - size(a));
}

function estimateOf(table: ColumnTable, row: number, name: string): Estimate | null {
  const { number } = reader(table, row);
  const mean = number(name);
  return mean === null ? null : { mean, p05: number(`${name}_p05`), p95: number(`${name}_p95`) };
}

function reader(table: ColumnTable, row: number) {
  const value = (name: string) => {
    const column = table.columns.find(column => column.name === name);
    return column ? valueAt(column, row) : null;
  };
  return {
    text: (name: string) => value(name) as string | null,
    number: (name: string) => value(name) as number | null,
  };
}
