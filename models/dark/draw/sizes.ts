import type { Chance } from "../../../core/chance.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { linearPart, type SelectionState, type TypeTable } from "../law/selection.ts";

/** A dark account of a draw: where it is, and what it buys in a year. */
export interface Born {
  readonly patch: number;
  readonly type: number;
  amount: number;
}

/** Amounts of accounts that nobody knows and that stand on the lists of `pattern`; 0 for those that sleep. */
export function sizePicker(
  { data, sizes }: Evidence,
  state: SelectionState,
  table: TypeTable,
  s: number,
  t: number,
  pattern: number,
  seenSize: Float64Array | null,
  chance: Chance,
): () => number {
  const { nodes, lists } = data;
  const zone = data.zone[s];
  const linear = linearPart(data, state, s, t);
  const cumulative = new Float64Array(nodes);
  let sum = 0;
  for (let j = 0; j < nodes; j++) {
    const known = 1 / (1 + Math.exp(-(linear + state.slope * sizes.offset[t * nodes + j])));
    const listed = table.listed[(j << lists) + pattern];
    sum += table.density[j] * (1 - known) * listed * (seenSize?.[j] ?? 1);
    cumulative[j] = sum;
  }
  const growth = Math.exp(data.zoneSize[zone]);
  return () => {
    const at = t * nodes + indexAbove(cumulative, chance.uniform() * sum);
    if (chance.uniform() < sizes.dormant[at]) return 0;
    const jitter = Math.exp(sizes.step[t] * (chance.uniform() - 0.5));
    return (growth * jitter * sizes.amount[at]) / (1 - sizes.dormant[at]);
  };
}

/** Brings the amounts of a zone's dark accounts to what its panel leaves. */
export function settle(e: Evidence, zone: number, born: Born[], chance: Chance): void {
  const { darkAmount, darkAmountError } = e.data;
  if (Number.isNaN(darkAmount[zone])) return;
  const target = Math.max(0, darkAmount[zone] + darkAmountError[zone] * chance.normal());
  const total = born.reduce((sum, account) => sum + account.amount, 0);
  if (total > 0) for (const account of born) account.amount *= target / total;
  else if (target > 0) {
    const patch = busiestPatch(e, zone);
    if (born.length === 0) born.push({ patch, type: 0, amount: target });
    else born[0].amount = target;
  }
}

/** Where a total says that somebody buys and nobody was drawn. */
function busiestPatch({ zones, byPlace }: Evidence, zone: number): number {
  let best = -1;
  let most = -1;
  zones.stratumOf.forEach((s, p) => {
    if (zones.zone[s] !== zone) return;
    const expected = byPlace.reduce((sum, column) => sum + column[p], 0);
    if (expected > most) {
      most = expected;
      best = p;
    }
  });
  return best;
}

/** First index whose cumulative weight exceeds the value. */
export function indexAbove(cumulative: Float64Array, value: number): number {
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cumulative[middle] > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
