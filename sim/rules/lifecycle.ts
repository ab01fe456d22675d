import type { Kernel } from "../kernel.ts";
import { LIFECYCLE } from "../model.ts";
import { METRIC, type RunRecord } from "../record.ts";
import type { RunState } from "../state.ts";

/**
 * Moves lifecycles at the end of a period. An own purchase makes a customer of an account that was none (new) and
 * wins a lapsed one back; a customer without an own purchase for `lapseAfter` periods lapses.
 */
export function moveLifecycles(k: Kernel, state: RunState, t: number, record: RunRecord): void {
  const { accounts, lapseAfter } = k;
  const { boughtOwn, silence, lifecycle } = state;
  for (let i = 0; i < accounts; i++) {
    if (boughtOwn[i] === 1) {
      boughtOwn[i] = 0;
      silence[i] = 0;
      const metric = reward(lifecycle, i);
      if (metric >= 0) count(k, record, i, t, metric);
      continue;
    }
    silence[i]! += 1;
    const stage = lifecycle[i]!;
    if (silence[i]! < lapseAfter || (stage !== LIFECYCLE.customer && stage !== LIFECYCLE.wonBack)) continue;
    lifecycle[i] = LIFECYCLE.lapsed;
    count(k, record, i, t, METRIC.lapsedAccounts);
  }
}

/** The account bought the own brand. Returns the metric that counts its move, -1 for no move. */
function reward(lifecycle: Uint8Array, i: number): number {
  const stage = lifecycle[i]!;
  if (stage === LIFECYCLE.customer || stage === LIFECYCLE.wonBack) return -1;
  lifecycle[i] = stage === LIFECYCLE.lapsed ? LIFECYCLE.wonBack : LIFECYCLE.customer;
  return stage === LIFECYCLE.lapsed ? METRIC.wonBackAccounts : METRIC.newAccounts;
}

function count(k: Kernel, record: RunRecord, i: number, t: number, metric: number): void {
  record.values[(k.unit[i]! * record.horizon + t) * record.metrics + metric]! += 1;
}
