import type { InputCode } from "../../core/errorCodes.ts";
import { InputError } from "../../core/errors.ts";
import { whole } from "../../core/figures.ts";
import type { Territory } from "../../data/market/market.ts";
import type { PlanRow } from "../../data/market/planRows.ts";
import type { Plan } from "./plan.ts";

/** The columns of a plan's own file. */
export const PLAN_COLUMNS = [
  "territory_id",
  "name",
  "rep_id",
  "region_id",
  "area_id",
  "cell",
  "account_id",
  "step",
] as const;
export type PlanColumn = (typeof PLAN_COLUMNS)[number];

/** What a plan is cut from, as columns name it. */
export const UNIT_COLUMNS = ["area_id", "cell", "account_id"] as const satisfies readonly PlanColumn[];

/** One line of a plan's file, each of which names one area, cell or account. */
export interface PlanLine extends Partial<Readonly<Record<PlanColumn, string | null>>> {
  /** Where it stands, for messages: `plan.csv line 3`. */
  readonly place: string;
}

/** Where the lines are read into. */
export interface LinesInto {
  /** Of the file, for messages. */
  readonly name: string;
  /** The plan that holds where the file says nothing. */
  readonly before: Plan;
  readonly gone: Gone;
}

/** A plan in force outlives accounts and areas that it names; of a new one they are a slip. */
export type Gone = "refused" | "left out";

/** A rep has one or a few; what is simulated is recorded by each of them and period. */
const MOST_TERRITORIES = 5000;

/**
 * The plan that lines make of the one before. Territories that the market does not have are new ones where the file tells
 * their rep, name or region; `step` numbers moves, the later of which go before the earlier ones.
 * @throws InputError with the place of the first line that is wrong
 */
export function planOfLines(lines: readonly PlanLine[], { name, before, gone }: LinesInto): Plan {
  const plan = withTerritories(before, lines);
  if (plan.territories.length > MOST_TERRITORIES) {
    const got = `${whole(plan.territories.length)} with those of the market`;
    const message = `${name}: expected a plan of at most ${whole(MOST_TERRITORIES)} territories, got ${got}`;
    throw new InputError("plan_territory", message, { file: name });
  }
  const steps = new Map<number, PlanRow[]>();
  const seen = new Map<string, string>();
  for (const line of lines) {
    const fault = (code: InputCode, message: string) =>
      new InputError(code, `${line.place}: ${message}`, { file: name });
    const row = rowOf(line);
    const [unit, second] = UNIT_COLUMNS.filter(column => line[column]);
    if (unit && row.territory === "")
      throw fault("plan_territory", `expected a territory for ${unit} "${line[unit]}", got none`);
    const wrong = plan.fault(row);
    if (wrong?.code === "plan_place" && gone === "left out") continue;
    if (wrong) throw fault(wrong.code, wrong.message);
    const step = Number(line.step ?? 0);
    if (!Number.isInteger(step) || step < 0)
      throw fault("plan_step", `step: expected a whole number from 0, got "${line.step}"`);
    if (!unit || second)
      throw fault(
        "plan_place",
        `expected one of ${UNIT_COLUMNS.join(", ")}, got ${unit ? `${unit} and ${second}` : "none"}`,
      );
    const key = `${step} ${unit} ${line[unit]}`;
    const first = seen.get(key);
    if (first !== undefined)
      throw fault("plan_twice", `${unit}: "${line[unit]}" has its territory from ${first} already`);
    seen.set(key, line.place.replace(`${name} `, ""));
    if (!steps.has(step)) steps.set(step, []);
    steps.get(step)!.push(row);
  }
  const inOrder = [...steps].sort(([a], [b]) => a - b);
  return inOrder.reduce((made, [, rows]) => made.move(rows), plan);
}

function rowOf(line: PlanLine): PlanRow {
  return {
    territory: line.territory_id ?? "",
    area: line.area_id ?? null,
    cell: line.cell?.toLowerCase() ?? null,
    account: line.account_id ?? null,
  };
}

/** What a line, or an outline, tells of its territory. */
export type ToldTerritory = Pick<PlanLine, "territory_id" | "name" | "rep_id" | "region_id">;

/** The plan with the file's reps, names and regions, and the new territories among them. */
export function withTerritories(before: Plan, told: readonly ToldTerritory[]): Plan {
  const known = new Map<string, Territory>(before.territories.map(t => [t.id, t]));
  for (const { territory_id: id, name, rep_id: repId, region_id } of told) {
    if (!id || (!repId && !name && !region_id)) continue;
    const old = known.get(id);
    const region = region_id ?? old?.region;
    const territory = { id, name: name ?? old?.name ?? id, repId: repId ?? old?.repId ?? null };
    known.set(id, { ...territory, ...(region && { region }) });
  }
  return before.withTerritory(...known.values());
}
