import type { Columns } from "../../core/columns.ts";
import { holds, type Opened, open } from "../../core/layout.ts";
import { exp } from "../../core/math.ts";
import { LIFE } from "../../twin/layout.ts";
import type { KernelScalars } from "../spec/model.ts";

/** The columns `LIFE` of `twin/layout`, opened. */
export interface Life extends Opened<typeof LIFE> {
  /** s = ν/(μ+ν): where the probability of being a buyer settles; and e^(−(μ+ν)), what is left of the way in a period. */
  readonly settled: Float64Array;
  readonly decay: Float64Array;
}

/** Opens the columns of opening, leaving and coming back; null where the model has none. Throws where they are no such numbers. */
export function openLife(columns: Columns, s: Pick<KernelScalars, "accounts">): Life | null {
  if (!holds(LIFE, columns)) return null;
  const life = open(LIFE, columns, s);
  const { opensWithin, aliveAtStart, dropout, comeback } = life;
  const negative = (i: number) => !(opensWithin[i] >= 0 && dropout[i] >= 0 && comeback[i] >= 0);
  for (let i = 0; i < s.accounts; i++)
    if (negative(i) || !(aliveAtStart[i] >= 0 && aliveAtStart[i] <= 1))
      throw new Error(
        `account ${i} opens within ${opensWithin[i]} periods, is alive with probability ${aliveAtStart[i]}, leaves at ` +
          `${dropout[i]}, returns at ${comeback[i]}; expected a probability, and numbers ≥ 0`,
      );
  return {
    ...life,
    settled: dropout.map((mu, i) =>
      mu + comeback[i] > 0 ? comeback[i] / (mu + comeback[i]) : aliveAtStart[i],
    ),
    decay: dropout.map((mu, i) => exp(-mu - comeback[i])),
  };
}
