import type { Market } from "../data/market.ts";
import type { Source } from "./twin.ts";

/**
 * What contacts do: goodwill with carry-over, and its effect on the choice of the own brand. The size of the
 * effect is a published prior: elasticity of sales to personal selling 0.34 (Albers, Mantrala and Sridhar 2010).
 */
export interface ResponseFit {
  readonly carryOver: number;
  /** β: utility of the own brand for each unit of goodwill. */
  readonly goodwillEffect: number;
  /** Goodwill of each account at the end of history. */
  readonly goodwill: Float64Array;
  /** Utility that takes the expected effect of today's visits out, since preferences already hold it. */
  readonly ownOffset: Float64Array;
  /** Contacts a period and the accounts they go to, by rep; weights are not yet cumulative. */
  readonly reps: readonly {
    readonly calls: number;
    readonly accounts: Int32Array;
    readonly weight: Float64Array;
  }[];
  readonly source: Source;
}

const ELASTICITY = 0.34;
const CARRY_OVER = { week: 0.8, month: 0.4 } as const;
/** Goodwill effect above which a prior would say more than the market: one visit at most doubles the odds. */
const MAX_EFFECT = Math.LN2;

/** Reads the visits of the last year. `ownShare` is each account's own share of occasions. */
export function fitResponse(market: Market, ownShare: Float64Array, weight: Float64Array): ResponseFit {
  const carryOver = CARRY_OVER[market.period];
  const n = market.accounts.count;
  const year = Math.min(market.period === "week" ? 52 : 12, market.periodStart.length);
  const recent = recentVisits(market, year);
  const rate = new Float64Array(n);
  for (const visits of recent.values()) for (const [account, count] of visits) rate[account] += count / year;
  const effect = goodwillEffect(rate, carryOver, ownShare, weight);
  return {
    carryOver,
    goodwillEffect: effect,
    goodwill: goodwillNow(market, carryOver),
    ownOffset: rate.map(r => -expectedLift(r, effect, carryOver)),
    reps: [...recent.values()].map(visits => ({
      calls: [...visits.values()].reduce((a, b) => a + b, 0) / year,
      accounts: Int32Array.from(visits.keys()),
      weight: Float64Array.from(visits.values()),
    })),
    source:
      effect > 0
        ? { from: "prior", note: "elasticity of personal selling 0.34 (Albers, Mantrala, Sridhar 2010)" }
        : { from: "data", note: "no visits in the last year" },
  };
}

/** Visits of the last `year` periods: rep → account → count. Visits without a rep share one. */
function recentVisits(market: Market, year: number): Map<number, Map<number, number>> {
  const from = market.periodStart.length - year;
  const byRep = new Map<number, Map<number, number>>();
  const { visits } = market;
  for (let i = 0; i < visits.count; i++) {
    if (visits.period[i] < from) continue;
    const accounts = byRep.get(visits.rep[i]) ?? new Map<number, number>();
    accounts.set(visits.account[i], (accounts.get(visits.account[i]) ?? 0) + 1);
    byRep.set(visits.rep[i], accounts);
  }
  return new Map([...byRep].sort((a, b) => a[0] - b[0]));
}

/**
 * β from the elasticity: d log(own sales) / d log(visits) = β·ḡ·(1 − own share), ḡ = visits / (1 − carry-over),
 * averaged over accounts by their own amount.
 */
function goodwillEffect(
  rate: Float64Array,
  carryOver: number,
  ownShare: Float64Array,
  weight: Float64Array,
): number {
  let slope = 0;
  let total = 0;
  for (let i = 0; i < rate.length; i++) {
    slope += weight[i] * (rate[i] / (1 - carryOver)) * (1 - ownShare[i]);
    total += weight[i];
  }
  return slope > 0 && total > 0 ? Math.min(MAX_EFFECT, ELASTICITY / (slope / total)) : 0;
}

/** log E[exp(β·g)] for Poisson visits at `rate`: rate · Σⱼ (e^{β·cʲ} − 1). */
function expectedLift(rate: number, effect: number, carryOver: number): number {
  if (rate === 0 || effect === 0) return 0;
  let sum = 0;
  for (let left = effect; left > 1e-6; left *= carryOver) sum += Math.expm1(left);
  return rate * sum;
}

/** Goodwill at the end of history: Σ over visits of carry-over^age. */
function goodwillNow(market: Market, carryOver: number): Float64Array {
  const goodwill = new Float64Array(market.accounts.count);
  const last = market.periodStart.length - 1;
  const { visits } = market;
  for (let i = 0; i < visits.count; i++)
    goodwill[visits.account[i]] += carryOver ** (last - visits.period[i]);
  return goodwill;
}
