import { InputError } from "../../core/errors.ts";
import { whole } from "../../core/figures.ts";
import { MOST_DECIMALS, minorUnitsOf } from "../../core/money.ts";
import type { TableName } from "../config/schema.ts";
import type { IngestContext } from "./context.ts";
import { ingestNote } from "./notes.ts";

/** Rows of amounts as they were read, and which of them are kept; SQL. */
interface AmountRows {
  readonly rows: string;
  readonly good: string;
}

/**
 * Room between the sum of all amounts and 2^53, beyond which whole numbers in a double are not exact: a year ahead with
 * the dark part in it is larger than what has been sold.
 */
const ROOM = 16;

/**
 * Settles the decimals in which the market keeps its amounts: those of the finest one, at least the currency's, but no
 * more than let their sum be exact, which is told.
 */
export async function settleDecimals(context: IngestContext, tables: readonly AmountRows[]): Promise<void> {
  const rows = tables.map(({ rows, good }) => `SELECT amount FROM ${rows} WHERE ${good}`).join(" UNION ALL ");
  const finer = (decimals: number) => `coalesce(bool_or(amount % ${partsOf(decimals)} <> 0), false)`;
  const choices = range(context.decimals, MOST_DECIMALS);
  const asked = choices.map(decimals => `${finer(decimals)} AS "${decimals}"`).join(", ");
  const [found] = await context.db.query<Record<string, boolean> & { sum: number }>(
    `SELECT ${asked}, coalesce(sum(abs(amount)), 0)::DOUBLE / ${minorUnitsOf(MOST_DECIMALS)} AS sum FROM (${rows})`,
  );
  const finest = choices.find(decimals => !found[decimals])!;
  const exact = (decimals: number) => found.sum * minorUnitsOf(decimals) * ROOM <= Number.MAX_SAFE_INTEGER;
  context.decimals = range(context.decimals, finest).findLast(exact) ?? context.decimals;
  if (context.decimals === finest) return;
  context.notes.push(ingestNote("ingest.rounded_sums", { finest, decimals: context.decimals }));
}

/** SQL of an amount, as it was read, in the market's minor units. */
export function inMinorUnits({ decimals }: IngestContext, amount = "amount"): string {
  const parts = partsOf(decimals);
  if (parts === 1) return amount;
  return `((${amount} + CASE WHEN ${amount} < 0 THEN ${-parts / 2} ELSE ${parts / 2} END) // ${parts})`;
}

/** How many of the parts in which amounts are read make a minor unit. */
function partsOf(decimals: number): number {
  return minorUnitsOf(MOST_DECIMALS - decimals);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

/** @throws InputError when sums of a table are too large to be whole numbers in a double. */
export function refuseHugeSums({ decimals }: IngestContext, table: TableName, sums: readonly number[]): void {
  if (sums.every(sum => Math.abs(sum) <= Number.MAX_SAFE_INTEGER)) return;
  const most = whole(Math.floor(Number.MAX_SAFE_INTEGER / minorUnitsOf(decimals) / 1e12));
  const message = `${table}: the amounts sum up to more than ${most} trillion of the currency's units; is their decimal mark right?`;
  throw new InputError("amounts_too_large", message);
}
