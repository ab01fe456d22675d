import type { HourSignals } from "../../data/hourSignals.ts";
import type { Market } from "../../data/market.ts";
import { WEEK_HOURS } from "./kernel.ts";
import { lastYear, readOutcomes } from "./outcomes.ts";
import { HOUR_BANDWIDTHS, pool, totalsOf } from "./pool.ts";
import { repeat } from "./typeProfiles.ts";

/** Parts of the day, [from, to) local hours; together the whole day. */
export const DAY_PARTS = {
  night: [0, 6],
  morning: [6, 11],
  midday: [11, 14],
  afternoon: [14, 18],
  evening: [18, 24],
} as const;
export type DayPart = keyof typeof DAY_PARTS;

/** At what hours of the week each account orders and takes contacts, smoothed. */
export interface AccountHours {
  /** `hour`, or `day` where only days are known: hours within a day are then even. */
  readonly resolution: "hour" | "day";
  /** Density over the hours of the week, [account × 168]; each account's sums to 1. */
  readonly profile: Float64Array;
  /** Share of each part of the day, by account; null where only days are known. */
  readonly parts: Readonly<Record<DayPart, Float64Array>> | null;
  /** Share of Saturday and Sunday, by account. */
  readonly weekend: Float64Array;
  /** Signals of its own that an account's profile rests on; 0: it is that of its type. */
  readonly evidence: Float64Array;
  /** Signals that the type's profile is worth beside the account's own. */
  readonly strength: number;
}

/**
 * The hours of each account: its orders, other activity that names it, and contacts of the last year that it took
 * (all contacts where outcomes do not tell), shrunk to the profile of its type and that to the market's (`pool`).
 * @returns null where the input holds no such signal
 */
export function accountHours(market: Market, signals: HourSignals): AccountHours | null {
  const { hours, days } = countByAccount(market, signals);
  const timed = hours.some(n => n > 0);
  if (!timed && !days.some(n => n > 0)) return null;
  const counts = timed ? hours : days;
  const bins = timed ? WEEK_HOURS : 7;
  const pooled = poolAccounts(market, counts, bins);
  const profile = timed ? pooled.profile : evenHours(pooled.profile);
  return {
    resolution: timed ? "hour" : "day",
    profile,
    parts: timed ? dayParts(profile) : null,
    weekend: shareOf(profile, hour => hour >= 120),
    evidence: totalsOf(counts, bins),
    strength: pooled.strength,
  };
}

/** Own signals by hour of the week where it is known, and by day for all; [account × 168] and [account × 7]. */
function countByAccount(market: Market, signals: HourSignals) {
  const hours = new Float64Array(market.accounts.count * WEEK_HOURS);
  const days = new Float64Array(market.accounts.count * 7);
  const add = (account: number, hour: number, timed: boolean, n: number) => {
    if (timed) hours[account * WEEK_HOURS + hour] += n;
    days[account * 7 + Math.floor(hour / 24)] += n;
  };
  for (const columns of [signals.orders, signals.activity]) {
    if (columns === null) continue;
    for (let row = 0; row < columns.count; row++) {
      if (columns.account[row] < 0) continue;
      add(columns.account[row], columns.hourOfWeek[row], columns.timed[row] === 1, columns.signals[row]);
    }
  }
  const { account, period, hourOfWeek, outcome, count } = market.visits;
  const from = lastYear(market);
  const outcomes = readOutcomes(outcome);
  const told = outcomes.some(result => result !== null);
  for (let v = 0; v < count; v++) {
    if (period[v] < from || hourOfWeek[v] < 0) continue;
    if (!told || (outcomes[v] !== null && outcomes[v] !== "missed")) add(account[v], hourOfWeek[v], true, 1);
  }
  return { hours, days };
}

function poolAccounts({ accounts, types }: Market, counts: Float64Array, bins: number) {
  const kinds = types.length + 1;
  const typeOf = (account: number) => (accounts.type[account] < 0 ? kinds - 1 : accounts.type[account]);
  const byType = new Float64Array(kinds * bins);
  const all = new Float64Array(bins);
  counts.forEach((n, i) => {
    byType[typeOf(Math.floor(i / bins)) * bins + (i % bins)] += n;
    all[i % bins] += n;
  });
  const bandwidths = bins === WEEK_HOURS ? HOUR_BANDWIDTHS : [0];
  const even = new Float64Array(bins).fill(1 / bins);
  const market = pool(all, even, bins, bandwidths).profile;
  const ofType = pool(byType, repeat(market, kinds), bins, bandwidths).profile;
  const prior = new Float64Array(counts.length);
  for (let i = 0; i < accounts.count; i++)
    prior.set(ofType.subarray(typeOf(i) * bins, (typeOf(i) + 1) * bins), i * bins);
  return pool(counts, prior, bins, bandwidths);
}

function evenHours(days: Float64Array): Float64Array {
  return Float64Array.from({ length: days.length * 24 }, (_, i) => days[Math.floor(i / 24)] / 24);
}

function dayParts(profile: Float64Array): Record<DayPart, Float64Array> {
  const parts = Object.entries(DAY_PARTS).map(([part, [from, to]]) => [
    part,
    shareOf(profile, hour => hour % 24 >= from && hour % 24 < to),
  ]);
  return Object.fromEntries(parts) as Record<DayPart, Float64Array>;
}

/** Sum of each account's profile over the hours of the week that `inside` takes. */
function shareOf(profile: Float64Array, inside: (hour: number) => boolean): Float64Array {
  const shares = new Float64Array(profile.length / WEEK_HOURS);
  profile.forEach((density, i) => {
    if (inside(i % WEEK_HOURS)) shares[Math.floor(i / WEEK_HOURS)] += density;
  });
  return shares;
}
