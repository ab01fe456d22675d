import { basename, extname } from "node:path";
import { InputError } from "../../core/errors.ts";
import { whole } from "../../core/figures.ts";
import { locateFile } from "../../data/files/regularFile.ts";
import { readSheet } from "../../data/ingest/sheet.ts";
import type { Market } from "../../data/market/market.ts";
import { MOST_BYTES } from "../plan/places.ts";
import { type Plan, today } from "../plan/plan.ts";
import { planOfLines } from "../plan/planLines.ts";
import { outlinesPlan } from "../plan/readOutlines.ts";
import { type Alignment, type AlignmentOptions, alignmentOf } from "./alignment.ts";
import { ALL_HEADINGS } from "./alignmentColumns.ts";

export interface ImportOptions extends AlignmentOptions {
  /** The market folder. */
  readonly dir: string;
  readonly market: Market;
  /** Of a workbook with several. */
  readonly sheet?: string | undefined;
}

/** A plan as a file of others brought it. */
export interface ImportedPlan extends Pick<Alignment, "columns" | "silent"> {
  readonly plan: Plan;
}

/**
 * Reads a plan from a file of any place: GeoJSON (polygons with `territory_id`), CSV or Excel. Where the file says nothing
 * today's plan holds. Nothing is written.
 * @throws InputError with the place of what is wrong: also for units that neither the file nor today's plan gives to
 * anyone, and for territories of the file that have nothing
 */
export async function importPlan(file: string, options: ImportOptions): Promise<ImportedPlan> {
  const { market } = options;
  const name = basename(file);
  const role = { kind: "plan", name: `plan: ${file}`, details: { file } } as const;
  const path = await locateFile(file, role, MOST_BYTES);
  if (path === null) {
    const message = `there is no file ${file}; expected a plan as .geojson, .csv or .xlsx`;
    throw new InputError("plan_missing", message, { file });
  }
  const before = today(market);
  const into = { name, before, gone: "refused" } as const;
  if (/^\.(geo)?json$/i.test(extname(file))) {
    return { plan: await outlinesPlan(path, role, { ...into, market }), columns: {}, silent: 0 };
  }
  if (!/\.(csv|tsv|txt|xls[xm])$/i.test(file)) {
    const message = `${file}: expected a plan as .geojson, .csv or .xlsx, got "${extname(file)}"`;
    throw new InputError("plan_columns", message, { file });
  }
  const sheet = await readSheet(path, {
    dir: options.dir,
    name,
    headers: ALL_HEADINGS,
    sheet: options.sheet,
  });
  const { lines, ...told } = alignmentOf(sheet, market, before, options);
  const plan = planOfLines(lines, into);
  refuseNobodys(plan, market, lines, name);
  refuseEmpty(
    plan,
    lines.map(line => line.territory_id!),
    name,
  );
  return { plan, ...told };
}

/** Units of the file's own kind that nobody has then: areas where it speaks of areas alone, else accounts. */
function refuseNobodys(plan: Plan, market: Market, lines: Alignment["lines"], name: string): void {
  const { accounts, areas } = market;
  const byAreas = lines.every(line => !line.account_id && !line.cell);
  const rows = plan.steps.flat();
  const open = rows.every(row => row.cell === null) && market.plan.house === undefined;
  const named = new Set(rows.map(row => row.area));
  const left = byAreas
    ? areas.filter(({ id }) => open && !named.has(id)).map(({ id }) => id)
    : accounts.ids.filter((_, i) => plan.territory[i]! < 0);
  if (left.length === 0) return;
  const kind = byAreas ? "areas" : "accounts";
  const mend = "give them a line, or name a house_territory in market.yaml, which has what no other one has";
  const message = `${name}: ${whole(left.length)} ${kind} have no territory, neither here nor in today's plan: ${left.slice(0, 5).join(", ")}${left.length > 5 ? " …" : ""}; ${mend}`;
  throw new InputError("plan_place", message, { file: name, kind, units: left.slice(0, 100) });
}

function refuseEmpty(plan: Plan, named: readonly string[], name: string): void {
  const held = new Set(Array.from(plan.territory, t => plan.territories[t]?.id));
  const given = new Set(plan.steps.at(-1)!.map(row => row.territory));
  const empty = [...new Set(named)].filter(id => !held.has(id) && !given.has(id));
  if (empty.length === 0) return;
  const message = `${name}: ${empty.join(", ")} would have no account and no place; give it some, or leave it out`;
  throw new InputError("plan_territory", message, { file: name, territories: empty });
}
