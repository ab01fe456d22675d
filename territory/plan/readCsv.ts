import { InputError } from "../../core/errors.ts";
import { readSheet } from "../../data/ingest/sheet.ts";
import type { Plan } from "./plan.ts";
import { type LinesInto, PLAN_COLUMNS, type PlanLine, planOfLines, UNIT_COLUMNS } from "./planLines.ts";

/** Reads a plan's own file, `territory_id` and `area_id`, `cell` or `account_id`, in any dialect of CSV. */
export async function csvPlan(path: string, dir: string, into: LinesInto): Promise<Plan> {
  const { name } = into;
  const { columns, rows, head } = await readSheet(path, { dir, name, headers: PLAN_COLUMNS });
  const at = PLAN_COLUMNS.flatMap(column => {
    const index = columns.findIndex(c => c.toLowerCase() === column);
    return index < 0 ? [] : [[column, index] as const];
  });
  const has = (column: string) => at.some(([name]) => name === column);
  if (!has("territory_id") || !UNIT_COLUMNS.some(has)) {
    const expected = "expected the columns territory_id and area_id, cell or account_id";
    const message = `${name} ${head}: ${expected}, got ${columns.join(", ") || "an empty file"}`;
    throw new InputError("plan_columns", message, { file: name });
  }
  const lines = rows.map(
    ({ place, values }): PlanLine => ({
      place: `${name} ${place}`,
      ...Object.fromEntries(at.map(([column, index]) => [column, values[index]!])),
    }),
  );
  return planOfLines(lines, into);
}
