import { f64 } from "../../core/columns.ts";
import { yearPeriods } from "../../core/period.ts";
import { lossAtFirst } from "../../data/config/handover.ts";
import { ownShareSlope } from "../../models/response/offset.ts";
import { contactLaw } from "../effects/contactLaw.ts";
import { fading, missedShare } from "../effects/handover.ts";
import { isSame, PLAN_PARTS, type PlanChange, type PlanPart } from "../effects/planChange.ts";
import { contactsByAccount, weeksOf } from "../effects/repLists.ts";
import type { Facts } from "../parameters/facts.ts";

/** What a plan is expected to change without any run: own amount over the horizon, major currency units. */
export interface PlanExpectation {
  readonly own_amount: number;
  /** They add up to it. */
  readonly parts: Readonly<Record<PlanPart, number>>;
  /** Own amount of the accounts that change rep over that of all, last year. */
  readonly moved_share: number | null;
}

/**
 * Expected change of own sales by the means of everything that is uncertain, to screen many plans with: last year's own
 * amount of each account, times what its contacts do to its own share (the mean law of goodwill under Poisson contacts and
 * the slope of its share), times what a new rep costs. Season, growth, awareness and word of mouth are left to the runs.
 */
export function expectedChange(change: PlanChange, facts: Facts): PlanExpectation {
  const { market, twin, marketAccount, ownAmount, horizon } = facts;
  // Own amount of the market as each part leaves it, from today's on.
  const states = new Float64Array(PLAN_PARTS.length + 1);
  const year = yearPeriods(market.period);
  const [slope, paths] = [slopes(facts), goodwillPaths(change, facts)];
  const lost = lossByPeriod(facts);
  let [all, moved] = [0, 0];
  marketAccount.forEach((account, i) => {
    const amount = account < 0 ? 0 : ownAmount[account]!;
    all += amount;
    if (change.changesHands[i] === 1) moved += amount;
    if (!(amount > 0)) return;
    const loses = change.loses[i] === 1;
    for (let t = 0; t < horizon; t++) {
      const [capacity, travel, handover] = paths?.factors(i, t, slope[i]!) ?? [1, 1, 1];
      const kept = loses ? 1 - (lost[t] ?? 0) : 1;
      [1, capacity, travel, handover, handover * kept].forEach((factor, s) => {
        states[s]! += (amount / year) * factor;
      });
    }
  });
  const part = (p: number) => (isSame(change) ? 0 : (states[p + 1]! - states[p]!) / twin.header.minorUnits);
  const parts = Object.fromEntries(PLAN_PARTS.map((name, p) => [name, part(p)])) as Record<PlanPart, number>;
  return {
    own_amount: PLAN_PARTS.reduce((sum, _, p) => sum + part(p), 0),
    parts,
    moved_share: all > 0 ? moved / all : null,
  };
}

/** Mean share of own orders that a broken relation costs in each period. */
function lossByPeriod(facts: Facts): Float64Array {
  const { handover } = facts.market;
  const mean = (handover.loss.low + handover.loss.high) / 2;
  return fading(handover, facts).map(left => mean * lossAtFirst(handover) * left);
}

/** d log own share / d utility of each account. */
function slopes({ twin }: Facts): Float64Array {
  const { brands, inertia } = twin.header.scalars;
  const preference = f64(twin.columns, "preference");
  return Float64Array.from({ length: preference.length / brands }, (_, i) =>
    ownShareSlope(preference.subarray(i * brands, (i + 1) * brands), inertia),
  );
}

interface GoodwillPaths {
  /** Own orders over today's: with the accounts at their new reps, within the hours, and less the contacts that are missed. */
  factors(account: number, period: number, slope: number): readonly [number, number, number];
}

/** Expected utility of the own brand at period t: contacts were today's before the plan and are the new ones since. */
function goodwillPaths({ lists, changesHands }: PlanChange, facts: Facts): GoodwillPaths | null {
  const law = contactLaw(facts);
  if (lists === null || law === null) return null;
  const { horizon, market, marketAccount } = facts;
  const byAccount = (of: typeof lists.today) =>
    contactsByAccount(of, marketAccount.length).map((c, i) => c * law.worth[i]!);
  const today = byAccount(lists.today);
  const capacity = byAccount(lists.capacity);
  const travel = lists.travel ? byAccount(lists.travel) : capacity;
  const step = weeksOf(market.period);
  const missed = market.handover.missed_weeks;
  const made = Float64Array.from({ length: horizon }, (_, t) => 1 - missedShare(missed, t, step));
  const since = runningSums(law.weight);
  const all = since.at(-1)!;
  const met = made.map((_, t) => {
    let sum = 0;
    for (let j = 0; j <= t; j++) sum += law.weight[j]! * made[t - j]!;
    return sum;
  });
  return {
    factors: (i, t, slope) => {
      const old = today[i]! * (all - since[t]!);
      const base = law.utility(today[i]! * all);
      const factor = (contacts: number, weights: number) =>
        Math.exp(slope * (law.utility(old + contacts * weights) - base));
      const weights = changesHands[i] === 1 ? met[t]! : since[t]!;
      return [factor(capacity[i]!, since[t]!), factor(travel[i]!, since[t]!), factor(travel[i]!, weights)];
    },
  };
}

function runningSums(values: Float64Array): Float64Array {
  let sum = 0;
  return values.map(value => {
    sum += value;
    return sum;
  });
}
