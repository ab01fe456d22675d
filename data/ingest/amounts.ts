import { InputError } from "../../core/errors.ts";
import type { TableName } from "../config/schema.ts";

/** @throws InputError when sums of a table are too large to be whole numbers in a double. */
export function refuseHugeSums(table: TableName, sums: readonly number[]): void {
  if (sums.every(sum => Math.abs(sum) <= Number.MAX_SAFE_INTEGER)) return;
  const message = `${table}: the amounts sum up to more than 90 trillion of the currency's units; is their decimal mark right?`;
  throw new InputError("amounts_too_large", message);
}
