import { type Period, yearPeriods } from "../core/period.ts";
import type { CategorySalesColumns } from "./market/market.ts";
import type { Database } from "./tables/duckdb.ts";

const YEARS = 2;

/** What a market has whose sales carry no category. */
export const NO_CATEGORIES: {
  readonly categories: readonly string[];
  readonly categorySales: CategorySalesColumns;
} = {
  categories: [],
  categorySales: {
    count: 0,
    account: new Int32Array(0),
    category: new Int32Array(0),
    brand: new Uint8Array(0),
    year: new Uint8Array(0),
    amount: new Float64Array(0),
  },
};

/**
 * Loads the product groups, and the sales of the last two years by account × category × brand × year.
 * @param periods of history
 */
export async function readCategories(
  db: Database,
  period: Period,
  periods: number,
): Promise<typeof NO_CATEGORIES> {
  const [table] = await db.query(
    "SELECT 1 FROM duckdb_tables() WHERE database_name = current_database() AND table_name = 'sales_by_category'",
  );
  if (!table) return NO_CATEGORIES;
  const names = await db.query<{ name: string }>("SELECT name FROM categories ORDER BY idx");
  const c = await db.columns(
    `SELECT account, category, brand, ((${periods - 1} - period) // ${yearPeriods(period)})::UTINYINT AS year,
       sum(amount)::BIGINT AS amount
     FROM sales_by_category WHERE period >= ${periods - YEARS * yearPeriods(period)}
     GROUP BY ALL ORDER BY account, category, brand, year`,
  );
  const account = c.account as Int32Array;
  return {
    categories: names.map(n => n.name),
    categorySales: {
      count: account.length,
      account,
      category: c.category as Int32Array,
      brand: c.brand as Uint8Array,
      year: c.year as Uint8Array,
      amount: c.amount as Float64Array,
    },
  };
}
