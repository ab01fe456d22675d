import { lastYearFrom } from "../../core/period.ts";
import { CHANNELS, type Channel } from "../../data/config/vocabulary.ts";
import type { Market } from "../../data/market/market.ts";
import { allowedHours } from "../response/windows.ts";
import { circularKernel, smoothCircle, WEEK_HOURS } from "./kernel.ts";
import { type ContactOutcome, readOutcomes } from "./outcomes.ts";

/** Channels that reach an account through a screen. */
export const DIGITAL: ReadonlySet<Channel> = new Set(["sms", "email", "whatsapp", "web"]);

/** The contacts of the last year in a named channel, and what accounts allow. */
export interface ContactLog {
  /** Channels in use or welcomed by an account, as indices into CHANNELS, ascending. */
  readonly channels: readonly number[];
  /** Rows of the market's visits. */
  readonly rows: readonly number[];
  readonly byAccount: ReadonlyMap<number, readonly number[]>;
  readonly outcomes: readonly (ContactOutcome | null)[];
  /** Whether any outcome is known: without them nothing can be learned of acceptance. */
  readonly told: boolean;
  /** Allowed share of each hour of the week by account·CHANNELS + channel, where the account says something of it. */
  readonly allowed: ReadonlyMap<number, Float64Array>;
  /** 1 for hours of the week in which the channel is practised, by channel; all hours where none is known. */
  readonly practised: ReadonlyMap<number, Uint8Array>;
}

/** Share of a week's contacts below which an hour counts as not practised: a quarter of an even share. */
const PRACTISED = 0.25 / WEEK_HOURS;

export function contactLog(market: Market): ContactLog {
  const { visits } = market;
  const from = lastYearFrom(market);
  const rows = [...visits.period.keys()].filter(v => visits.period[v] >= from && visits.channel[v] >= 0);
  const allowed = allowedHours(
    market,
    Int32Array.from(CHANNELS, (_, c) => c),
    CHANNELS.length,
  );
  const welcomed = [...allowed].filter(([, week]) => week.some(share => share > 0));
  const channels = [
    ...new Set([...rows.map(v => visits.channel[v]), ...welcomed.map(([key]) => key % CHANNELS.length)]),
  ].sort((a, b) => a - b);
  const outcomes = readOutcomes(visits.outcome);
  return {
    channels,
    rows,
    byAccount: groupBy(rows, v => visits.account[v]),
    outcomes,
    told: rows.some(v => outcomes[v] !== null),
    allowed,
    practised: new Map(channels.map(c => [c, practisedHours(market, rows, c)])),
  };
}

function practisedHours({ visits }: Market, rows: readonly number[], channel: number): Uint8Array {
  const counts = new Float64Array(WEEK_HOURS);
  for (const v of rows)
    if (visits.channel[v] === channel && visits.hourOfWeek[v] >= 0) counts[visits.hourOfWeek[v]] += 1;
  const total = counts.reduce((sum, n) => sum + n, 0);
  const smooth = smoothCircle(counts, WEEK_HOURS, circularKernel(1, WEEK_HOURS));
  return Uint8Array.from(smooth, n => (total === 0 || n >= PRACTISED * total ? 1 : 0));
}

function groupBy(rows: readonly number[], keyOf: (row: number) => number): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
