import { dayNumber, historyEnd } from "../../core/period.ts";
import type { MarketConfig } from "../../data/config/config.ts";
import { loadMarket } from "../../data/loadMarket.ts";
import { heaviestGroups } from "../../data/market/heaviestGroups.ts";
import type { ActivatedPlan, Market, Target } from "../../data/market/market.ts";
import { ownAmounts } from "../../data/market/ownAmounts.ts";
import { writePlansInForce } from "../../data/store/plansInForce.ts";
import { planOn } from "../../territory/plan/onDay.ts";
import { today } from "../../territory/plan/plan.ts";
import { readPlan } from "../../territory/plan/read.ts";
import { shareTargets } from "../../territory/plan/targets.ts";

type Plans = MarketConfig["plans"];

/**
 * Puts the plans of `market.yaml` in force in the database of a market that was just ingested: the territories of
 * accounts and cells become those of the plan that has begun by the end of history, and from the first day of each plan on
 * targets are shared out anew.
 * @throws InputError for a plan that is not saved, or is none
 */
export async function putPlansInForce(dir: string, plans: Plans, database: string): Promise<void> {
  if (plans.length === 0) return;
  const ingested = await loadMarket(database);
  const activated: ActivatedPlan[] = [];
  for (const { plan, from } of plans.toSorted((a, b) => (a.from < b.from ? -1 : 1)))
    activated.push({ plan, from: dayNumber(from), ...(await statementsOf(dir, plan, ingested)) });
  const market = withPlans(ingested, activated);
  const { territories, territory, reason } = today(market);
  await writePlansInForce(database, {
    activated,
    territories,
    accounts: territory,
    reasons: reason,
    cells: heaviestGroups(market, market.cells.count, territory),
    targets: sharedOut(market, plans),
  });
}

async function statementsOf(dir: string, name: string, market: Market) {
  const plan = await readPlan(dir, name, market, { gone: "left out" });
  const steps = plan.steps.slice(today(market).steps.length);
  const named = new Set(steps.flat().map(row => row.territory));
  return { steps, territories: plan.territories.filter(({ id }) => named.has(id)) };
}

/** The market as it will be loaded. New territories stand behind those that it has, in the order of the plans. */
function withPlans(market: Market, activated: readonly ActivatedPlan[]): Market {
  const end = historyEnd(market);
  const inForce = activated.findLastIndex(({ from }) => from < end);
  const known = new Map(market.territories.map(territory => [territory.id, territory]));
  for (const { territories } of activated)
    for (const territory of territories) if (!known.has(territory.id)) known.set(territory.id, territory);
  const plan = { ...market.plan, activated, ...(inForce >= 0 && { inForce }) };
  return { ...market, territories: [...known.values()], plan };
}

function sharedOut(market: Market, plans: Plans): readonly Target[] {
  const amount = ownAmounts(market);
  const asWritten = new Set(plans.filter(p => p.targets === "as_written").map(p => dayNumber(p.from)));
  return (market.plan.activated ?? []).reduce<readonly Target[]>((targets, { from }) => {
    if (asWritten.has(from)) return targets;
    const [before, after] = [planOn(market, from - 1), planOn(market, from)];
    return shareTargets(targets, { before, after }, amount, from);
  }, market.targets);
}
