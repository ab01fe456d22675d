import { METRICS, recordWidth } from "../twin/metrics.ts";
import type { Kernel } from "./js/kernel.ts";
import { type RunRecord, recordLength, recordStart } from "./js/record.ts";
import { spreadAwareness } from "./js/rules/awareness.ts";
import { moveBehaviours } from "./js/rules/behaviour.ts";
import { decayGoodwill, makeContacts } from "./js/rules/contacts.ts";
import { setIndices } from "./js/rules/indices.ts";
import { drawLeverValues, setLevers } from "./js/rules/levers.ts";
import { beginLives, liveOn } from "./js/rules/life.ts";
import { moveLifecycles } from "./js/rules/lifecycle.ts";
import { makePurchases } from "./js/rules/purchases.ts";
import { type RunState, resetState } from "./js/state.ts";
import { drawOf, type RunKeys, runKeys } from "./spec/streams.ts";

/**
 * Simulates run `run` of `seed` over `horizon` periods. Writes the record to `values`, of length
 * {@link recordLength}, whatever it held before; the amounts by cell are left in `state`.
 * @param onPurchases told before the purchases of each period are made
 */
export function simulateRun(
  kernel: Kernel,
  state: RunState,
  { seed, run, horizon }: { readonly seed: number; readonly run: number; readonly horizon: number },
  values: Float64Array,
  onPurchases: () => void = () => undefined,
): void {
  if (values.length !== recordLength(kernel, horizon))
    throw new RangeError(`record of ${values.length} numbers; expected ${recordLength(kernel, horizon)}`);
  const keys = runKeys(
    seed,
    run,
    kernel.levers?.effects.map(effect => effect.stream),
  );
  const draw = drawOf(seed, run, kernel.draws);
  const record: RunRecord = { values, horizon, metrics: recordWidth(kernel.brands) };
  values.fill(0);
  resetState(kernel, state, keys, draw);
  beginLives(kernel, state, keys.life);
  drawLeverValues(kernel, state, keys.leverValue);
  for (let t = 0; t < horizon; t++) step(kernel, state, keys, draw, t, record, onPurchases);
}

/** One period, in the order of the model. */
function step(
  k: Kernel,
  state: RunState,
  keys: RunKeys,
  draw: number,
  t: number,
  record: RunRecord,
  onPurchases: () => void,
): void {
  moveBehaviours(k, state, keys, t);
  liveOn(k, state, keys.life, t);
  setLevers(k, state, t);
  setIndices(k, state, draw, t);
  decayGoodwill(state, k.carryOver);
  makeContacts(k, state, keys, t, record);
  spreadAwareness(k, state);
  onPurchases();
  makePurchases(k, state, keys, t, record);
  moveLifecycles(k, state, t, record);
  recordAware(state, t, record);
}

function recordAware(state: RunState, t: number, record: RunRecord): void {
  const stock = state.awareStock;
  for (let u = 0; u < stock.length; u++)
    record.values[recordStart(record, u, t) + METRICS.aware_accounts.place] = stock[u];
}
