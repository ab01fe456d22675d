import { type ColumnTable, type TableColumn, tableColumn, valueAt } from "../../data/tables/columnTable.ts";
import type { TerritoryMeasures } from "../../territory/measures.ts";
import type { Plan } from "../../territory/plan/plan.ts";

/**
 * Adds to `territories` what its workload, capacity, balance and shape are, before the estimates of the dark side; null
 * in the row of no territory.
 * @param measures of the plan's territories
 */
export function withMeasures(table: ColumnTable, plan: Plan, measures: TerritoryMeasures): ColumnTable {
  const index = new Map(plan.territories.map(({ id }, t) => [id, t]));
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
  const estimates = table.columns.findIndex(({ name }) => name === "dark_accounts");
  const at = estimates < 0 ? table.columns.length : estimates;
  return { ...table, columns: table.columns.toSpliced(at, 0, ...columns) };
}
