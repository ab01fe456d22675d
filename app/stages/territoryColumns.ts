import type { Market } from "../../data/market/market.ts";
import { type ColumnTable, type TableColumn, tableColumn, valueAt } from "../../data/tables/columnTable.ts";
import { territoryMeasures } from "../../territory/measures.ts";
import { territoryOutlines } from "../geography/outlines.ts";

/** Adds to `territories` what its workload, capacity, balance and shape are; null in the row of no territory. */
export function withMeasures(table: ColumnTable, market: Market): ColumnTable {
  const measures = territoryMeasures(market, territoryOutlines(market));
  const index = new Map(market.territories.map(({ id }, t) => [id, t]));
  const ids = tableColumn(table, "territory_id");
  const rows = Array.from({ length: table.rows }, (_, row) => index.get(String(valueAt(ids, row))));
  const column = (name: string, values: Float64Array): TableColumn => ({
    name,
    type: "float64",
    values: Float64Array.from(rows, t => (t === undefined ? Number.NaN : values[t]!)),
  });
  const columns = [
    column("workload_hours", measures.workloadHours),
    column("call_capacity", measures.callCapacity),
    column("balance", measures.balance),
    column("compactness", measures.compactness),
  ];
  return { ...table, columns: [...table.columns, ...columns] };
}
