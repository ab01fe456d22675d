import { getResolution, isValidCell } from "h3-js";
import { cellToString } from "../../core/hexgrid.ts";
import { isoDay } from "../../core/period.ts";
import type { Area } from "../market/market.ts";
import type { PlanRow, Precedence } from "../market/planRows.ts";
import { countRows } from "./accounts.ts";
import type { IngestContext } from "./context.ts";
import { ingestNote, type RejectNote, rejectNote } from "./notes.ts";
import { type ParsedTable, parseTable } from "./parsedTable.ts";
import { areaFinder, placeInCells } from "./place.ts";
import { rejectBadRows, rejectRows, settleRejects } from "./rejects.ts";

/**
 * Reads today's plan into `scratch.plan`. Rows that name an unknown area or account, an impossible cell, or something
 * that belongs to another territory already, are rejected.
 */
export async function readPlan(context: IngestContext, areas: readonly Area[]): Promise<ParsedTable | null> {
  const parsed = await parseTable(context, "territories");
  if (!parsed) {
    await context.db.run(
      `CREATE TABLE scratch.plan (territory_id VARCHAR, area_id VARCHAR, cell VARCHAR, account_id VARCHAR, rep_id VARCHAR,
         name VARCHAR, region_id VARCHAR, valid_from DATE, valid_to DATE, src UTINYINT, rec BIGINT)`,
    );
    return null;
  }
  const { db, config } = context;
  await db.run(
    `CREATE TABLE scratch.plan AS SELECT * FROM ${parsed.view} WHERE bad IS NULL ORDER BY src, rec`,
  );
  await rejectBadRows(context, parsed);
  if (areas.length > 0) {
    await refuse(
      context,
      parsed,
      "area_id",
      rejectNote("reject.area_unknown"),
      "area_id IS NOT NULL AND area_id NOT IN (SELECT area_id FROM scratch.area_ids)",
    );
  }
  const known = "account_id NOT IN (SELECT account_id FROM scratch.accounts)";
  await refuse(
    context,
    parsed,
    "account_id",
    rejectNote("reject.account_unknown"),
    `account_id IS NOT NULL AND ${known}`,
  );
  await refuseCells(context, parsed, config.resolution);
  await refuse(context, parsed, "valid_to", rejectNote("reject.before_valid_from"), "valid_to < valid_from");
  const meets = "coalesce(q.valid_from <= p.valid_to, true) AND coalesce(p.valid_from <= q.valid_to, true)";
  for (const ours of ["area_id", "cell", "account_id"]) {
    const taken = `EXISTS (SELECT 1 FROM scratch.plan q WHERE q.${ours} = p.${ours} AND ${meets} AND (q.src, q.rec) < (p.src, p.rec))`;
    await refuse(context, parsed, ours, rejectNote("reject.taken"), `${ours} IS NOT NULL AND ${taken}`);
  }
  await settleRejects(context, parsed);
  await countRows(context, parsed, "scratch.plan");
  return parsed;
}

async function refuse(
  context: IngestContext,
  parsed: ParsedTable,
  ours: string,
  reason: RejectNote,
  where: string,
): Promise<void> {
  await context.db.run(
    `CREATE OR REPLACE TABLE scratch.refused AS SELECT src, rec, ${ours}::VARCHAR AS value FROM scratch.plan p WHERE ${where}`,
  );
  await rejectRows(context, parsed, ours, reason, "SELECT * FROM scratch.refused");
  await context.db.run(
    "DELETE FROM scratch.plan WHERE (src, rec) IN (SELECT (src, rec) FROM scratch.refused)",
  );
}

async function refuseCells(context: IngestContext, parsed: ParsedTable, resolution: number): Promise<void> {
  const cells = await context.db.query<{ cell: string }>(
    "SELECT DISTINCT cell FROM scratch.plan WHERE cell IS NOT NULL",
  );
  const bad = cells.map(c => c.cell).filter(c => !isValidCell(c) || getResolution(c) > resolution);
  await context.db.run("CREATE TABLE scratch.bad_cells (cell VARCHAR)");
  await context.db.append("bad_cells", [bad], "scratch");
  const reason = rejectNote("reject.cell", { resolution });
  await refuse(context, parsed, "cell", reason, "cell IN (SELECT cell FROM scratch.bad_cells)");
}

/** The rows of the plan that hold on a day, since 1970-01-01, as the view `scratch.plan_now`. */
export async function viewPlanOn({ db }: IngestContext, day: number): Promise<void> {
  const on = `DATE '${isoDay(day)}'`;
  await db.run(
    `CREATE VIEW scratch.plan_now AS SELECT * FROM scratch.plan
     WHERE coalesce(valid_from <= ${on}, true) AND coalesce(valid_to >= ${on}, true)`,
  );
}

/**
 * Gives every account its cell, area and territory, as `scratch.member`(a, cell, area_id, territory_id, reason).
 *
 * Area: the account's own id, else the outline that it lies in. Territory: as `precedence` has it, by the rows that hold.
 */
export async function joinMembership(
  context: IngestContext,
  areas: readonly Area[],
  precedence: Precedence,
): Promise<void> {
  const { db } = context;
  const located = "SELECT lat, lon FROM scratch.accounts WHERE lat IS NOT NULL";
  await placeInCells(context, "account_places", located);
  const rows = await db.query<MemberRow>(
    `SELECT a, account_id, site_id, parent_id, area_id, territory_id, accounts.lat, accounts.lon, cell::VARCHAR AS cell FROM scratch.accounts
     LEFT JOIN scratch.account_places p ON p.lat = accounts.lat AND p.lon = accounts.lon ORDER BY a`,
  );
  const decide = precedence({
    rows: await planRows(context),
    accounts: rows.map(row => ({
      account: row.account_id,
      own: row.territory_id,
      site: row.site_id,
      parent: row.parent_id,
    })),
    house: context.config.house_territory ?? null,
  });
  const known = new Set(areas.map(a => a.id));
  const find =
    rows.some(r => needsOutline(r, known)) && areas.length > 0 ? await areaFinder(areas) : () => null;
  let strangers = 0;
  const members = rows.map(row => {
    if (row.area_id !== null && known.size > 0 && !known.has(row.area_id)) strangers++;
    const area = needsOutline(row, known) ? find(row.lat!, row.lon!) : given(row.area_id, known);
    const cell = row.cell === null ? null : BigInt(row.cell);
    const at = cell === null ? null : cellToString(cell);
    const decision = decide({ account: row.account_id, area, cell: at });
    return { a: row.a, cell, area, ...NOBODYS, ...decision };
  });
  if (strangers > 0) {
    context.notes.push(ingestNote("ingest.area_strangers", { count: strangers }));
  }
  await db.run(
    "CREATE TABLE scratch.member (a INTEGER, cell UBIGINT, area_id VARCHAR, territory_id VARCHAR, reason VARCHAR)",
  );
  const columns = [
    members.map(m => m.a),
    members.map(m => m.cell),
    members.map(m => m.area),
    members.map(m => m.territory),
    members.map(m => m.reason),
  ];
  await db.append("member", columns, "scratch");
}

const NOBODYS = { territory: null, reason: null };

interface MemberRow {
  readonly a: number;
  readonly account_id: string;
  readonly site_id: string;
  readonly parent_id: string | null;
  readonly area_id: string | null;
  readonly territory_id: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly cell: string | null;
}

/** Without an areas table every id stands for itself. */
function given(area: string | null, known: ReadonlySet<string>): string | null {
  return area !== null && (known.size === 0 || known.has(area)) ? area : null;
}

function needsOutline(row: MemberRow, known: ReadonlySet<string>): boolean {
  return given(row.area_id, known) === null && row.lat !== null;
}

async function planRows(context: IngestContext): Promise<PlanRow[]> {
  return context.db.query<PlanRow>(
    `SELECT territory_id AS territory, account_id AS account, area_id AS area, lower(cell) AS cell FROM scratch.plan_now
     ORDER BY src, rec`,
  );
}
