import type { PlanReason } from "../../data/market/planRows.ts";
import type { Plan } from "../plan/plan.ts";
import type { UnitKind } from "./units.ts";

/**
 * What a plan is drawn by: what decides of most of its accounts; where nobody belongs to anything, by areas or, without
 * them, by cells.
 */
export function usualKind({ reason }: Plan, areas: number): UnitKind {
  const votes = { area: 0, cell: 0, account: 0 };
  for (const why of reason)
    if (byName(why)) votes.account++;
    else if (why === "area" || why === "cell") votes[why]++;
  const most = Math.max(votes.area, votes.cell, votes.account);
  if (most === 0) return areas > 0 ? "area" : "cell";
  return votes.area === most ? "area" : votes.cell === most ? "cell" : "account";
}

/**
 * [account] 1: it belongs to its rep by name, wherever it lies, and is in no unit. In a plan that is drawn by accounts to
 * begin with, to be named is no exception, and none is.
 */
export function namedAccounts(plan: Plan): Uint8Array {
  const byAccount = usualKind(plan, 1) === "account";
  return Uint8Array.from(plan.reason, why => (!byAccount && byName(why) ? 1 : 0));
}

/** Who goes with a family that is named goes by that name. */
function byName(why: PlanReason | null): boolean {
  return why === "own" || why === "account" || why === "family";
}
