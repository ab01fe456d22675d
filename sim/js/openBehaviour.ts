import { type Columns, f64, i32, u8 } from "../../core/columns.ts";
import { type KernelScalars, NO_BEHAVIOUR } from "../spec/model.ts";

/** The columns behaviour, behaviourMove and behaviourRate of `sim/spec/model.ts`. */
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
  if (!columns.layout.some(column => column.name === "behaviour")) return null;
  const start = u8(columns, "behaviour");
  const move = f64(columns, "behaviourMove");
  const rate = f64(columns, "behaviourRate");
  const quarter = i32(columns, "behaviourQuarter")[0]!;
  const segments = Math.round(Math.sqrt(move.length));
  const quarters = segments > 0 ? rate.length / segments ** 2 : 0;
  if (segments ** 2 !== move.length || segments < 1 || segments >= NO_BEHAVIOUR)
    throw new Error(`column behaviourMove has ${move.length} values; expected a square of 1 to 254 segments`);
  if (start.length !== s.accounts)
    throw new Error(`column behaviour has ${start.length} values; expected ${s.accounts}`);
  if (quarters < 1 || !Number.isInteger(quarters) || !(quarter >= 1))
    throw new Error(
      `column behaviourRate has ${rate.length} values, a quarter ${quarter} periods; expected whole quarters`,
    );
  const at = start.findIndex(code => code >= segments && code !== NO_BEHAVIOUR);
  if (at >= 0)
    throw new Error(`column behaviour has ${start[at]} at ${at}; expected 0 to ${segments - 1} or 255`);
  return { segments, start, move, rate, quarter, quarters };
}
