import { writeFile } from "node:fs/promises";
import { writeAtomically } from "../../data/files/durable.ts";
import type { Plan } from "./plan.ts";
import { savedPlan } from "./read.ts";

/**
 * Saves a plan under an id, whole: read again it is the same, whatever today's plan has become.
 * @throws InputError for an id that leads out of the folder of plans
 */
export async function savePlan(dir: string, id: string, plan: Plan): Promise<void> {
  await writeAtomically(savedPlan(dir, id), file => writeFile(file, planCsv(plan)));
}

/** Rows as `territories` has them. `step` stands where there were moves: a later step goes before all earlier ones. */
export function planCsv({ territories, steps }: Plan): string {
  const moved = steps.length > 1;
  const known = new Map(territories.map(territory => [territory.id, territory]));
  const head = [
    "territory_id",
    "name",
    "rep_id",
    "area_id",
    "cell",
    "account_id",
    ...(moved ? ["step"] : []),
  ];
  const rows = steps.flatMap((step, s) =>
    step.map(({ territory, area, cell, account }) => {
      const { name, repId } = known.get(territory)!;
      return [territory, name, repId, area, cell, account, ...(moved ? [`${s}`] : [])];
    }),
  );
  return [head, ...rows].map(row => `${row.map(field).join(",")}\n`).join("");
}

function field(value: string | null): string {
  return value !== null && /[",\r\n]|^\s|\s$/.test(value)
    ? `"${value.replaceAll('"', '""')}"`
    : (value ?? "");
}
