import { nearest } from "../config/nearest.ts";
import { TABLES } from "../config/schema.ts";
import type { Database } from "../tables/duckdb.ts";
import type { IngestContext } from "./context.ts";
import { viewFreeColumns } from "./freeColumns.ts";
import { foldName } from "./headerNames.ts";
import { ingestNote, rejectNote } from "./notes.ts";
import type { ParsedTable } from "./parsedTable.ts";
import { placeInCells } from "./place.ts";
import { type RowRule, readTable, UNKNOWN_ACCOUNT } from "./readTable.ts";

const NOWHERE: RowRule = {
  ours: "lat",
  reason: rejectNote("reject.zero_place"),
  when: "r.lat = 0 AND r.lon = 0",
};

/**
 * Writes `sightings`, sorted by source and ref: what other lists of the same market hold, with its cell; `account` is the
 * known account that a row is, -1 where it names none. An id may stand once in each list. Columns that accounts have as
 * attributes are kept: what is known of a place in two lists tells more than the place alone.
 */
export async function writeSightings(context: IngestContext): Promise<void> {
  const { db } = context;
  await db.run(
    "CREATE TABLE sightings (source VARCHAR, ref VARCHAR, lat DOUBLE, lon DOUBLE, cell UBIGINT, account INTEGER, name VARCHAR, type VARCHAR, attributes VARCHAR)",
  );
  const unique = { ours: "ref", unique: ["source", "ref"] };
  const parsed = await readTable(context, "sightings", [UNKNOWN_ACCOUNT, NOWHERE], unique);
  if (!parsed) return;
  const attributes = await attributesOfAccounts(db);
  noteUnknown(context, parsed, attributes);
  await viewFreeColumns(context, parsed, "sighting_attributes", attributes);
  await placeInCells(context, "sighting_places", "SELECT lat, lon FROM scratch.kept_sightings");
  await db.run(
    `INSERT INTO sightings
     SELECT r.source, r.ref, r.lat, r.lon, p.cell, coalesce(f.idx, -1)::INTEGER, r.name, r.type, e.attributes
     FROM scratch.kept_sightings r JOIN scratch.sighting_places p ON p.lat = r.lat AND p.lon = r.lon
       LEFT JOIN scratch.final_accounts f ON f.a = r.a
       LEFT JOIN scratch.sighting_attributes e ON e.src = r.src AND e.rec = r.rec ORDER BY r.source, r.ref`,
  );
}

async function attributesOfAccounts(db: Database): Promise<string[]> {
  const rows = await db.query<{ name: string }>(
    "SELECT DISTINCT unnest(json_keys(attributes)) AS name FROM accounts ORDER BY name",
  );
  return rows.map(r => r.name);
}

/** Other columns of a list are its own matter; one that market.yaml maps was meant for something. */
function noteUnknown(
  { notes }: IngestContext,
  { sources }: ParsedTable,
  attributes: readonly string[],
): void {
  const names = [...Object.keys(TABLES.sightings.columns), ...attributes];
  const known = new Set(names.map(foldName));
  for (const { file, config } of sources) {
    for (const ours of Object.keys(config.columns).filter(name => !known.has(foldName(name)))) {
      const near = nearest(ours, names);
      const left = { file, column: ours };
      notes.push(
        near === null
          ? ingestNote("ingest.column_left", left)
          : ingestNote("ingest.column_left_near", { ...left, near }),
      );
    }
  }
}
