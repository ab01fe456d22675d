import { lastYearFrom } from "../../../core/period.ts";
import type { Market } from "../../../data/market/market.ts";
import { openAccounts } from "../../../data/market/openAccounts.ts";
import { handover } from "../../../territory/plan/handover.ts";
import type { Plan } from "../../../territory/plan/plan.ts";
import { callsOf } from "../../../territory/units/calls.ts";
import type { PlanMeasured } from "../../api/plans.ts";

/** Weighs a plan of one market against today's. */
export type PlanMeter = (plan: Plan) => Omit<PlanMeasured, "by" | "territory">;

/** @param today the plan in force, which changes are told against */
export function planMeter(market: Market, today: Plan): PlanMeter {
  const own = ownAmounts(market);
  const all = own.reduce((sum, amount) => sum + amount, 0);
  const sites = openSiteAccounts(market);
  const { workload } = callsOf(market);
  const calls = new Map(market.reps.map(rep => [rep.id, rep.weeklyCalls]));
  return plan => {
    const sum = (of: Float64Array) => {
      const sums = new Float64Array(plan.territories.length);
      plan.territory.forEach((t, i) => {
        if (t >= 0) sums[t]! += of[i]!;
      });
      return sums;
    };
    const [customers, amounts, hours] = [sum(sites), sum(own), sum(workload)];
    const { changesHands } = handover(today, plan);
    const moved = own.reduce((total, amount, i) => total + changesHands[i]! * amount, 0);
    return {
      territories: plan.territories.map(({ id, name, repId }, t) => ({
        id,
        name,
        rep_id: repId,
        measures: {
          customers: customers[t]!,
          own_amount: amounts[t]! / market.minorUnits,
          workload_hours: numberOrNull(hours[t]!),
          call_capacity: calls.get(repId ?? "") ?? null,
        },
      })),
      moved: {
        accounts: changesHands.reduce((count, changes) => count + changes, 0),
        own_amount: moved / market.minorUnits,
        share: all > 0 ? moved / all : null,
      },
    };
  };
}

function numberOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

/** Minor units of the last year by account. */
function ownAmounts(market: Market): Float64Array {
  const { sales, accounts } = market;
  const from = lastYearFrom(market);
  const sums = new Float64Array(accounts.count);
  for (let i = 0; i < sales.count; i++)
    if (sales.brand[i] === 0 && sales.period[i]! >= from) sums[sales.account[i]!]! += sales.amount[i]!;
  return sums;
}

/** 1 for the last of the open accounts of each site, which speaks for it. */
function openSiteAccounts(market: Market): Float64Array {
  const open = openAccounts(market);
  const speaker = new Map<number, number>();
  market.accounts.site.forEach((site, i) => {
    if (open[i] === 1) speaker.set(site, i);
  });
  const counted = new Float64Array(market.accounts.count);
  for (const account of speaker.values()) counted[account] = 1;
  return counted;
}
