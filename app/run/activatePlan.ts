import { dayNumber, historyEnd, isoDay } from "../../core/period.ts";
import { putPlan } from "../../data/config/planKeys.ts";
import { withPlansLock } from "../../data/files/lock.ts";
import { planName } from "../../territory/plan/name.ts";
import { findPlan } from "../../territory/plan/places.ts";
import { readPlan } from "../../territory/plan/read.ts";
import { savePlan } from "../../territory/saved/save.ts";
import { openMarket } from "../state/database.ts";

export interface Activated {
  readonly plan: string;
  readonly from: string;
  /** Last day of the history that the market has now. */
  readonly history_to: string;
  /** Whether figures of the next build go by it; else by that of a build whose history has come so far. */
  readonly in_force: boolean;
}

/**
 * Writes into `market.yaml` that a plan is in force from a day on; a proposal becomes a saved plan first. Sources stay as
 * they are; the next build goes by it.
 * @param from ISO
 * @throws InputError for a plan that there is not, or that the market cannot have, before anything is changed
 */
export async function activatePlan(dir: string, plan: string, from: string): Promise<Activated> {
  const market = await openMarket(dir);
  const name = planName(plan);
  const role = { kind: "plan", name: `plan: ${plan}`, inside: dir } as const;
  const read = await readPlan(dir, name, market);
  const found = await findPlan(dir, name, role);
  if (found?.source === "proposal") await savePlan(dir, name, read, { market, expected: null });
  await withPlansLock(dir, () => putPlan(dir, name, from));
  const end = historyEnd(market);
  return { plan: name, from, history_to: isoDay(end - 1), in_force: dayNumber(from) < end };
}
