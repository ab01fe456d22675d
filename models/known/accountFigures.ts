import { f64, i32, u8 } from "../../core/columns.ts";
import type { Twin } from "../../twin/source.ts";

/** What the twin says of each known account, in the market's account order. */
export interface AccountFigures {
  /** P(at least one own purchase over the next 52 weeks or 12 months); NaN for accounts that never bought. */
  readonly alive: Float64Array;
  /** Expected own amount over the next 52 weeks (12 months), major currency units. */
  readonly expectedAmount: Float64Array;
  /** Codes of `twin/layout` at the end of history. */
  readonly lifecycle: Uint8Array;
}

/** Reads the figures from the twin's columns. */
export function accountFigures({ columns, header }: Pick<Twin, "columns" | "header">): AccountFigures {
  const account = i32(columns, "account");
  const alive = f64(columns, "alive");
  const expected = f64(columns, "expectedOwn");
  const lifecycle = u8(columns, "lifecycle");
  const known = account.reduce((n, i) => n + (i >= 0 ? 1 : 0), 0);
  const figures = {
    alive: new Float64Array(known),
    expectedAmount: new Float64Array(known),
    lifecycle: new Uint8Array(known),
  };
  account.forEach((i, k) => {
    if (i < 0) return;
    figures.alive[i] = alive[k];
    figures.lifecycle[i] = lifecycle[k];
    figures.expectedAmount[i] = expected[k] / header.minorUnits;
  });
  return figures;
}
