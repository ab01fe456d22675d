import { InputError } from "../../core/errors.ts";
import type { IngestContext } from "./context.ts";

const FIRST_ROWS = {
  accounts: "one row a customer: account_id, and lat and lon, which place it on the map",
  sales: "one row a sale: date, account_id, brand, amount",
} as const;

/**
 * Whoever begins with a template is told what to fill in first: accounts, then sales.
 * @throws InputError when a table that every market needs has headers only.
 */
export function refuseEmpty(context: IngestContext, table: keyof typeof FIRST_ROWS, read: number): void {
  if (read > 0) return;
  const files = context.config.sources[table].map(source => source.file).join(", ");
  const order = table === "accounts" ? "start with it: " : "fill it in next: ";
  const message = `${files}: ${table} has a header and no rows yet; ${order}${FIRST_ROWS[table]}; then run check again`;
  throw new InputError("no_rows", message, { table });
}
