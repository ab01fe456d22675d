import { writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { InputError } from "../../core/errors.ts";
import { makeFolder, writeAtomically } from "../../data/files/durable.ts";
import { withPlansLock } from "../../data/files/lock.ts";
import { liesIn } from "../../data/files/regularFile.ts";
import type { Market } from "../../data/market/market.ts";
import { territoryOutlines } from "../outline.ts";
import { planCsv } from "../plan/csv.ts";
import { foldedName, planName } from "../plan/name.ts";
import { listPlans, plansFolder, planVersion, proposalFile, savedFile } from "../plan/places.ts";
import type { Plan } from "../plan/plan.ts";

/**
 * Saves a plan of a person under a name, whole: read again it is the same, whatever today's plan has become. Its outlines
 * stand beside it (`plans/NAME.csv`, `plans/NAME.geojson`); the CSV file is the plan.
 * @param expected version of the plan that was changed; null: the name is to be a new one
 * @returns the version of what was saved
 * @throws InputError `bad_name`; `name_taken` where the name, or one that differs in case only, is in use; `plan_changed`
 * where somebody else has saved the plan since, or removed it: nothing is overwritten
 */
export async function savePlan(
  dir: string,
  given: string,
  plan: Plan,
  { market, expected }: { readonly market: Market; readonly expected: string | null },
): Promise<string> {
  const name = planName(given);
  const file = savedFile(dir, name);
  const texts = textsOf(plan, market);
  return withPlansLock(dir, async () => {
    const current = await planVersion(file);
    if (expected === null) await refuseTaken(dir, name);
    else if (current !== expected) throw changed(name, current);
    await makeFolder(plansFolder(dir));
    if (!(await liesIn(plansFolder(dir), dir))) {
      const message = `${plansFolder(dir)} leads out of the market folder; expected a folder inside of it`;
      throw new InputError("outside", message);
    }
    await write(file, join(plansFolder(dir), `${name}.geojson`), texts);
    return (await planVersion(file))!;
  });
}

/**
 * Keeps a proposal, whole, in a folder of its own: `.penumbra/plans/<id>/plan.csv` and `plan.geojson`.
 * @throws InputError for an id that leads out of the folder of proposals
 */
export async function saveProposal(dir: string, id: string, plan: Plan, market: Market): Promise<void> {
  const file = proposalFile(dir, id);
  await write(file, join(dirname(file), "plan.geojson"), textsOf(plan, market));
}

interface Texts {
  readonly csv: string;
  readonly outlines: string;
}

function textsOf(plan: Plan, market: Market): Texts {
  return { csv: planCsv(plan), outlines: JSON.stringify(planOutlines(plan, market)) };
}

/** The territories of a plan as GeoJSON, those that have a place. */
function planOutlines(plan: Plan, market: Market): unknown {
  const outlines = territoryOutlines(plan, market);
  const features = plan.territories.flatMap(({ id, name, repId, region = null }, t) => {
    const properties = { territory_id: id, name, rep_id: repId, region_id: region };
    return outlines[t] ? [{ type: "Feature", properties, geometry: outlines[t] }] : [];
  });
  return { type: "FeatureCollection", features };
}

/** The plan itself last: where only the outlines were written it is still the one before. */
async function write(file: string, outlineFile: string, { csv, outlines }: Texts): Promise<void> {
  await writeAtomically(outlineFile, temporary => writeFile(temporary, outlines));
  await writeAtomically(file, temporary => writeFile(temporary, csv));
}

async function refuseTaken(dir: string, name: string): Promise<void> {
  const same = (await listPlans(dir)).find(
    ({ plan, source }) => source === "saved" && foldedName(plan) === foldedName(name),
  );
  if (!same) return;
  const message = `there is a plan "${same.plan}" already; expected another name than ${JSON.stringify(name)}, or say that it is to be replaced`;
  throw new InputError("name_taken", message, { plan: same.plan, version: same.version });
}

function changed(name: string, version: string | null): InputError {
  const what = version === null ? "is there no more" : "has been changed elsewhere since it was opened";
  const mend = "open it again, or save yours under another name";
  return new InputError("plan_changed", `plan "${basename(name)}" ${what}; ${mend}`, { plan: name, version });
}
