import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Language } from "../../../core/figures.ts";
import { writeAtomically } from "../../../data/files/durable.ts";
import type { Market } from "../../../data/market/market.ts";
import type { ColumnTable, TableColumn } from "../../../data/tables/columnTable.ts";
import { territoryOutlines } from "../../../territory/outline.ts";
import type { Plan } from "../../../territory/plan/plan.ts";
import { writeCsv } from "../../export/csv.ts";
import { type HandedOver, handedOver, handoversByRep, type PlanDiff } from "./diff.ts";
import { handoverPage } from "./handoverPage.ts";

/**
 * Writes what a diff of two plans means for people into a folder: `map.geojson` (outlines of both plans, and a point for
 * each account that changes hands), `handover.html` with all lists, and `handover-REP.csv` for each rep.
 * @returns names of the files
 */
export async function writeDiffFiles(
  folder: string,
  diff: PlanDiff,
  plans: { readonly a: Plan; readonly b: Plan },
  market: Market,
  language: Language,
): Promise<string[]> {
  const rows = handedOver(plans.a, plans.b, market);
  const reps = handoversByRep(rows);
  const repNames = new Map(market.reps.map(({ id, name }) => [id, name]));
  const files: string[] = [];
  const put = async (name: string, write: (file: string) => Promise<void>) => {
    await writeAtomically(join(folder, name), write);
    files.push(name);
  };
  const taken = new Set<string>();
  for (const [rep, { takes, hands }] of reps)
    await put(`handover-${fileName(rep, taken)}.csv`, file =>
      writeCsv(
        handoverTable([
          ...takes.map(row => ["takes over", row] as const),
          ...hands.map(row => ["hands over", row] as const),
        ]),
        file,
        false,
      ),
    );
  const page = handoverPage({ diff, reps, repNames, market, language });
  await put("handover.html", file => writeFile(file, page));
  await put("map.geojson", file => writeFile(file, JSON.stringify(mapOf(diff, plans, rows, market))));
  return files;
}

/** A rep's id as a name of a file, each another one in whatever case. */
function fileName(rep: string | null, taken: Set<string>): string {
  const plain = (rep ?? "nobody").replace(/[^\p{L}\p{N}_-]/gu, "_").slice(0, 60);
  let name = plain;
  for (let i = 2; taken.has(name.toLowerCase()); i++) name = `${plain}-${i}`;
  taken.add(name.toLowerCase());
  return name;
}

function handoverTable(rows: readonly (readonly [string, HandedOver])[]): ColumnTable {
  const text = (name: string, of: (row: HandedOver) => string | null): TableColumn => ({
    name,
    type: "utf8",
    values: rows.map(([, row]) => of(row)),
  });
  return {
    name: "handover",
    rows: rows.length,
    columns: [
      { name: "direction", type: "utf8", values: rows.map(([direction]) => direction) },
      text("account_id", row => row.account_id),
      text("name", row => row.name),
      text("type", row => row.type),
      text("from_territory", row => row.from_territory),
      text("to_territory", row => row.to_territory),
      text("from_rep", row => row.from_rep),
      text("to_rep", row => row.to_rep),
      { name: "own_amount", type: "float64", values: rows.map(([, row]) => row.own_amount) },
    ],
  };
}

function mapOf(
  diff: PlanDiff,
  plans: { readonly a: Plan; readonly b: Plan },
  rows: readonly HandedOver[],
  market: Market,
): unknown {
  const outlines = (["a", "b"] as const).flatMap(side => {
    const plan = plans[side];
    return territoryOutlines(plan, market).flatMap((geometry, t) => {
      const { id, name, repId, region = null } = plan.territories[t]!;
      const properties = { plan: diff[side], side, territory_id: id, name, rep_id: repId, region_id: region };
      return geometry ? [{ type: "Feature", properties, geometry }] : [];
    });
  });
  const index = new Map(market.accounts.ids.map((id, i) => [id, i]));
  const points = rows.flatMap(row => {
    const i = index.get(row.account_id)!;
    const [lon, lat] = [market.accounts.lon[i]!, market.accounts.lat[i]!];
    if (!Number.isFinite(lon) || !Number.isFinite(lat)) return [];
    return [{ type: "Feature", properties: row, geometry: { type: "Point", coordinates: [lon, lat] } }];
  });
  return { type: "FeatureCollection", features: [...outlines, ...points] };
}
