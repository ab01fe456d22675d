import { type BuyingPeriods, boughtWithin, buyingState } from "./buyingPeriods.ts";

/** Customers without whom nothing is counted. */
const MIN_CUSTOMERS = 50;

/**
 * Hazard a period at which customers leave: of those that bought in the half year before an origin two years ago, how many
 * fewer bought in the second year after it than in the first. Buyers whom luck kept from buying are as many in both years, so
 * that what differs is those that left, less those that came back. Null where history or customers are too few.
 * @param accounts open at the origin
 * @param origin periods of history before it; two years must follow
 */
export function dropoutHazard(
  bought: BuyingPeriods,
  accounts: Int32Array,
  origin: number,
  year: number,
): number | null {
  const customers = accounts.filter(i => {
    const { silence } = buyingState(bought, i, origin, year);
    return silence >= 0 && silence < year / 2;
  });
  const buyers = (from: number) =>
    customers.reduce((n, i) => n + +boughtWithin(bought, i, from, from + year), 0);
  const [first, second] = [buyers(origin), buyers(origin + year)];
  if (customers.length < MIN_CUSTOMERS) return null;
  return Math.max(0, Math.log((first + 0.5) / (second + 0.5))) / year;
}
