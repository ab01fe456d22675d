import { InputError } from "../../../core/errors.ts";
import { didYouMean } from "../../../data/config/nearest.ts";
import type { Market } from "../../../data/market/market.ts";
import type { PlanReason } from "../../../data/market/planRows.ts";
import type { Plan } from "../../../territory/plan/plan.ts";
import { PRECEDENCE } from "../../../territory/plan/precedence.ts";
import { addUp, type Holding, NOTHING_HELD } from "./holdings.ts";

/** A plan as `plan show` and the API tell it. Amounts are own sales of the last 52 weeks (12 months). */
export interface PlanAnswer {
  readonly plan: string;
  readonly currency: string;
  readonly territories: readonly TerritoryHolding[];
  /** By what territories roll up into; null: nothing. Empty where no territory has a region. */
  readonly regions: readonly ({ readonly region_id: string | null } & Holding)[];
  /** By what decided, in the order of precedence; null: nobody's. */
  readonly reasons: readonly ({ readonly reason: PlanReason | null } & Holding)[];
}

interface TerritoryHolding extends Holding {
  /** Null: accounts in none. */
  readonly territory_id: string | null;
  readonly name: string | null;
  readonly rep_id: string | null;
  readonly region_id: string | null;
}

export function showPlan(name: string, plan: Plan, market: Market): PlanAnswer {
  const sums = addUp(market);
  const byTerritory = sums(i => plan.territory[i]!);
  const byReason = sums(i => plan.reason[i] ?? null);
  const territories = plan.territories.map(({ id, name, repId, region = null }, t) => ({
    territory_id: id,
    name,
    rep_id: repId,
    region_id: region,
    ...(byTerritory.get(t) ?? NOTHING_HELD),
  }));
  const nobody = byTerritory.get(-1);
  const regions = [...sums(i => plan.territories[plan.territory[i]!]?.region ?? null)].map(
    ([region_id, sum]) => ({ region_id, ...sum }),
  );
  return {
    plan: name,
    currency: market.currency,
    territories: [
      ...territories,
      ...(nobody ? [{ territory_id: null, name: null, rep_id: null, region_id: null, ...nobody }] : []),
    ],
    regions: regions.some(({ region_id }) => region_id !== null)
      ? regions.sort((a, b) => (a.region_id ?? "\uffff").localeCompare(b.region_id ?? "\uffff"))
      : [],
    reasons: [...PRECEDENCE, null].flatMap(reason => {
      const sum = byReason.get(reason);
      return sum ? [{ reason, ...sum }] : [];
    }),
  };
}

/** Where one account belongs, and why. */
export interface AccountAnswer {
  readonly plan: string;
  readonly account_id: string;
  readonly territory_id: string | null;
  readonly rep_id: string | null;
  readonly reason: PlanReason | null;
  /** Id of what was named: the account (of a family the one that is), the area or the cell. */
  readonly by: string | null;
}

/** @throws InputError `unknown_account` */
export function showAccount(name: string, plan: Plan, market: Market, account: string): AccountAnswer {
  const i = market.accounts.ids.indexOf(account);
  if (i < 0) {
    const near = didYouMean(account, market.accounts.ids);
    throw new InputError("unknown_account", `there is no account "${account}" in this market${near}`);
  }
  const territory = plan.territories[plan.territory[i]!];
  return {
    plan: name,
    account_id: account,
    territory_id: territory?.id ?? null,
    rep_id: territory?.repId ?? null,
    reason: plan.reason[i]!,
    by: plan.why(i)?.by ?? null,
  };
}
