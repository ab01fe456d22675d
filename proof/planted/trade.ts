import { minorUnitsOf } from "../../core/money.ts";
import type { PlantedAccount } from "./accounts.ts";
import type { Random } from "./random.ts";

/** Of the planted markets: their amounts have two decimals. */
export const MINOR_UNITS = minorUnitsOf(2);

/** What everybody bought. Amounts are whole minor units. */
export interface Trade {
  /** Sales of known accounts: by account (index among all), week and brand, sorted so. */
  readonly rows: readonly {
    readonly account: number;
    readonly week: number;
    readonly brand: number;
    readonly amount: number;
  }[];
  /** [account] over the last 52 weeks. */
  readonly amount52: Float64Array;
  /** The own brand's part of it. */
  readonly own52: Float64Array;
  /** [area × brand × day since the first] of all accounts. */
  readonly byDay: Float64Array;
}

export const WEEKS = 104;

/** Gamma shape of one purchase. */
const EVENNESS = 3;

/** Plays the weeks: occasions by a Poisson law with a season, each of one brand, on any day of the week. */
export function playTrade(
  accounts: readonly PlantedAccount[],
  areas: number,
  brands: number,
  random: Random,
): Trade {
  const days = 7 * WEEKS;
  const byDay = new Float64Array(areas * brands * days);
  const amount52 = new Float64Array(accounts.length);
  const own52 = new Float64Array(accounts.length);
  const rows: { account: number; week: number; brand: number; amount: number }[] = [];
  const peak = 52 * random.uniform();
  const swing = 0.05 + 0.2 * random.uniform();
  accounts.forEach((account, i) => {
    const mean = (MINOR_UNITS * account.size) / (52 * account.rate);
    for (let week = account.from; week < account.to; week++) {
      const season = 1 + swing * Math.cos((2 * Math.PI * (week - peak)) / 52);
      const bought = new Float64Array(brands);
      for (let k = random.poisson(account.rate * season); k > 0; k--) {
        const brand = random.pick(account.preference);
        const amount = Math.max(1, Math.round((mean * random.gamma(EVENNESS)) / EVENNESS));
        bought[brand] += amount;
        byDay[(account.area * brands + brand) * days + 7 * week + random.below(7)] += amount;
        if (week >= WEEKS - 52) amount52[i] += amount;
        if (week >= WEEKS - 52 && brand === 0) own52[i] += amount;
      }
      if (!account.known) continue;
      bought.forEach((amount, brand) => {
        if (amount > 0) rows.push({ account: i, week, brand, amount });
      });
    }
  });
  return { rows, amount52, own52, byDay };
}
