import { minimise } from "../../core/minimise.ts";
import type { BuyingPeriods } from "./buyingPeriods.ts";
import type { Rule } from "./pool.ts";
import { seasonClock } from "./seasonClock.ts";

/** Years of purchases that a rhythm is read from. */
const MEMORY = 3;
/** Gaps of the pooled mean that count beside an account's own. */
const LEAN = 2;
/** Coefficients of variation of an account's gaps between which its rhythm counts as strict, loose, or none. */
const STRICT = 0.6;
const LOOSE = 1;

/** An account's gaps between purchases, and its silence, in its own time. */
interface Rhythm {
  readonly gaps: readonly number[];
  readonly silence: number;
}

/**
 * A renewal rule for accounts that order on a cadence: silence is told in mean gaps of the account itself. Gaps over their
 * account's mean have one law G among accounts of like regularity, as it was seen; after each purchase an account has left
 * with probability d = 1 − e^(−μ·mean gap), so that

 *     P(alive | silence s) = (1 − d)·G(s) / ((1 − d)·G(s) + d),      P(buys within a year) = P(alive)·(1 − G(s + year)/G(s)),

 * μ by maximum likelihood. Time is the account's own (`seasonClock`).
 */
export function rhythmRule(bought: BuyingPeriods, year: number): Rule {
  return (accounts, origin) => {
    const clock = seasonClock(bought, accounts, origin, year);
    const rhythms = Array.from(accounts, i => rhythmOf(bought, i, origin, year, clock));
    const means = meanGaps(rhythms);
    const kinds = rhythms.map((rhythm, j) => regularity(rhythm, means[j]));
    const laws = [0, 1, 2].map(kind =>
      gapLaw(rhythms.flatMap(({ gaps }, j) => (kinds[j] === kind ? gaps.map(gap => gap / means[j]) : []))),
    );
    const survives = (j: number, time: number) => laws[kinds[j]](time / means[j]);
    const leaves = (j: number, hazard: number) => -Math.expm1(-hazard * means[j]);
    const hazard = likeliestHazard(rhythms, survives, leaves);
    return Float64Array.from(rhythms, ({ silence }, j) => {
      const gone = leaves(j, hazard);
      const still = (1 - gone) * survives(j, silence);
      return (still / (still + gone)) * (1 - survives(j, silence + year) / survives(j, silence));
    });
  };
}

function rhythmOf(
  { start, period }: BuyingPeriods,
  account: number,
  origin: number,
  year: number,
  clock: (account: number, period: number) => number,
): Rhythm {
  const times: number[] = [];
  for (let k = start[account]; k < start[account + 1] && period[k] < origin; k++) {
    const isLast = k + 1 === start[account + 1] || period[k + 1] >= origin;
    if (isLast || period[k] >= origin - MEMORY * year) times.push(clock(account, period[k]));
  }
  return {
    gaps: times.slice(1).map((time, k) => times[k] - time),
    silence: times[times.length - 1],
  };
}

/** Mean gap by account, shrunk to the median account's. */
function meanGaps(rhythms: readonly Rhythm[]): Float64Array {
  const sums = rhythms.map(({ gaps }) => gaps.reduce((a, b) => a + b, 0));
  const own = rhythms.flatMap(({ gaps }, j) => (gaps.length > 0 ? [sums[j] / gaps.length] : []));
  const pooled = own.sort((a, b) => a - b)[own.length >> 1] ?? 1;
  return Float64Array.from(rhythms, ({ gaps }, j) => (sums[j] + LEAN * pooled) / (gaps.length + LEAN));
}

/** 0 strict, 1 loose, 2 none; accounts with few gaps lean to a coefficient of variation of 1. */
function regularity({ gaps }: Rhythm, mean: number): 0 | 1 | 2 {
  const squares = gaps.reduce((sum, gap) => sum + (gap / mean - 1) ** 2, 0);
  const variation = Math.sqrt((squares + 2 * LEAN) / (gaps.length + 2 * LEAN));
  return variation < STRICT ? 0 : variation < LOOSE ? 1 : 2;
}

/** Mean gaps beyond which e^−time would be told as 0. */
const LONGEST = 700;

/** Share of gaps longer than a time, with half an exponential one added, so that it never reaches 0. */
function gapLaw(gaps: number[]): (time: number) => number {
  const sorted = Float64Array.from(gaps).sort();
  return time => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] > time) high = middle;
      else low = middle + 1;
    }
    return (sorted.length - low + 0.5 * Math.exp(-Math.min(time, LONGEST))) / (sorted.length + 0.5);
  };
}

/** Every gap ended in a purchase after which the account had not left; the last silence may be either. */
function likeliestHazard(
  rhythms: readonly Rhythm[],
  survives: (j: number, time: number) => number,
  leaves: (j: number, hazard: number) => number,
): number {
  const silent = rhythms.map(({ silence }, j) => survives(j, silence));
  const minusLog = ([log]: Float64Array): number =>
    rhythms.reduce((sum, { gaps }, j) => {
      const gone = leaves(j, Math.exp(log));
      return sum - gaps.length * Math.log1p(-gone) - Math.log((1 - gone) * silent[j] + gone);
    }, 0);
  return Math.exp(minimise(minusLog, [Math.log(0.003)], 1e-6).at[0]);
}
