import type { Market } from "../../data/market/market.ts";
import { pickRows, rowsWhere } from "../../data/tables/rows.ts";

/** The market with some rows of its sales only. */
export function keepSales(market: Market, test: (row: number) => boolean): Market {
  return { ...market, sales: pickRows(market.sales, rowsWhere(market.sales.count, test)) };
}
