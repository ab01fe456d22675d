import type { Market } from "../../data/market/market.ts";
import { readPlan } from "../../territory/plan/read.ts";
import { travelOf } from "../../territory/travel/ofMarket.ts";
import type { Twin } from "../../twin/source.ts";
import { customersIn } from "../effects/handover.ts";
import { isSame, planChange } from "../effects/planChange.ts";
import { factsOf } from "../parameters/facts.ts";
import { expectedChange, type PlanExpectation } from "./expectation.ts";

/** A plan as it was screened, before any run. */
export interface ScreenedPlan {
  /** As it was asked for. */
  readonly plan: string;
  readonly expected: PlanExpectation;
  /** Customers (open accounts) that get another territory, and another rep. */
  readonly moved: number;
  readonly change_rep: number;
  readonly same: boolean;
  /** Calls a period of every rep, today and under the plan. */
  readonly reps: readonly PricedRep[];
}

export interface PricedRep {
  /** null: contacts of which no rep is known. */
  readonly rep_id: string | null;
  /** null: it made no contact in the last year. */
  readonly calls_today: number | null;
  /** 0: nobody of its list is left to it. */
  readonly calls: number;
}

/** Plans beside the chosen one that are played too. */
const MOST_RIVALS = 3;

/**
 * Screens plans by expected value.
 * @throws InputError for a plan that there is not or that the market cannot have
 */
export async function screenPlans(
  dir: string,
  plans: readonly string[],
  { market, twin }: { readonly market: Market; readonly twin: Twin },
  horizon: number,
): Promise<ScreenedPlan[]> {
  const facts = factsOf(market, twin, horizon);
  const roads = await travelOf(dir);
  const everybody = new Uint8Array(facts.marketAccount.length).fill(1);
  const screened: ScreenedPlan[] = [];
  for (const plan of plans) {
    const change = planChange(await readPlan(dir, plan, market), facts, everybody, roads);
    const after = change.lists?.travel ?? change.lists?.capacity ?? [];
    screened.push({
      plan,
      expected: expectedChange(change, facts),
      moved: customersIn(change.moved, facts),
      change_rep: customersIn(change.changesHands, facts),
      same: isSame(change),
      reps: after.map(({ rep, calls, contacts }, r) => ({
        rep_id: rep,
        calls_today: change.lists?.today[r]?.calls ?? null,
        calls: contacts.size > 0 ? calls : 0,
      })),
    });
  }
  return screened;
}

/** Which plans are played: the first, which is the chosen one, and those that promise most among the rest. */
export function worthPlaying(screened: readonly ScreenedPlan[]): ScreenedPlan[] {
  const [chosen, ...rest] = screened;
  const best = rest
    .filter(({ same }) => !same)
    .sort((a, b) => b.expected.own_amount - a.expected.own_amount)
    .slice(0, MOST_RIVALS);
  return chosen ? [chosen, ...best] : [];
}
