import { join } from "node:path";
import { InputError } from "../../core/errors.ts";
import { byNearness } from "../config/nearest.ts";
import { type Database, literal } from "../tables/duckdb.ts";
import { type Counties, fipsOf } from "./counties.ts";
import { CENTS } from "./layout.ts";
import { typeOf } from "./words.ts";

/** So many vendors, the largest ones, keep their names; there are hundreds, and most sell next to nothing. */
const NAMED_VENDORS = 20;
const OTHERS = "OTHER VENDORS";
/** Orders the lines of a store by day, then by place in the file. */
const LATEST = "(day - DATE '1970-01-01') * 10000000000 + rec";

/**
 * Makes `brands`: the key of each vendor and its brand. A vendor's number keeps through changes of its name, and its
 * latest name counts.
 * @param asked name of the own brand; the largest vendor when undefined
 * @returns the own brand, and the number of brands
 * @throws InputError when no vendor has the asked name.
 */
export async function makeBrands(
  db: Database,
  asked: string | undefined,
): Promise<{ ownBrand: string; brands: number }> {
  await db.run(
    `CREATE TABLE vendors AS SELECT vendor, arg_max(vendor_name, ${LATEST}) AS name, sum(cents)::BIGINT AS cents
     FROM lines WHERE bad IS NULL GROUP BY vendor`,
  );
  const names = (
    await db.query<{ name: string }>("SELECT name FROM vendors GROUP BY name ORDER BY sum(cents) DESC, name")
  ).map(row => row.name);
  const ownBrand = asked === undefined ? names[0]! : ownVendor(asked, names);
  const named = new Set([ownBrand, ...names.slice(0, NAMED_VENDORS)]);
  const list = [...named].map(literal).join(", ");
  await db.run(
    `CREATE TABLE brands AS SELECT vendor, CASE WHEN name IN (${list}) THEN name ELSE ${literal(OTHERS)} END AS brand FROM vendors`,
  );
  return { ownBrand, brands: named.size + (names.length > named.size ? 1 : 0) };
}

function ownVendor(asked: string, names: readonly string[]): string {
  const wanted = asked.trim().replaceAll(/\s+/g, " ").toUpperCase();
  const found = names.find(name => name === wanted);
  if (found !== undefined) return found;
  const nearest = byNearness(wanted, names).slice(0, 3).join(", ");
  const message = `--own-brand "${asked}" is no vendor of this export; nearest: ${nearest}; largest: ${names.slice(0, 5).join(", ")}`;
  throw new InputError("unknown_own_brand", message, { asked });
}

/**
 * Writes `accounts.csv`: one row a store number, with the particulars that its latest lines tell. Store numbers whose
 * times of trade follow each other at one address are one site: a licence that was issued anew.
 * @returns the number of accounts
 */
export async function writeAccounts(db: Database, dir: string, counties: Counties): Promise<number> {
  const last = (column: string) => `arg_max(${column}, ${LATEST})`;
  await db.run(
    `CREATE TABLE stores AS
     SELECT store, ${last("name")} AS name, ${last("address")} AS address, ${last("city")} AS city, ${last("zip")} AS zip,
       ${last("county")} AS county, min(day) AS first, max(day) AS last
     FROM lines WHERE bad IS NULL GROUP BY store;
     CREATE TABLE located AS
     SELECT store, arg_max(point, latest) AS point
     FROM (SELECT store, location, max(${LATEST}) AS latest FROM lines WHERE bad IS NULL GROUP BY store, location)
       JOIN points USING (location) GROUP BY store;
     CREATE TABLE places AS
     SELECT store, first, last, lower(regexp_replace(address || '|' || city, '[^A-Za-z0-9|]', '', 'g')) AS place FROM stores;
     CREATE TABLE shared AS
     SELECT place, min_by(store, first) AS site FROM (
       SELECT *, first <= max(last) OVER (PARTITION BY place ORDER BY first, store ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS together
       FROM places WHERE place IS NOT NULL)
     GROUP BY place HAVING count(*) > 1 AND NOT bool_or(coalesce(together, false))`,
  );
  await db.run(
    `COPY (SELECT store AS account_id, name, ${typeOf("name")} AS type, address, city, zip, point.lat AS lat, point.lon AS lon,
         ${fipsOf("county", counties)} AS area_id, coalesce(site, store) AS site_id
       FROM stores JOIN places USING (store) LEFT JOIN located USING (store) LEFT JOIN shared USING (place) ORDER BY account_id)
     TO ${literal(join(dir, "accounts.csv"))} (FORMAT csv, HEADER)`,
  );
  const [row] = await db.query<{ n: number }>("SELECT count(*) AS n FROM stores");
  return row!.n;
}

/** Writes `sales.parquet`: summed by day, store, brand and category; returns stay rows of their own. */
export async function writeSales(db: Database, dir: string): Promise<void> {
  const path = literal(join(dir, "sales.parquet"));
  await db.run(
    `COPY (SELECT day AS date, store AS account_id, brand, family AS category, sum(units)::BIGINT AS units,
         (sum(cents)::DECIMAL(18, 0) * 0.01::DECIMAL(3, 2))::DECIMAL(18, 2) AS amount
       FROM lines JOIN brands USING (vendor) JOIN families USING (category) WHERE bad IS NULL
       GROUP BY day, store, brand, family, cents < 0 ORDER BY day, store, brand, family, cents < 0)
     TO ${path} (FORMAT parquet, COMPRESSION zstd)`,
  );
  const [row] = await db.query<{ out: number; kept: number }>(
    `SELECT (SELECT coalesce(round(sum(amount) * ${CENTS}), 0)::BIGINT FROM read_parquet(${path})) AS out,
       (SELECT coalesce(sum(cents), 0)::BIGINT FROM lines WHERE bad IS NULL) AS kept`,
  );
  if (row!.out !== row!.kept) throw new Error(`sales.parquet holds ${row!.out} cents of ${row!.kept}`);
}
