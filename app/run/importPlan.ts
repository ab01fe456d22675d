import { basename, extname } from "node:path";
import { planName } from "../../territory/plan/name.ts";
import { planVersion, savedFile } from "../../territory/plan/places.ts";
import { today } from "../../territory/plan/plan.ts";
import { importPlan } from "../../territory/saved/importPlan.ts";
import { savePlan } from "../../territory/saved/save.ts";
import { diffPlans, type PlanDiff } from "../results/plans/diff.ts";
import { openMarket } from "../state/database.ts";

export interface ImportPlanOptions {
  /** What the plan is saved as; default: the file's name without its ending. */
  readonly name?: string | undefined;
  readonly sheet?: string | undefined;
  /** Reps and territories that the market does not have are new ones. */
  readonly added?: boolean | undefined;
  /** The plan of that name is replaced. */
  readonly replace?: boolean | undefined;
}

export interface PlanImported {
  readonly plan: string;
  readonly version: string;
  /** The file's columns by what they were read as; empty for GeoJSON. */
  readonly columns: Readonly<Record<string, string>>;
  /** Postcodes that no account of the market carries. */
  readonly silent_postcodes: number;
  /** Against today's plan. */
  readonly diff: PlanDiff;
}

/**
 * Reads a plan from a file of any place and saves it, whole.
 * @throws InputError with the place of what is wrong: nothing is saved then
 */
export async function importPlanFile(
  dir: string,
  file: string,
  options: ImportPlanOptions = {},
): Promise<PlanImported> {
  const name = planName(options.name ?? basename(file, extname(file)));
  const market = await openMarket(dir);
  const expected = options.replace ? await planVersion(savedFile(dir, name)) : null;
  const { plan, columns, silent } = await importPlan(file, {
    dir,
    market,
    sheet: options.sheet,
    added: options.added ?? false,
  });
  const version = await savePlan(dir, name, plan, { market, expected });
  const diff = diffPlans({ a: "today", b: name }, today(market), plan, market);
  return { plan: name, version, columns, silent_postcodes: silent, diff };
}
