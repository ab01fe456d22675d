import { LRUCache } from "lru-cache";
import { InputError } from "../../../core/errors.ts";
import type { Ground } from "../../../territory/ground/ground.ts";
import { findPlan, planVersion } from "../../../territory/plan/places.ts";
import type { Plan } from "../../../territory/plan/plan.ts";
import { readPlan } from "../../../territory/plan/read.ts";
import { TODAY } from "../../api/plans.ts";

/** A plan as it was saved last. */
export interface OpenedPlan {
  readonly plan: Plan;
  /** Null: today's, which has no file. */
  readonly version: string | null;
}

/** Opens a plan by its name. @throws InputError `plan_missing`, and for what is wrong with its file */
export type PlanReader = (plan: string) => Promise<OpenedPlan>;

/** Plans that are kept as they were read. */
const KEPT = 20;

/** A plan is read once a version. */
export function planReader(dir: string, { today, market }: Ground): PlanReader {
  const kept = new LRUCache<string, OpenedPlan>({ max: KEPT });
  return async name => {
    if (name === TODAY) return { plan: today, version: null };
    refusePaths(name);
    const found = await findPlan(dir, name, { kind: "plan", name: `plan: ${name}`, inside: dir });
    const version = found && (await planVersion(found.path));
    const key = JSON.stringify([name, version]);
    const known = kept.get(key);
    if (known) return known;
    const opened = { plan: await readPlan(dir, name, market), version };
    kept.set(key, opened);
    return opened;
  };
}

/** Paths that came over the network are not followed. */
function refusePaths(plan: string): void {
  if (!/[\\/]|\.(csv|geojson|json)$/i.test(plan)) return;
  throw new InputError("plan_missing", `plan: expected the name of a plan, got "${plan}"`, { plan });
}

/** What is wrong with a plan; null: nothing. */
export async function problemOf(read: () => Promise<unknown>): Promise<string | null> {
  try {
    await read();
    return null;
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}
