import { readdir } from "node:fs/promises";
import { basename, extname, join, relative, resolve, sep } from "node:path";
import { InputError } from "../../core/errors.ts";
import { byNearness, didYouMean } from "../../data/config/nearest.ts";
import { locateFile } from "../../data/files/regularFile.ts";
import type { Market } from "../../data/market/market.ts";
import { type Plan, today } from "./plan.ts";
import { csvPlan } from "./readCsv.ts";
import { MOST_BYTES, outlinesPlan } from "./readOutlines.ts";

/**
 * Reads a plan: the id of a saved one (`.penumbra/plans/<id>/plan.csv`), or a CSV file (territory_id and area_id, cell or
 * account_id) or a GeoJSON file (polygons with territory_id) inside the market folder. What it says goes before today's
 * plan, which holds where it says nothing.
 * @throws InputError naming the file, the line, what was expected and what came.
 */
export async function readPlan(dir: string, plan: string, market: Market): Promise<Plan> {
  const file = isFile(plan) ? fileIn(dir, resolve(dir, plan), plan) : savedPlan(dir, plan);
  const name = basename(file);
  const role = { kind: "plan", name: `plan: ${name}`, inside: dir, details: { plan } } as const;
  const path = await locateFile(file, role, MOST_BYTES);
  if (path === null) throw await missing(dir, plan);
  const read = extname(file).toLowerCase() === ".csv" ? csvPlan : outlinesPlan;
  return read(path, role, { name, market, before: today(market) });
}

/**
 * Where a plan of an id is saved.
 * @throws InputError for an id that leads out of the folder of plans
 */
export function savedPlan(dir: string, id: string): string {
  return fileIn(plansFolder(dir), join(plansFolder(dir), id, "plan.csv"), id);
}

function plansFolder(dir: string): string {
  return join(dir, ".penumbra", "plans");
}

function isFile(plan: string): boolean {
  return [".csv", ".geojson", ".json"].includes(extname(plan).toLowerCase());
}

function fileIn(folder: string, path: string, plan: string): string {
  const inside = relative(resolve(folder), resolve(path));
  if (inside !== ".." && !inside.startsWith(`..${sep}`)) return path;
  throw new InputError("plan_outside", `plan: expected a file inside the market folder, got "${plan}"`, {
    plan,
  });
}

async function missing(dir: string, plan: string): Promise<InputError> {
  const saved = await readdir(plansFolder(dir)).catch(() => []);
  const near =
    didYouMean(plan, saved) || (saved.length > 0 ? `; saved: ${byNearness(plan, saved).join(", ")}` : "");
  const expected = "expected a saved plan or a .csv or .geojson file in the market folder";
  return new InputError("plan_missing", `plan: ${expected}, got "${plan}"${near}`, { plan });
}
