import { threefry, uniform } from "../../../core/rng.ts";
import { NO_BEHAVIOUR } from "../../../twin/layout.ts";
import type { RunKeys } from "../../spec/streams.ts";
import type { Kernel } from "../kernel.ts";
import type { RunState } from "../state.ts";

const block = new Int32Array(2);

/**
 * At the start of each quarter after the first, every account moves from its customer segment to one drawn from the row of
 * the quarter, the segment that it started in and the one it is in, and its rate is that of the draw times the factor of the
 * segments that it started in and is in now.
 * The factors' mean over the moves is 1 for every start, so that an account's expected volume stays what it was. Beyond
 * the last quarter of the factors, accounts stay.
 */
export function moveBehaviours(k: Kernel, state: RunState, keys: RunKeys, t: number): void {
  if (k.behaviour === null) return;
  const { segments, start, move, rate, quarter, quarters } = k.behaviour;
  const q = t / quarter;
  if (t === 0 || !Number.isInteger(q) || q >= quarters) return;
  const [k0, k1] = [keys.behaviour[0], keys.behaviour[1]];
  const { behaviour, drawnRate } = state;
  for (let i = 0; i < start.length; i++) {
    const from = behaviour[i];
    if (from === NO_BEHAVIOUR) continue;
    threefry(k0, k1, i, q, block);
    const origin = q * segments + start[i];
    const to = firstAbove(move, (origin * segments + from) * segments, segments, uniform(block[0]));
    behaviour[i] = to;
    state.rate[i] = drawnRate[i] * rate[origin * segments + to];
  }
}

/** Index in a cumulative row of the first entry above `point`; the last one where rounding leaves none. */
function firstAbove(cumulative: Float64Array, row: number, length: number, point: number): number {
  let at = 0;
  while (at < length - 1 && point >= cumulative[row + at]) at++;
  return at;
}
