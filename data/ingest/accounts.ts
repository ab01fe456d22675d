import { countryBox } from "../country/countryBox.ts";
import type { IngestContext } from "./context.ts";
import { viewFreeColumns } from "./freeColumns.ts";
import { ingestNote, rejectNote } from "./notes.ts";
import { type ParsedTable, parseTable } from "./parsedTable.ts";
import { rejectBadRows, rejectRows, settleRejects } from "./rejects.ts";

/**
 * Reads `accounts` into `scratch.accounts`: `a` numbers the kept accounts by id from 0. An account without both
 * coordinates, or at 0° 0°, has none (unplaced). `scratch.attributes` holds all columns beyond the contract's,
 * `scratch.rejected_accounts` holds the ids of accounts that were not kept.
 */
export async function readAccounts(context: IngestContext): Promise<ParsedTable> {
  const parsed = (await parseTable(context, "accounts"))!;
  const { db } = context;
  await db.run(
    `CREATE TABLE scratch.judged_accounts AS
     SELECT *, bad IS NULL AND row_number() OVER (PARTITION BY account_id, bad IS NULL ORDER BY src, rec) > 1 AS copy
     FROM ${parsed.view}`,
  );
  const bad = await db.query("SELECT 1 FROM scratch.judged_accounts WHERE bad IS NOT NULL LIMIT 1");
  if (bad.length > 0) await rejectBadRows(context, parsed);
  await rejectSwapped(context, parsed);
  const copies = "SELECT src, rec, account_id AS value FROM scratch.judged_accounts WHERE copy";
  await rejectRows(context, parsed, "account_id", rejectNote("reject.duplicate"), copies);
  await settleRejects(context, parsed);
  const placed = "lat IS NOT NULL AND lon IS NOT NULL AND NOT (lat = 0 AND lon = 0)";
  await db.run(
    `CREATE TABLE scratch.accounts AS
     SELECT (row_number() OVER (ORDER BY account_id) - 1)::INTEGER AS a, src, rec, account_id, name, type,
       coalesce(site_id, account_id) AS site_id, parent_id, area_id, territory_id,
       CASE WHEN ${placed} THEN lat END AS lat, CASE WHEN ${placed} THEN lon END AS lon,
       opened, closed, coalesce(influence, 1) AS influence, digital_affinity
     FROM scratch.judged_accounts WHERE bad IS NULL AND NOT copy AND NOT swapped ORDER BY account_id;
     CREATE TABLE scratch.rejected_accounts AS
     SELECT DISTINCT account_id FROM scratch.judged_accounts WHERE account_id IS NOT NULL
       AND account_id NOT IN (SELECT account_id FROM scratch.accounts)`,
  );
  await dropImpossibleClosings(context);
  await countRows(context, parsed, "scratch.accounts");
  await viewFreeColumns(context, parsed, "attributes");
  return parsed;
}

/**
 * Marks and rejects accounts that lie outside of the market's country, and inside when their coordinates are exchanged:
 * both orders are in use, and no other check would see it.
 */
async function rejectSwapped(context: IngestContext, parsed: ParsedTable): Promise<void> {
  const { db } = context;
  const box = countryBox(context.config.timezone);
  const inside = (lat: string, lon: string) =>
    `(${lat} BETWEEN ${box!.south} AND ${box!.north} AND ${lon} BETWEEN ${box!.west} AND ${box!.east})`;
  const swapped = box ? `NOT ${inside("lat", "lon")} AND ${inside("lon", "lat")}` : "false";
  await db.run(
    `ALTER TABLE scratch.judged_accounts ADD COLUMN swapped BOOLEAN DEFAULT false;
     UPDATE scratch.judged_accounts SET swapped = true WHERE bad IS NULL AND NOT copy AND ${swapped}`,
  );
  const reason = rejectNote("reject.swapped", { country: box?.country ?? "" });
  const rows = "SELECT src, rec, lat::VARCHAR AS value FROM scratch.judged_accounts WHERE swapped";
  await rejectRows(context, parsed, "lat", reason, rows);
}

/** An account cannot close before it opens; its sales are worth more than that day, so that only the day goes. */
async function dropImpossibleClosings({ db, notes }: IngestContext): Promise<void> {
  const wrong = await db.query<{ account_id: string }>(
    "UPDATE scratch.accounts SET closed = NULL WHERE closed < opened RETURNING account_id",
  );
  if (wrong.length === 0) return;
  const ids = wrong.map(w => w.account_id).sort();
  notes.push(ingestNote("ingest.closed_before_opened", { count: ids.length, accounts: ids.slice(0, 5) }));
}

/** Rows read, kept and rejected of a parsed table whose kept rows are those of `kept`. */
export async function countRows(context: IngestContext, parsed: ParsedTable, kept: string): Promise<void> {
  const [row] = await context.db.query<{ read: number; kept: number }>(
    `SELECT (SELECT count(*) FROM ${parsed.view}) AS read, (SELECT count(*) FROM ${kept}) AS kept`,
  );
  const malformed = parsed.sources.reduce((n, s) => n + s.malformed.size, 0);
  const read = row!.read + malformed;
  context.rows[parsed.table] = { read, kept: row!.kept, rejected: read - row!.kept };
}
