import { f64, i32, u8 } from "../../core/columns.ts";
import type { Twin } from "../../twin/source.ts";

/** What the twin says of each known account, in the market's account order. */
export interface AccountFigures {
  /** P(at least one own purchase over the next 52 weeks or 12 months); NaN for accounts that never bought. */
  readonly alive: Float64Array;
  /** Expected own amount over the next 52 weeks (12 months), major currency units. */
  readonly expectedAmount: Float64Array;
  /** Its 5% and 95% points. */
  readonly expectedLow: Float64Array;
  readonly expectedHigh: Float64Array;
  /** Codes of `twin/layout` at the end of history. */
  readonly lifecycle: Uint8Array;
}

/** Reads the figures from the twin's columns. */
export function accountFigures({ columns, header }: Pick<Twin, "columns" | "header">): AccountFigures {
  const account = i32(columns, "account");
  const known = account.reduce((n, i) => n + (i >= 0 ? 1 : 0), 0);
  const lifecycle = new Uint8Array(known);
  const stages = u8(columns, "lifecycle");
  account.forEach((i, k) => {
    if (i >= 0) lifecycle[i] = stages[k];
  });
  const read = (name: string, unit: number): Float64Array => {
    const values = f64(columns, name);
    const figures = new Float64Array(known);
    account.forEach((i, k) => {
      if (i >= 0) figures[i] = values[k] / unit;
    });
    return figures;
  };
  return {
    alive: read("alive", 1),
    expectedAmount: read("expectedOwn", header.minorUnits),
    expectedLow: read("expectedOwnLow", header.minorUnits),
    expectedHigh: read("expectedOwnHigh", header.minorUnits),
    lifecycle,
  };
}
