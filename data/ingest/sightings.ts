import type { IngestContext } from "./context.ts";
import { placeInCells } from "./place.ts";
import { type RowRule, readTable, UNKNOWN_ACCOUNT } from "./readTable.ts";

const NOWHERE: RowRule = {
  ours: "lat",
  reason: "is 0° 0°, which stands for an unknown place",
  when: "r.lat = 0 AND r.lon = 0",
};

/**
 * Writes `sightings`, sorted by source and ref: what other lists of the same market hold, with its cell; `account` is the
 * known account that a row is, -1 where it names none. An id may stand once in each list.
 */
export async function writeSightings(context: IngestContext): Promise<void> {
  const { db } = context;
  await db.run(
    "CREATE TABLE sightings (source VARCHAR, ref VARCHAR, lat DOUBLE, lon DOUBLE, cell UBIGINT, account INTEGER, type VARCHAR)",
  );
  const unique = { ours: "ref", unique: ["source", "ref"] };
  if (!(await readTable(context, "sightings", [UNKNOWN_ACCOUNT, NOWHERE], unique))) return;
  await placeInCells(context, "sighting_places", "SELECT lat, lon FROM scratch.kept_sightings");
  await db.run(
    `INSERT INTO sightings
     SELECT r.source, r.ref, r.lat, r.lon, p.cell, coalesce(f.idx, -1)::INTEGER, r.type
     FROM scratch.kept_sightings r JOIN scratch.sighting_places p ON p.lat = r.lat AND p.lon = r.lon
       LEFT JOIN scratch.final_accounts f ON f.a = r.a ORDER BY r.source, r.ref`,
  );
}
