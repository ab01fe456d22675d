import { threefry, uniform } from "../../../core/rng.ts";
import { METRICS } from "../../../twin/metrics.ts";
import type { RunKeys } from "../../spec/streams.ts";
import type { Kernel } from "../kernel.ts";
import type { OpenLevers } from "../leverMasks.ts";
import { count, type RunRecord } from "../record.ts";
import { PRESENCE, type RunState } from "../state.ts";
import { becomeAware } from "./contact.ts";

const block = new Int32Array(2);

/**
 * A call goes to prospecting around account i: it counts as a visit, and comes upon each dark account of the cell
 * with probability `findChance`, one at most: with probability 1 − (1 − findChance)^hidden one of them, all equally
 * likely, is found by u. That one is known and aware from now on, and on the rep's list.
 */
export function prospect(
  k: Kernel,
  levers: OpenLevers,
  state: RunState,
  rep: number,
  i: number,
  u: number,
  t: number,
  record: RunRecord,
): void {
  count(record, k.unit[i], t, METRICS.visits.place);
  if (k.darkness === null) return;
  const cell = levers.cellOf[i];
  const [from, to] = [k.cellStart[cell], k.cellStart[cell + 1]];
  let hidden = 0;
  let missed = 1;
  for (let j = from; j < to; j++) {
    if (state.presence[j] !== PRESENCE.hidden) continue;
    hidden++;
    missed *= 1 - k.findChance;
  }
  if (u >= 1 - missed) return;
  let rank = Math.floor((u / (1 - missed)) * hidden);
  let found = from;
  while (state.presence[found] !== PRESENCE.hidden || rank-- > 0) found++;
  const unit = k.unit[found];
  state.presence[found] = PRESENCE.known;
  if (state.aware[found] === 0) becomeAware(state, found, unit);
  state.nextNewcomer[found] = state.firstNewcomer[rep];
  state.firstNewcomer[rep] = found;
  state.newcomers[rep] += 1;
  count(record, unit, t, METRICS.discovered_accounts.place);
}

/**
 * Accounts that a rep has found in this run get visits like the average of its list: with m of them beside a list
 * of n, a call goes to one of them with probability m / (n + m), else to account i as planned.
 */
export function newcomerInstead(
  k: Kernel,
  state: RunState,
  keys: RunKeys,
  rep: number,
  counter: number,
  i: number,
): number {
  const newcomers = state.newcomers[rep];
  if (newcomers === 0) return i;
  threefry(keys.newcomer[0], keys.newcomer[1], rep, counter, block);
  const listed = k.repStart[rep + 1] - k.repStart[rep];
  if (uniform(block[0]) * (listed + newcomers) >= newcomers) return i;
  let account = state.firstNewcomer[rep];
  for (let steps = Math.floor(uniform(block[1]) * newcomers); steps > 0; steps--)
    account = state.nextNewcomer[account];
  return account;
}
