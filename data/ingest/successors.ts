import { findSuccessors } from "../market/sites.ts";
import type { IngestContext } from "./context.ts";

/** Writes `successors`(account, successor): accounts whose site goes on under another one, see `findSuccessors`. */
export async function writeSuccessors({ db }: IngestContext): Promise<void> {
  const day = (date: string, name: string) => `(${date} - DATE '1970-01-01')::DOUBLE AS ${name}`;
  const c = await db.columns(
    `WITH shared AS (
       SELECT idx, site, opened, closed FROM accounts
       WHERE site IN (SELECT site FROM accounts GROUP BY site HAVING count(*) > 1)),
     bought AS (
       SELECT account, min(period) AS first, max(period) AS last FROM sales
       WHERE amount > 0 AND account IN (SELECT idx FROM shared) GROUP BY account)
     SELECT x.idx, site, ${day("opened", "opened")}, ${day("closed", "closed")}, ${day("f.start", "first_bought")},
       ${day("l.start", "last_bought")}
     FROM shared x LEFT JOIN bought ON account = x.idx LEFT JOIN periods f ON f.idx = first
       LEFT JOIN periods l ON l.idx = last ORDER BY x.idx`,
  );
  const idx = c.idx as Int32Array;
  const successor = findSuccessors({
    count: idx.length,
    site: c.site as Int32Array,
    firstBought: c.first_bought as Float64Array,
    lastBought: c.last_bought as Float64Array,
    opened: c.opened as Float64Array,
    closed: c.closed as Float64Array,
  });
  const followed = Array.from(successor.keys()).filter(i => successor[i]! >= 0);
  await db.run("CREATE TABLE successors (account INTEGER, successor INTEGER)");
  await db.append("successors", [followed.map(i => idx[i]!), followed.map(i => idx[successor[i]!]!)]);
}
