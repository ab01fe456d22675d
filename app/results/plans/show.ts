import { InputError } from "../../../core/errors.ts";
import { didYouMean } from "../../../data/config/nearest.ts";
import type { Market } from "../../../data/market/market.ts";
import type { PlanReason } from "../../../data/market/planRows.ts";
import type { Plan } from "../../../territory/plan/plan.ts";
import { PRECEDENCE } from "../../../territory/plan/precedence.ts";
import { addUp, type Holding } from "./holdings.ts";

/** A plan as `plan show` and the API tell it. Amounts are own sales of the last 52 weeks (12 months). */
export interface PlanAnswer {
  readonly plan: string;
  readonly currency: string;
  readonly territories: readonly TerritoryHolding[];
  /** By what decided, in the order of precedence; null: nobody's. */
  readonly reasons: readonly ({ readonly reason: PlanReason | null } & Holding)[];
}

interface TerritoryHolding extends Holding {
  /** Null: accounts in none. */
  readonly territory_id: string | null;
  readonly name: string | null;
  readonly rep_id: string | null;
}

export function showPlan(name: string, plan: Plan, market: Market): PlanAnswer {
  const sums = addUp(market);
  const byTerritory = sums(i => plan.territory[i]!);
  const byReason = sums(i => plan.reason[i] ?? null);
  const none = { accounts: 0, own_amount: 0 };
  const territories = plan.territories.map(({ id, name, repId }, t) => ({
    territory_id: id,
    name,
    rep_id: repId,
    ...(byTerritory.get(t) ?? none),
  }));
  const nobody = byTerritory.get(-1);
  return {
    plan: name,
    currency: market.currency,
    territories: [
      ...territories,
      ...(nobody ? [{ territory_id: null, name: null, rep_id: null, ...nobody }] : []),
    ],
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
  };
}
