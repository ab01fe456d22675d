import { lastYearFrom } from "../../core/period.ts";
import type { HourSignals, SignalColumns } from "../../data/hourSignals.ts";
import type { Market } from "../../data/market/market.ts";
import { WEEK_HOURS } from "./kernel.ts";
import { readOutcomes } from "./outcomes.ts";
import { foretelling, pool, repeating, type Tuner, type Tuning, together, totalsOf } from "./pool.ts";
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
  const timed = anyTimed(market, signals);
  const bins = timed ? WEEK_HOURS : 7;
  const [early, late] = countByAccount(market, signals, bins);
  const all = early.map((n, i) => n + late[i]);
  if (!all.some(n => n > 0)) return null;
  const kept = new Map<string, Tuning>();
  const lateLevels = { market: together(late, bins), type: sumByType(market, late, bins), account: late };
  poolAccounts(market, early, bins, foretelling(lateLevels, bins, kept));
  const pooled = poolAccounts(market, all, bins, repeating(kept));
  const profile = timed ? pooled : evenHours(pooled);
  return {
    resolution: timed ? "hour" : "day",
    profile,
    parts: timed ? dayParts(profile) : null,
    weekend: shareOf(profile, hour => hour >= 120),
    evidence: totalsOf(all, bins),
    strength: kept.get("account")!.strength,
  };
}

function anyTimed({ visits }: Market, { orders, activity }: HourSignals): boolean {
  const named = (columns: SignalColumns | null) =>
    columns?.timed.some((flag, row) => flag === 1 && columns.account[row] >= 0);
  return (named(orders) || named(activity) || visits.hourOfWeek.some(hour => hour >= 0)) ?? false;
}

/** Signals of each account that are its own doing, the earlier and the late ones; [account × bins]. */
function countByAccount(market: Market, signals: HourSignals, bins: number): [Float64Array, Float64Array] {
  const size = market.accounts.count * bins;
  const parts: [Float64Array, Float64Array] = [new Float64Array(size), new Float64Array(size)];
  const add = (late: number, account: number, hour: number, n: number) => {
    parts[late][account * bins + Math.floor((hour * bins) / WEEK_HOURS)] += n;
  };
  for (const columns of [signals.orders, signals.activity]) {
    for (let row = 0; row < (columns?.count ?? 0); row++) {
      const { account, hourOfWeek, timed, late, signals: n } = columns!;
      if (account[row] < 0 || (bins === WEEK_HOURS && timed[row] === 0)) continue;
      add(late[row], account[row], hourOfWeek[row], n[row]);
    }
  }
  const { account, period, hourOfWeek, outcome, count } = market.visits;
  const from = lastYearFrom(market);
  const lateFrom = from + 0.75 * (market.periodStart.length - from);
  const outcomes = readOutcomes(outcome);
  const told = outcomes.some(result => result !== null);
  for (let v = 0; v < count; v++) {
    if (period[v] < from || hourOfWeek[v] < 0) continue;
    const taken = !told || outcomes[v] === "ordered" || outcomes[v] === "reached";
    if (taken) add(period[v] >= lateFrom ? 1 : 0, account[v], hourOfWeek[v], 1);
  }
  return parts;
}

function poolAccounts(market: Market, counts: Float64Array, bins: number, tune: Tuner): Float64Array {
  const shrink = (level: string, own: Float64Array, prior: Float64Array) =>
    pool(own, prior, bins, tune(level, own, prior));
  const all = shrink("market", together(counts, bins), new Float64Array(bins).fill(1 / bins));
  const types = shrink("type", sumByType(market, counts, bins), repeat(all, market.types.length + 1));
  const prior = new Float64Array(counts.length);
  for (let i = 0; i < market.accounts.count; i++) {
    const type = typeOf(market, i);
    prior.set(types.subarray(type * bins, (type + 1) * bins), i * bins);
  }
  return shrink("account", counts, prior);
}

function sumByType(market: Market, counts: Float64Array, bins: number): Float64Array {
  const sums = new Float64Array((market.types.length + 1) * bins);
  for (let i = 0; i < counts.length; i++)
    sums[typeOf(market, Math.floor(i / bins)) * bins + (i % bins)] += counts[i];
  return sums;
}

/** Index of an account's type; the last stands for "not given". */
function typeOf({ accounts, types }: Market, account: number): number {
  return accounts.type[account] < 0 ? types.length : accounts.type[account];
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
