import { lastYearFrom } from "../../core/period.ts";
import type { Market } from "../../data/market/market.ts";
import { type ColumnTable, type TableColumn, tableColumn, valueAt } from "../../data/tables/columnTable.ts";
import { groundFrom } from "../../territory/ground/ground.ts";
import { balance } from "../../territory/measures/balance.ts";
import { compactness } from "../../territory/measures/compactness.ts";
import { summed } from "../../territory/measures/figures.ts";
import { closedTerritories, placePlan } from "../../territory/measures/placedPlan.ts";
import { workload } from "../../territory/measures/workload.ts";
import type { Plan } from "../../territory/plan/plan.ts";
import type { TravelSettings } from "../../territory/travel/minutes.ts";
import { callsOf } from "../../territory/units/calls.ts";
import { NOTHING_DARK, sumBy } from "../../territory/units/weights.ts";

/** By territory of the plan; NaN: not in the input. */
export interface TerritoryMeasures {
  readonly workloadHours: Float64Array;
  /** Contacts a week that its rep can make. */
  readonly callCapacity: Float64Array;
  /** Of workload or, where nobody visits, of sales of all brands. */
  readonly balance: Float64Array;
  readonly compactness: Float64Array;
}

/** The measures of today's plan that need nothing but the input. */
export function territoryMeasures(market: Market, travel: TravelSettings): TerritoryMeasures {
  const sold = soldByAccount(market);
  const unlearned = { customers: sold, potential: sold, amount: sold };
  const ground = groundFrom(market, {
    accounts: { ...callsOf(market, travel), ...unlearned },
    dark: NOTHING_DARK,
  });
  const placed = placePlan(ground, ground.today);
  const hours = workload(placed);
  const sales = summed(sumBy(placed.count, placed.ofAccount, sold));
  const calls = new Map(market.reps.map(rep => [rep.id, rep.weeklyCalls]));
  const visited = hours.territories.some(value => value > 0);
  return {
    workloadHours: hours.territories,
    callCapacity: Float64Array.from(market.territories, t => calls.get(t.repId ?? "") ?? Number.NaN),
    balance: balance(visited ? hours : sales, closedTerritories(placed)).territories,
    compactness: compactness(placed).polsby_popper.territories,
  };
}

/** Minor units of all brands over the last year. */
function soldByAccount(market: Market): Float64Array {
  const { accounts, sales } = market;
  const from = lastYearFrom(market);
  const sold = new Float64Array(accounts.count);
  for (let row = 0; row < sales.count; row++)
    if (sales.period[row]! >= from) sold[sales.account[row]!]! += sales.amount[row]!;
  return sold;
}

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
