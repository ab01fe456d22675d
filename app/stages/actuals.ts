import type { Market } from "../../data/market/market.ts";

/** History of one level as sums of minor currency units: [unit][brand][period]. */
export interface Actuals {
  readonly units: number;
  readonly brands: number;
  readonly periods: number;
  readonly amounts: Float64Array;
}

/** Sums sales by the unit of their account. `unitOf` maps an account to its unit; -1 leaves it out. */
export function sumActuals(market: Market, units: number, unitOf: (account: number) => number): Actuals {
  const brands = market.brands.length;
  const periods = market.periodStart.length;
  const amounts = new Float64Array(units * brands * periods);
  const { count, account, period, brand, amount } = market.sales;
  for (let row = 0; row < count; row++) {
    const unit = unitOf(account[row]!);
    if (unit >= 0) amounts[(unit * brands + brand[row]!) * periods + period[row]!]! += amount[row]!;
  }
  return { units, brands, periods, amounts };
}

/** The series of one unit and brand, as a view. */
export function actualSeries(
  { amounts, brands, periods }: Actuals,
  unit: number,
  brand: number,
): Float64Array {
  const from = (unit * brands + brand) * periods;
  return amounts.subarray(from, from + periods);
}
