import { f64 } from "../core/columns.ts";
import { holds } from "../core/layout.ts";
import { LIFE } from "./layout.ts";
import type { Twin } from "./source.ts";

/** Probability that an account which opens at any moment of so many periods is there in period t; 0 periods: it is. */
export function openBy(t: number, within: number): number {
  return within > 0 ? Math.min(1, t / within) : 1;
}

/** Part of the periods [0, horizon) in which each account is expected to be there, in kernel order. */
export function partOpen(
  { columns, header }: Pick<Twin, "columns" | "header">,
  horizon: number,
): Float64Array {
  if (!holds(LIFE, columns)) return new Float64Array(header.scalars.accounts).fill(1);
  return f64(columns, "opensWithin").map(within => {
    let sum = 0;
    for (let t = 0; t < horizon; t++) sum += openBy(t, within);
    return sum / horizon;
  });
}
