/**
 * Amounts are whole numbers of a market's minor unit: 10^-decimals of its currency, with as many decimals as its finest
 * amount has. So sums are exact below 2^53, and amounts are rounded only when they are shown.
 */

/** Finer amounts are rounded to these decimals. */
export const MOST_DECIMALS = 4;

/** Decimals of the minor unit of an ISO 4217 currency (Unicode CLDR by way of Intl): 2 for USD and TRY, 0 for JPY. */
export function currencyDecimals(currency: string): number {
  return (
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

/** How many minor units are one of the currency: 100 for 2 decimals. */
export function minorUnitsOf(decimals: number): number {
  return 10 ** decimals;
}
