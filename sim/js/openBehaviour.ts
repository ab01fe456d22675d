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
  const segments = Math.round(Math.sqrt(moves));
  if (segments ** 2 !== moves || segments < 1 || segments >= NO_BEHAVIOUR)
    throw new Error(`column behaviourMove has ${moves} values; expected a square of 1 to 254 segments`);
  const quarters = rates / moves;
  const { accounts } = s;
  const { behaviour, behaviourMove, behaviourRate, behaviourQuarter } = open(BEHAVIOUR, columns, {
    accounts,
    behaviours: segments,
    quarters,
  });
  const [quarter] = behaviourQuarter;
  if (quarters < 1 || !Number.isInteger(quarters) || !(quarter >= 1))
    throw new Error(
      `column behaviourRate has ${rates} values, a quarter ${quarter} periods; expected whole quarters`,
    );
  return { segments, start: behaviour, move: behaviourMove, rate: behaviourRate, quarter, quarters };
}
