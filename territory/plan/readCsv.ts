import type { InputCode } from "../../core/errorCodes.ts";
import { InputError } from "../../core/errors.ts";
import { whole } from "../../core/figures.ts";
import type { FileRole } from "../../data/files/regularFile.ts";
import { fileLiteral, readable } from "../../data/ingest/fileRelation.ts";
import type { Market, Territory } from "../../data/market/market.ts";
import type { PlanRow } from "../../data/market/planRows.ts";
import { openDatabase } from "../../data/tables/duckdb.ts";
import type { Plan } from "./plan.ts";

/** Where a file is read into. */
export interface ReadInto {
  /** Of the file, for messages. */
  readonly name: string;
  readonly market: Market;
  /** The plan that holds where the file says nothing. */
  readonly before: Plan;
}

type Line = Readonly<Record<string, string | null>>;

/**
 * Reads the rows of a plan, each of which names one area, cell or account. Territories that the market does not have are
 * new ones where the file tells their rep or name; `step` numbers moves, the later of which go before the earlier ones.
 */
export async function csvPlan(path: string, _: FileRole, { name, before }: ReadInto): Promise<Plan> {
  const lines = await readLines(path, name);
  const columns = Object.keys(lines[0] ?? {});
  if (!columns.includes("territory_id") || !UNITS.some(unit => columns.includes(unit))) {
    const expected = "expected the columns territory_id and area_id, cell or account_id";
    const got = columns.join(", ") || "an empty file";
    throw new InputError("plan_columns", `${name} line 1: ${expected}, got ${got}`, { file: name });
  }
  const plan = withTerritories(before, lines);
  if (plan.territories.length > MOST_TERRITORIES) {
    const got = `${whole(plan.territories.length)} with those of the market`;
    throw new InputError(
      "plan_territory",
      `${name}: expected a plan of at most ${whole(MOST_TERRITORIES)} territories, got ${got}`,
      { file: name },
    );
  }
  const steps = new Map<number, PlanRow[]>();
  const seen = new Map<string, number>();
  lines.forEach((line, at) => {
    const place = `${name} line ${at + 2}`;
    const fault = (code: InputCode, message: string) =>
      new InputError(code, `${place}: ${message}`, { file: name });
    const row = rowOf(line);
    const wrong = plan.fault(row);
    if (wrong) throw fault(wrong.code, wrong.message);
    const step = Number(text(line, "step") ?? 0);
    if (!Number.isInteger(step) || step < 0)
      throw fault("plan_step", `step: expected a whole number from 0, got "${line.step}"`);
    const [unit, second] = UNITS.filter(column => text(line, column) !== null);
    if (!unit || second)
      throw fault(
        "plan_place",
        `expected one of ${UNITS.join(", ")}, got ${unit ? `${unit} and ${second}` : "none"}`,
      );
    const key = `${step} ${unit} ${text(line, unit)}`;
    const before = seen.get(key);
    if (before !== undefined)
      throw fault(
        "plan_twice",
        `${unit}: "${text(line, unit)}" has its territory from line ${before} already`,
      );
    seen.set(key, at + 2);
    if (!steps.has(step)) steps.set(step, []);
    steps.get(step)!.push(row);
  });
  const inOrder = [...steps].sort(([a], [b]) => a - b);
  return inOrder.reduce((made, [, rows]) => made.move(rows), plan);
}

/** A rep has one or a few; what is simulated is recorded by each of them and period. */
const MOST_TERRITORIES = 5000;

const UNITS = ["area_id", "cell", "account_id"] as const;

async function readLines(path: string, name: string): Promise<readonly Line[]> {
  const db = await openDatabase(":memory:");
  let lines: readonly Line[] = [];
  const read = `SELECT * FROM read_csv(${fileLiteral(path)}, all_varchar = true, header = true)`;
  try {
    await readable(
      async () => {
        lines = await db.query(read);
      },
      name,
      "CSV",
    );
  } finally {
    db.close();
  }
  return lines;
}

function text(line: Line, column: string): string | null {
  return line[column]?.trim() || null;
}

function rowOf(line: Line): PlanRow {
  return {
    territory: text(line, "territory_id") ?? "",
    area: text(line, "area_id"),
    cell: text(line, "cell")?.toLowerCase() ?? null,
    account: text(line, "account_id"),
  };
}

/** The file's reps and names of territories, and the new territories among them. */
function withTerritories(before: Plan, lines: readonly Line[]): Plan {
  const known = new Map<string, Territory>(before.territories.map(t => [t.id, t]));
  for (const line of lines) {
    const [id, repId, name] = ["territory_id", "rep_id", "name"].map(column => text(line, column));
    if (!id || (!repId && !name)) continue;
    const old = known.get(id);
    known.set(id, { id, name: name ?? old?.name ?? id, repId: repId ?? old?.repId ?? null });
  }
  return before.withTerritory(...known.values());
}
