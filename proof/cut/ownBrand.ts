import { InputError } from "../../core/errors.ts";
import type { Market } from "../../data/market/market.ts";
import { marketHash } from "../../data/market/marketHash.ts";
import { pickRows, rowsWhere } from "../../data/tables/rows.ts";

/**
 * The market as another brand's owner would have it: the same rows, the brand own and first, the others by amount, as
 * ingest orders them. Targets are left out: they are the owner's.
 * @throws InputError `unknown_own_brand` for a name that is no brand of the market
 */
export function withOwnBrand(market: Market, brand: string): Market {
  const { brands, sales } = market;
  const own = brands.indexOf(brand);
  if (own === 0) return market;
  if (own < 0)
    throw new InputError(
      "unknown_own_brand",
      `expected one of the brands ${brands.join(", ")}, got "${brand}"`,
      { own_brand: brand, brands },
    );
  const amount = new Float64Array(brands.length);
  sales.brand.forEach((b, i) => {
    amount[b]! += sales.amount[i]!;
  });
  const order = [...brands.keys()].sort(
    (a, b) => Number(b === own) - Number(a === own) || amount[b]! - amount[a]!,
  );
  const place = new Int32Array(brands.length);
  order.forEach((b, at) => {
    place[b] = at;
  });
  const renamed = <T extends Uint8Array | Int32Array>(column: T): T => column.map(b => place[b] ?? b) as T;
  const swapped = {
    ...market,
    brands: order.map(b => brands[b]!),
    sales: sorted({ ...sales, brand: renamed(sales.brand) }, ["account", "period", "brand"]),
    categorySales: sorted({ ...market.categorySales, brand: renamed(market.categorySales.brand) }, [
      "account",
      "category",
      "brand",
      "year",
    ]),
    areaSales: { ...market.areaSales, brand: renamed(market.areaSales.brand) },
    calendar: market.calendar.map(entry => ({ ...entry, brand: place[entry.brand] ?? entry.brand })),
    targets: [],
  };
  const { hash: _, ...content } = swapped;
  return { ...swapped, hash: marketHash(content) };
}

/** The table's rows in the order of the columns, the first one first. */
function sorted<T extends { readonly count: number }>(table: T, by: readonly (keyof T)[]): T {
  const columns = by.map(name => table[name] as ArrayLike<number>);
  const rows = rowsWhere(table.count, () => true).sort((a, b) => {
    for (const column of columns) if (column[a] !== column[b]) return column[a]! - column[b]!;
    return 0;
  });
  return pickRows(table, rows);
}
