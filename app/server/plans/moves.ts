import { InputError } from "../../../core/errors.ts";
import { didYouMean } from "../../../data/config/nearest.ts";
import type { PlanRow } from "../../../data/market/planRows.ts";
import type { Ground } from "../../../territory/ground/ground.ts";
import type { Plan } from "../../../territory/plan/plan.ts";
import { namedAccounts } from "../../../territory/units/named.ts";
import type { PlanMove } from "../../api/plans.ts";

/**
 * A plan after some moves. Who belongs to a rep by name stays with him when the place goes to another; an account takes the
 * other numbers of its place along.
 * @throws InputError for a unit or a territory that there is not
 */
export function moved(ground: Ground, plan: Plan, moves: readonly PlanMove[]): Plan {
  return moves.reduce(
    (before, move) =>
      move.by === "account" ? withAccounts(ground, before, move) : withPlaces(ground, before, move),
    plan,
  );
}

const NOTHING = { account: null, area: null, cell: null };

function withPlaces({ market, today }: Ground, plan: Plan, { to, by, units }: PlanMove): Plan {
  const after = plan.move(units.map(unit => ({ ...NOTHING, [by]: unit, territory: to })));
  const named = namedAccounts(today);
  const back: PlanRow[] = market.accounts.ids.flatMap((account, i) => {
    const [was, is] = [plan.territory[i]!, after.territory[i]!];
    if (!named[i] || was === is || was < 0) return [];
    return [{ ...NOTHING, account, territory: plan.territories[was]!.id }];
  });
  return back.length > 0 ? after.move(back) : after;
}

function withAccounts(ground: Ground, plan: Plan, { to, units }: PlanMove): Plan {
  const { ids: unitIds, ofAccount } = ground.units("account").units;
  const unitOf = new Map(unitIds.map((id, unit) => [id, unit]));
  const asked = new Set(
    units.map(id => {
      const unit = unitOf.get(id);
      if (unit !== undefined) return unit;
      const expected = "account_id: expected an account of the market that may be moved";
      throw new InputError("plan_place", `${expected}, got "${id}"${didYouMean(id, unitIds)}`);
    }),
  );
  const rows = ground.market.accounts.ids.flatMap((account, i) =>
    asked.has(ofAccount[i]!) ? [{ ...NOTHING, account, territory: to }] : [],
  );
  return plan.move(rows);
}
