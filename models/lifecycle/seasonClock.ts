import type { BuyingPeriods } from "./buyingPeriods.ts";

const QUARTERS = 4;
/** Purchases that the market's mix of quarters counts for at each account; the likeliest is taken. */
const STRENGTHS = [2, 8, 32, 128, 1e6];

/** How much of an account's own time has passed between a period and the end of the periods watched. */
export type Clock = (account: number, period: number) => number;

/**
 * Time told in expected purchases: it runs fast in quarters of the year in which an account buys much and hardly in those in
 * which it never does, so that a season is no silence. A year has a year's time. An account's mix of quarters, counted back
 * from the end, is shrunk to the market's (Dirichlet-multinomial; each purchase is foretold from the others).
 * @param periods periods watched
 * @param year periods of a year
 */
export function seasonClock(
  bought: BuyingPeriods,
  accounts: Int32Array,
  periods: number,
  year: number,
): Clock {
  const quarter = year / QUARTERS;
  const quarterOf = (age: number) => Math.floor((age % year) / quarter);
  const counts = new Map<number, Float64Array>();
  const market = new Float64Array(QUARTERS).fill(1);
  for (const i of accounts) counts.set(i, countQuarters(bought, i, periods, year, quarterOf));
  for (const own of counts.values()) for (let q = 0; q < QUARTERS; q++) market[q] += own[q];
  const all = market.reduce((a, b) => a + b, 0);
  const mix = market.map(n => n / all);
  const strength = likeliest(STRENGTHS, s => foretold([...counts.values()], mix, s));
  const pace = new Map(
    [...counts].map(([i, own]) => {
      const n = own.reduce((a, b) => a + b, 0);
      return [i, own.map((k, q) => (QUARTERS * (k + strength * mix[q])) / (n + strength))];
    }),
  );
  return (account, period) => {
    const age = periods - 1 - period;
    const paces = pace.get(account)!;
    let time = year * Math.floor(age / year);
    let left = age % year;
    for (let q = 0; left > 0; q++) {
      time += Math.min(left, quarter) * paces[q];
      left -= quarter;
    }
    return time;
  };
}

/** Purchases by quarter, in whole years only: the rest of a first year would favour its quarters. */
function countQuarters(
  { start, period }: BuyingPeriods,
  account: number,
  periods: number,
  year: number,
  quarterOf: (age: number) => number,
): Float64Array {
  const counts = new Float64Array(QUARTERS);
  const seen = periods - period[start[account]];
  const whole = Math.floor(seen / year) * year;
  for (let k = start[account]; k < start[account + 1] && period[k] < periods; k++) {
    const age = periods - 1 - period[k];
    if (age < whole) counts[quarterOf(age)]++;
  }
  return counts;
}

/** Log-likelihood of each purchase's quarter given the account's others. */
function foretold(counts: readonly Float64Array[], mix: Float64Array, strength: number): number {
  let sum = 0;
  for (const own of counts) {
    const n = own.reduce((a, b) => a + b, 0);
    own.forEach((k, q) => {
      if (k > 0) sum += k * Math.log((k - 1 + strength * mix[q]) / (n - 1 + strength));
    });
  }
  return sum;
}

function likeliest(values: readonly number[], likelihood: (value: number) => number): number {
  return values.map(value => ({ value, fit: likelihood(value) })).sort((a, b) => b.fit - a.fit)[0].value;
}
