import { basename, extname } from "node:path";
import { InputError } from "../../core/errors.ts";
import { byNearness, didYouMean } from "../../data/config/nearest.ts";
import type { Market } from "../../data/market/market.ts";
import { TODAY } from "./name.ts";
import { findPlan, listPlans } from "./places.ts";
import { type Plan, today } from "./plan.ts";
import type { Gone } from "./planLines.ts";
import { csvPlan } from "./readCsv.ts";
import { outlinesPlan } from "./readOutlines.ts";

/**
 * Reads a plan: `today`, the name of a saved one (`plans/<name>.csv`) or the id of a proposal
 * (`.penumbra/plans/<id>/plan.csv`), or a CSV file (territory_id and area_id, cell or account_id) or a GeoJSON file
 * (polygons with territory_id) inside the market folder. What it says goes before today's plan, which holds where it says
 * nothing.
 * @param gone what becomes of accounts and areas that the market does not have
 * @throws InputError naming the file, the line, what was expected and what came.
 */
export async function readPlan(
  dir: string,
  plan: string,
  market: Market,
  { gone = "refused" }: { readonly gone?: Gone } = {},
): Promise<Plan> {
  if (plan === TODAY) return today(market);
  const role = { kind: "plan", name: `plan: ${plan}`, inside: dir, details: { plan } } as const;
  const found = await findPlan(dir, plan, role);
  if (found === null) throw await missing(dir, plan);
  const into = { name: basename(found.path), before: today(market), gone };
  return extname(found.path).toLowerCase() === ".csv"
    ? csvPlan(found.path, dir, into)
    : outlinesPlan(found.path, role, { ...into, market });
}

async function missing(dir: string, plan: string): Promise<InputError> {
  const saved = (await listPlans(dir)).map(named => named.plan);
  const near =
    didYouMean(plan, saved) || (saved.length > 0 ? `; saved: ${byNearness(plan, saved).join(", ")}` : "");
  const expected = "expected a saved plan or a .csv or .geojson file in the market folder";
  return new InputError("plan_missing", `plan: ${expected}, got "${plan}"${near}`, { plan });
}
