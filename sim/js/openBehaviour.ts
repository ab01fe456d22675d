import { type Columns, f64 } from "../../core/columns.ts";
import { holds, open } from "../../core/layout.ts";
import { BEHAVIOUR, NO_BEHAVIOUR } from "../../twin/layout.ts";
import type { KernelScalars } from "../spec/model.ts";

/** The columns `BEHAVIOUR` of `twin/layout`, opened. */
export interface Behaviour {
  readonly segments: number;
  readonly start: Uint8Array;
  readonly move: Float64Array;
  readonly rate: Float64Array;
  /** Periods in a quarter. */
  readonly quarter: number;
  readonly quarters: number;
}

/** Opens the columns of customer segments; null where the model has none. Throws where they do not fit together. */
export function openBehaviour(columns: Columns, s: Pick<KernelScalars, "accounts">): Behaviour | null {
  if (!holds(BEHAVIOUR, columns)) return null;
  const [moves, rates] = [f64(columns, "behaviourMove").length, f64(columns, "behaviourRate").length];
  const segments = moves / rates;
  const quarters = rates / segments ** 2;
  if (!Number.isInteger(segments) || !Number.isInteger(quarters) || segments >= NO_BEHAVIOUR)
    throw new Error(
      `columns behaviourMove and behaviourRate have ${moves} and ${rates} values; expected quarters × segments³ and quarters × segments² of 1 to 254 segments`,
    );
  const { accounts } = s;
  const { behaviour, behaviourMove, behaviourRate, behaviourQuarter } = open(BEHAVIOUR, columns, {
    accounts,
    behaviours: segments,
    quarters,
  });
  const [quarter] = behaviourQuarter;
  if (!(quarter >= 1)) throw new Error(`column behaviourQuarter has ${quarter}; expected 1 period or more`);
  return { segments, start: behaviour, move: behaviourMove, rate: behaviourRate, quarter, quarters };
}
