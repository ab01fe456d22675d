/** How an account leaves the own brand and comes back: the columns LIFE of `twin/layout`. */
export interface LifeCourse {
  /** P(it is a buyer at the start). */
  readonly alive: number;
  /** Hazards a period. */
  readonly dropout: number;
  readonly comeback: number;
}

/** What is known of an account's year ahead. */
export interface YearAhead {
  /** P(at least one own purchase). */
  readonly chance: number;
  /** Own purchases expected. */
  readonly purchases: number;
  /** Gamma shape of the account's own rate; 0: it is known exactly. */
  readonly shape: number;
}

/** An account that nothing is known of, or that buys nothing. */
export const STAYS: LifeCourse = { alive: 1, dropout: 0, comeback: 0 };

/**
 * A present customer: P(alive) such that, at the rate that brings the expected purchases, the chance of at least one is what
 * is told, a·(1 − (1 + n/(a·k))^(−k)) = p; 1 where even who is surely alive would be told more often to buy nothing. It
 * leaves at the market's hazard.
 */
export function customerCourse({ chance, purchases, shape }: YearAhead, hazard: number): LifeCourse {
  const buys = (alive: number) => alive * (1 - none(purchases / alive, shape));
  return { alive: solveRising(buys, chance), dropout: hazard, comeback: 0 };
}

/**
 * An account that is no customer now, lapsed or never one: with probability a it is a buyer at any time, for spells of
 * 1/`hazard` periods on average. Of those that are buyers at the start, and of those that become one in the year, some buy:
 * a is such that they are as many as told.
 */
export function visitorCourse(ahead: YearAhead, hazard: number, year: number): LifeCourse {
  const buys = (alive: number) => {
    const both = ahead.purchases / year / alive + hazard;
    const within = -Math.expm1(-both * year);
    const arrivals = hazard * year * (1 - within / (both * year));
    return alive * ((both - hazard) / both) * (within + arrivals);
  };
  const alive = solveRising(buys, ahead.chance);
  if (alive === 1) return STAYS;
  return { alive, dropout: hazard, comeback: (hazard * alive) / (1 - alive) };
}

/** P(no purchase) of a Poisson count with a gamma mean. */
function none(mean: number, shape: number): number {
  return shape > 0 ? (1 + mean / shape) ** -shape : Math.exp(-mean);
}

/** Where a function that rises from 0 at 0 reaches a value, in (0, 1]; 1 where it never does. */
function solveRising(f: (x: number) => number, value: number): number {
  let [low, high] = [Math.log(1e-6), 0];
  if (f(1) <= value) return 1;
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2;
    if (f(Math.exp(middle)) < value) low = middle;
    else high = middle;
  }
  return Math.exp(high);
}
