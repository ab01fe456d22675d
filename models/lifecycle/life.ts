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

/** Hazards a period. */
export interface VisitorHazards {
  /** At which a buyer leaves. */
  readonly leaving: number;
  /** At which the account hears of the brand, before which it buys nothing; Infinity: it knows it. */
  readonly hearing: number;
}

/**
 * An account that is no customer now, lapsed or never one: with probability a it is a buyer at any time, for spells of
 * 1/`leaving` periods on average; a is such that as many buy within the year as told.
 * @param ahead purchases: of an account that knows the brand all year
 */
export function visitorCourse(ahead: YearAhead, hazards: VisitorHazards, year: number): LifeCourse {
  const { leaving } = hazards;
  const comeback = (alive: number) => (leaving * alive) / (1 - alive);
  const buys = (alive: number) => {
    const rate = ahead.purchases / year / alive;
    return heardAndBought(
      alive < 1 ? silence(alive, rate, leaving, comeback(alive)) : ever(rate),
      hazards,
      year,
    );
  };
  const alive = solveRising(buys, ahead.chance);
  return alive === 1 ? STAYS : { alive, dropout: leaving, comeback: comeback(alive) };
}

/** P(nothing bought for u periods) = part·e^(−slow·u) + (1 − part)·e^(−fast·u). */
interface Silence {
  readonly part: number;
  readonly slow: number;
  readonly fast: number;
}

/**
 * The silence of an account that is a buyer with probability a, buys at rate m while it is one, leaves at μ and comes back at
 * ν: the two rates solve x² − (m + μ + ν)·x + m·ν = 0, and the silence falls at m·a first.
 */
function silence(alive: number, rate: number, leaving: number, comeback: number): Silence {
  const sum = rate + leaving + comeback;
  const fast = (sum + Math.sqrt(sum ** 2 - 4 * rate * comeback)) / 2;
  const slow = (rate * comeback) / fast;
  return { part: (fast - rate * alive) / (fast - slow), slow, fast };
}

function ever(rate: number): Silence {
  return { part: 1, slow: rate, fast: rate };
}

function heardAndBought({ part, slow, fast }: Silence, { hearing }: VisitorHazards, year: number): number {
  const silent = part * heardBefore(slow, hearing, year) + (1 - part) * heardBefore(fast, hearing, year);
  return -Math.expm1(-hearing * year) - silent;
}

/** P(it hears at h within the year, and then nothing of another hazard b comes): ∫ h·e^(−hτ)·e^(−b(year − τ)) dτ. */
function heardBefore(other: number, hearing: number, year: number): number {
  if (Math.abs(other - hearing) * year < 1e-6) return hearing * year * Math.exp(-other * year);
  return (Math.exp(-hearing * year) - Math.exp(-other * year)) / (other / hearing - 1);
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
