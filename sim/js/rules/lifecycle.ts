import { LIFECYCLE } from "../../../twin/layout.ts";
import { METRICS } from "../../../twin/metrics.ts";
import type { Kernel } from "../kernel.ts";
import { count, type RunRecord } from "../record.ts";
import { PRESENCE, type RunState } from "../state.ts";

/**
 * Moves lifecycles at the end of a period. An own purchase makes a customer of an account that was none (new) and
 * wins a lapsed one back; a customer without an own purchase for `lapseAfter` periods lapses. Nobody sees what a hidden
 * account buys: it is a new customer with its first own purchase after it was found.
 */
export function moveLifecycles(k: Kernel, state: RunState, t: number, record: RunRecord): void {
  const { lastOwn, lifecycle, ownBuyers } = state;
  const buyers = state.ownBuyerCount[0];
  for (let j = 0; j < buyers; j++) {
    const i = ownBuyers[j];
    lastOwn[i] = t;
    if (k.darkness !== null && state.presence[i] === PRESENCE.hidden) continue;
    const place = reward(lifecycle, i);
    if (place >= 0) count(record, k.unit[i], t, place);
  }
  const silentSince = t - k.lapseAfter;
  for (let i = 0; i < lastOwn.length; i++) {
    if (lastOwn[i] > silentSince) continue;
    const stage = lifecycle[i];
    if (stage !== LIFECYCLE.customer && stage !== LIFECYCLE.wonBack) continue;
    lifecycle[i] = LIFECYCLE.lapsed;
    count(record, k.unit[i], t, METRICS.lapsed_accounts.place);
  }
}

/** The account bought the own brand. Returns the place of the metric that counts its move, -1 for no move. */
function reward(lifecycle: Uint8Array, i: number): number {
  const stage = lifecycle[i];
  if (stage === LIFECYCLE.customer || stage === LIFECYCLE.wonBack) return -1;
  lifecycle[i] = stage === LIFECYCLE.lapsed ? LIFECYCLE.wonBack : LIFECYCLE.customer;
  return stage === LIFECYCLE.lapsed ? METRICS.won_back_accounts.place : METRICS.new_accounts.place;
}
